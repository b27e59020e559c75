// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace bothends {

/// A message in the layout beside its cause: what happened and what to do next. Hidden while there is
/// none. Takes no focus from the user and is announced to screen readers.
class InlineMessage : public QWidget
{
    Q_OBJECT
public:
    enum class Kind : quint8 { Note, Warning, Error };

    explicit InlineMessage(QWidget *parent = nullptr);

    /// Plain text, whatever it contains.
    void say(Kind kind, const QString &what, const QString &nextStep = {});
    void clear();
    QString text() const;
    bool isEmpty() const { return isHidden(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyColours();

    Kind m_kind = Kind::Note;
    QLabel *m_icon;
    QLabel *m_what;
    QLabel *m_nextStep;
    QToolButton *m_close;
};

} // namespace bothends
