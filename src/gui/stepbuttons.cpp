// SPDX-License-Identifier: MIT
#include "gui/stepbuttons.h"

#include "gui/inlinemessage.h"
#include "ui_steppanel.h"

#include <QEvent>
#include <QPushButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

bool isRare(CallName call, Transport transport)
{
    switch (call) {
    case CallName::ConnectEx:
    case CallName::SendMsg:
    case CallName::SendFile:
    case CallName::RecvMsg:
    case CallName::RecvInto:
    case CallName::RecvFromInto:
    case CallName::RecvMsgInto:
    case CallName::ReadLine:
    case CallName::SetSockOpt:
    case CallName::GetSockOpt:
        return true;
    case CallName::SendAll:
        return false;
    case CallName::RecvFrom:
        return isStream(transport);
    default:
        return false;
    }
}

} // namespace

bool isReading(CallName call)
{
    return isReceiving(call) || call == CallName::ReadLine;
}

StepButtons::StepButtons(Ui::StepPanel &ui, Side side, QWidget &panel)
    : QObject(&panel)
    , m_ui(ui)
    , m_side(side)
    , m_panel(panel)
{
    makeButtons();
    m_ui.newSocketButton->installEventFilter(this);
}

void StepButtons::makeButtons()
{
    m_groups = {
        {m_ui.optionGroup, m_ui.optionButtons, {CallName::SetSockOpt, CallName::GetSockOpt}},
        {m_ui.bindGroup, m_ui.bindButtons, {CallName::Bind}},
        {m_ui.listenGroup, m_ui.listenButtons, {CallName::Listen, CallName::Accept}},
        {m_ui.connectGroup, m_ui.connectButtons, {CallName::Connect, CallName::ConnectEx}},
        {m_ui.sendGroup,
         m_ui.sendButtons,
         {CallName::Send, CallName::SendAll, CallName::SendTo, CallName::SendMsg, CallName::SendFile}},
        {m_ui.receiveGroup,
         m_ui.receiveButtons,
         {CallName::Recv, CallName::RecvFrom, CallName::RecvMsg, CallName::RecvInto, CallName::RecvFromInto,
          CallName::RecvMsgInto, CallName::ReadLine}},
        {m_ui.endGroup, m_ui.endButtons, {CallName::Shutdown, CallName::Close}},
    };
    for (const Group &group : std::as_const(m_groups)) {
        group.buttons->setColumnStretch(0, 1);
        group.buttons->setColumnStretch(1, 1);
        for (const CallName call : group.calls) {
            auto *button = new QPushButton(group.widget);
            button->setObjectName(u"call_"_s + callName(call));
            button->setAutoDefault(false);
            button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // both columns are equal
            button->installEventFilter(this);
            connect(button, &QPushButton::clicked, this, [this, call] { emit pressed(call); });
            m_buttons.insert(call, button);
        }
    }
}

CallName StepButtons::setAdvice(const QList<CallAdvice> &advice, Transport transport)
{
    const QList<CallAdvice> old = std::exchange(m_advice, advice);
    m_transport = transport;
    CallName next = CallName::None;
    for (const CallAdvice &each : std::as_const(m_advice)) {
        if (each.isNext)
            next = each.call;
        QPushButton *button
            = each.call == CallName::Socket ? m_ui.newSocketButton : m_buttons.value(each.call);
        if (!button)
            continue;
        const QString name = each.call == CallName::Socket ? tr("New socket") : callName(each.call);
        button->setText(each.isNext ? u"→ "_s + name : name);
        button->setAccessibleName(each.isNext ? tr("%1, comes next").arg(name) : name);
        button->setAccessibleDescription(each.reason);
        button->setToolTip(each.reason);
        QFont face = m_panel.font();
        face.setBold(each.isNext);
        button->setFont(face);
    }
    const auto shape = [](const QList<CallAdvice> &advices) {
        QList<std::pair<CallName, bool>> calls;
        for (const CallAdvice &each : advices)
            calls << std::pair(each.call, each.isNext);
        return calls;
    };
    if (shape(old) != shape(m_advice))
        arrange();
    return next;
}

void StepButtons::setShowsMore(bool shows)
{
    m_showsMore = shows;
    arrange();
}

QWidget *StepButtons::besideOf(CallName call) const
{
    // The first of the receiving calls has their buffer beside it.
    const auto first = std::find_if(m_advice.cbegin(), m_advice.cend(), [this](const CallAdvice &advice) {
        return isReading(advice.call) && isShown(advice.call);
    });
    if (first != m_advice.cend() && first->call == call)
        return m_ui.sizeSpin;
    switch (call) {
    case CallName::Bind:
        return m_ui.bindLabel;
    case CallName::Listen:
        return m_ui.stepBacklogSpin;
    case CallName::Connect:
        return m_ui.targetLabel;
    case CallName::Shutdown:
        return m_ui.howCombo;
    case CallName::Close:
        return m_ui.abortiveCheck;
    default:
        return nullptr;
    }
}

bool StepButtons::isShown(CallName call) const
{
    const auto advice = std::find_if(m_advice.cbegin(), m_advice.cend(),
                                     [call](const CallAdvice &candidate) { return candidate.call == call; });
    return advice != m_advice.cend() && (m_showsMore || advice->isNext || !isRare(call, m_transport));
}

bool StepButtons::isShown(const QList<CallName> &calls) const
{
    return std::any_of(calls.cbegin(), calls.cend(), [this](CallName call) { return isShown(call); });
}

void StepButtons::arrangeButtons(const Group &group)
{
    while (QLayoutItem *item = group.buttons->takeAt(0))
        delete item; // the button stays
    int row = 0;
    int column = 0;
    const auto put = [&](QWidget *widget) {
        group.buttons->addWidget(widget, row, column);
        row += column;
        column = 1 - column;
    };
    for (const CallAdvice &advice : std::as_const(m_advice)) {
        if (!group.calls.contains(advice.call) || !isShown(advice.call))
            continue;
        QWidget *beside = besideOf(advice.call);
        if (beside && column == 1) {
            ++row;
            column = 0;
        }
        put(m_buttons.value(advice.call));
        if (beside)
            put(beside);
    }
}

// In the order in which a program makes the calls.
void StepButtons::arrange()
{
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it)
        it.value()->setVisible(isShown(it.key()));
    int place = 1; // behind the choice of a socket
    QList<QWidget *> placed;
    for (const CallAdvice &advice : std::as_const(m_advice)) {
        for (const Group &group : std::as_const(m_groups)) {
            if (!group.calls.contains(advice.call) || placed.contains(group.widget))
                continue;
            m_ui.stepLayout->removeWidget(group.widget);
            m_ui.stepLayout->insertWidget(place++, group.widget);
            placed << group.widget;
        }
    }
    for (const Group &group : std::as_const(m_groups)) {
        group.widget->setVisible(isShown(group.calls));
        arrangeButtons(group);
    }
    const bool choosesReceiver = m_side == Side::Server && !isStream(m_transport);
    m_ui.toRow->setVisible(choosesReceiver);
    m_ui.fileRow->setVisible(isShown({CallName::SendFile, CallName::SendMsg}));
    m_ui.flagsRow->setVisible(m_showsMore);
    m_ui.ancillaryRow->setVisible(isShown({CallName::RecvMsg, CallName::RecvMsgInto}));
    m_ui.abortiveCheck->setVisible(m_transport == Transport::Tcp);
    orderByTab();
}

void StepButtons::orderByTab()
{
    QWidget *last = m_ui.socketCombo;
    QWidget::setTabOrder(m_ui.newSocketButton, last);
    for (int i = 1; i < m_ui.stepLayout->count(); ++i) {
        QWidget *group = m_ui.stepLayout->itemAt(i)->widget();
        const bool isGroup = std::any_of(m_groups.cbegin(), m_groups.cend(),
                                         [group](const Group &each) { return each.widget == group; });
        if (!isGroup)
            continue;
        // Arguments first, as they stand; then the buttons with what is beside them.
        QList<QWidget *> stops;
        const QList<QWidget *> inside = group->findChildren<QWidget *>();
        std::copy_if(
            inside.cbegin(), inside.cend(), std::back_inserter(stops), [group](const QWidget *widget) {
                return widget->focusPolicy() != Qt::NoFocus && !widget->isHidden() && !widget->isWindow()
                    && widget->window() == group->window() && !widget->parentWidget()->inherits("QComboBox")
                    && !widget->parentWidget()->inherits("QAbstractSpinBox");
            });
        std::stable_sort(stops.begin(), stops.end(), [group](const QWidget *a, const QWidget *b) {
            const QPoint left = a->mapTo(group, QPoint());
            const QPoint right = b->mapTo(group, QPoint());
            return left.y() != right.y() ? left.y() < right.y() : left.x() < right.x();
        });
        for (QWidget *stop : std::as_const(stops)) {
            QWidget::setTabOrder(last, stop);
            last = stop;
        }
    }
    QWidget::setTabOrder(last, m_ui.moreButton);
}

bool StepButtons::eventFilter(QObject *watched, QEvent *event)
{
    const bool isAsked = event->type() == QEvent::Enter || event->type() == QEvent::FocusIn;
    if (isAsked && watched == m_ui.newSocketButton)
        emit asked(CallName::Socket);
    else if (isAsked)
        emit asked(m_buttons.key(qobject_cast<QPushButton *>(watched), CallName::None));
    return QObject::eventFilter(watched, event);
}

} // namespace bothends
