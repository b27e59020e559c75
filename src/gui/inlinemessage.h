// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace bothends {

/// A message in the layout beside its cause: what happened and what to do next. Hidden while there is
/// none. Takes no focus from the user and is announced to screen readers. What can be done about it at once
/// is offered as a button.
class InlineMessage : public QWidget
{
    Q_OBJECT
public:
    enum class Kind : quint8 { Note, Warning, Error };

    explicit InlineMessage(QWidget *parent = nullptr);

    struct Remedy
    {
        QString name; ///< object name of the button
        QString text;
        std::function<void()> run;
    };
    /// Plain text, whatever it contains. @param remedies two at most
    void say(Kind kind, const QString &what, const QString &nextStep = {},
             const QList<Remedy> &remedies = {});
    void clear();
    /// For a message as wide as a window: the buttons stand beside the text, and a line needs no second one.
    void setWide();
    QString text() const;
    bool isEmpty() const { return isHidden(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyColours();
    void offer(const QList<Remedy> &remedies);

    Kind m_kind = Kind::Note;
    QLabel *m_icon;
    QLabel *m_what;
    QLabel *m_nextStep;
    QVBoxLayout *m_texts;
    QHBoxLayout *m_beside;
    bool m_isWide = false;
    QList<QPushButton *> m_remedies;
    QToolButton *m_close;
};

} // namespace bothends
