// SPDX-License-Identifier: MIT
#pragma once

#include "core/stepguide.h"
#include "core/transport.h"

#include <QHash>
#include <QObject>

class QGridLayout;
class QPushButton;
class QWidget;

namespace Ui {
class StepPanel;
}

namespace bothends {

/// The calls that take what has arrived.
bool isReading(CallName call);

/// The calls as buttons: which are there, in which order with their arguments beside them, and which of them
/// a program would make now. Lives in the GUI thread.
class StepButtons : public QObject
{
    Q_OBJECT
public:
    /// @param ui the form with the groups that the buttons are put into; its panel becomes the parent
    StepButtons(Ui::StepPanel &ui, Side side, QWidget &panel);

    bool isEmpty() const { return m_advice.isEmpty(); }
    const QList<CallAdvice> &advice() const { return m_advice; }
    /// What to say of each call on a socket of this kind, as it is now. The call that comes next, if any.
    CallName setAdvice(const QList<CallAdvice> &advice, Transport transport);
    bool showsMore() const { return m_showsMore; }
    void setShowsMore(bool shows);

signals:
    void pressed(bothends::CallName call);
    /// Pointer or focus came to its button.
    void asked(bothends::CallName call);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// Calls that share their arguments.
    struct Group
    {
        QWidget *widget;
        QGridLayout *buttons;
        QList<CallName> calls;
    };

    void makeButtons();
    void arrange();
    void arrangeButtons(const Group &group);
    void orderByTab();
    QWidget *besideOf(CallName call) const;
    bool isShown(CallName call) const;
    bool isShown(const QList<CallName> &calls) const;

    Ui::StepPanel &m_ui;
    const Side m_side;
    QWidget &m_panel;
    Transport m_transport = Transport::Tcp;
    QList<Group> m_groups;
    QHash<CallName, QPushButton *> m_buttons;
    QList<CallAdvice> m_advice;
    bool m_showsMore = false;
};

} // namespace bothends
