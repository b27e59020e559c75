// SPDX-License-Identifier: MIT
#pragma once

#include <QPlainTextEdit>

namespace bothends {

/// A plain-text field for greetings and messages. Long lines are not wrapped, because laying out one
/// long line costs the square of its length; pasting is bounded, and refused aloud instead of cut.
/// As a message field it sends on Enter, keeps a history and grows with its lines.
class PlainEdit : public QPlainTextEdit
{
    Q_OBJECT
public:
    static constexpr qsizetype kMaxChars = 4 * 1024 * 1024;

    explicit PlainEdit(QWidget *parent = nullptr);

    /// Enter emits submitted(), Shift+Enter makes a line; Up and Down walk through what was submitted.
    void setMessageField(int maxLines);
    void remember(const QString &text);
    /// Stands in the empty field, on one line: what has no room is left out, not wrapped out of sight.
    void setHint(const QString &hint);
    /// setPlainText() that is quick for long lines.
    void setText(const QString &text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void submitted();
    /// More than kMaxChars were pasted; nothing was inserted.
    void pasteRefused(qsizetype chars);
    /// A file was dropped here; it is not inserted.
    void fileDropped(const QString &file);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fitHint();
    void adaptWrapping(const QString &added);
    void showHistory(qsizetype index);
    int heightForLines(int lines) const;

    int m_maxLines = 0; // 0: an ordinary field
    QString m_hint;
    QStringList m_history;
    qsizetype m_historyIndex = 0;
    QString m_draft;
};

} // namespace bothends
