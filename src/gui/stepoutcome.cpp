// SPDX-License-Identifier: MIT
#include "gui/stepoutcome.h"

#include "gui/endpointfields.h"
#include "gui/inlinemessage.h"
#include "gui/widgets.h"
#include "net/session.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

/// `recv_into(…)` without its arguments; what came of it is the point.
QString outcomeTag(const Event &event)
{
    const QString call = event.call() == CallName::None ? eventKindName(event.kind) : callName(event.call());
    if (event.error && event.kind == EventKind::Error) {
        const int number = errorNumber(*event.error);
        const QString name = errorName(*event.error);
        return number > 0 ? u"%1() → %2 (%3)"_s.arg(call, name).arg(number) : u"%1() → %2"_s.arg(call, name);
    }
    switch (event.kind) {
    case EventKind::Connected:
        return u"%1() → 0"_s.arg(call);
    case EventKind::Eof:
        return u"%1() → b''"_s.arg(call);
    case EventKind::Socket:
    case EventKind::Accept:
        return u"%1() → fd %2"_s.arg(call).arg(event.number);
    case EventKind::Option:
        if (event.detail && event.detail->optionNow) {
            const OptionValue &now = *event.detail->optionNow;
            return u"%1() → %2"_s.arg(call, now.text.isEmpty() ? QString::number(now.number) : now.text);
        }
        break;
    default:
        break;
    }
    if (event.detail && event.detail->result >= 0)
        return u"%1() → %2"_s.arg(call).arg(event.detail->result);
    return u"%1()"_s.arg(call);
}

} // namespace

StepOutcome::StepOutcome(InlineMessage &message, Side side, EndpointFields &fields, QObject *parent)
    : QObject(parent)
    , m_message(message)
    , m_side(side)
    , m_fields(fields)
{
}

void StepOutcome::show(const Event &event)
{
    m_event = event;
    say();
}

void StepOutcome::say()
{
    const Event &event = *m_event;
    const bool isFailure = event.kind == EventKind::Error && event.error;
    if (!isFailure) {
        m_message.say(InlineMessage::Kind::Note, outcomeTag(event));
        return;
    }
    const ErrorText text = errorText(*event.error);
    const bool isWaiting
        = event.error->code == ErrorCode::WouldBlock || event.error->code == ErrorCode::InProgress;
    QList<InlineMessage::Remedy> remedies;
    if (isAboutRawPrivilege(*event.error, event.transport))
        remedies << InlineMessage::Remedy{u"pingSocketButton"_s, tr("Use a ping socket instead"),
                                          [this] { emit pingSocketWanted(); }};
    if (event.error->code == ErrorCode::SocketFileStale && m_side == Side::Server)
        remedies << InlineMessage::Remedy{u"removeStaleButton"_s, tr("Remove the stale file"),
                                          [this, path = m_fields.path(), transport = event.transport] {
                                              removeStaleFile(path, transport);
                                          }};
    m_message.say(isWaiting ? InlineMessage::Kind::Note : InlineMessage::Kind::Error, outcomeTag(event),
                  text.nextStep.isEmpty() ? text.what : text.what + u' ' + text.nextStep, remedies);
}

void StepOutcome::removeStaleFile(const QString &path, Transport transport)
{
    if (const std::optional<Error> error = Session::removeStaleSocketFile(path, transport))
        showFault(errorText(*error));
    else
        m_message.say(InlineMessage::Kind::Note, tr("The stale file is removed."));
}

void StepOutcome::showFault(const ErrorText &text)
{
    m_event.reset();
    m_message.say(InlineMessage::Kind::Error, text.what, text.nextStep);
}

void StepOutcome::clear()
{
    m_message.clear();
}

void StepOutcome::retranslate()
{
    if (m_event && !m_message.isEmpty())
        say();
}

} // namespace bothends
