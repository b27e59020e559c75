// SPDX-License-Identifier: MIT
#pragma once

#include "gui/payloadlines.h"
#include "gui/theme.h"

#include <QAbstractScrollArea>
#include <QTimer>

namespace bothends {

/// The bytes of one message as lines of text or as a hex table. Only the visible lines are made; whole
/// lines are selected and copied. Plain text only.
class PayloadPane : public QAbstractScrollArea
{
    Q_OBJECT
public:
    enum class Form : quint8 { Text, Hex };

    static constexpr int kBytesPerHexLine = 16;
    /// The clipboard gets at most so many bytes' worth.
    static constexpr qsizetype kCopyLimit = 8 * 1024 * 1024;

    explicit PayloadPane(QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes, TextEncoding encoding, int cutAtStart);
    void setForm(Form form);
    Form form() const { return m_form; }

    /// Lines that are known so far; all of them in the hex table.
    qsizetype lineCount() const;
    bool isComplete() const;
    QString lineText(qsizetype line) const;
    /// How often a line was painted, since the beginning; for tests.
    qint64 paintedLines() const { return m_paintedLines; }

public slots:
    void copy();
    void selectAll();

signals:
    void linesFound(); ///< lineCount() or isComplete() changed
    void copied(bool cut); ///< @param cut there was more than kCopyLimit

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    DisplayText displayLine(qsizetype line) const;
    void findMore();
    void restyle();
    void fitScrollBars();
    void select(qsizetype line, bool extend);
    qsizetype lineAt(const QPoint &point) const;
    qsizetype visibleLines() const;

    QByteArray m_bytes;
    PayloadLines m_lines;
    Form m_form = Form::Text;
    QFont m_font;
    Colours m_colours;
    int m_lineHeight = 16;
    int m_columnWidth = 8;
    qsizetype m_anchor = -1; // the selection is from here …
    qsizetype m_current = -1; // … to here, both included
    qint64 m_paintedLines = 0;
    QTimer m_timer;
};

} // namespace bothends
