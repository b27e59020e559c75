// SPDX-License-Identifier: MIT
#pragma once

#include "support/sessionprobe.h"

#include <optional>

namespace bothends::test {

/// A session in which single calls are made, each waited for until its event is in the journal.
class StepProbe : public SessionProbe
{
public:
    quint32 open(Side side, Transport transport, bool isIpv6 = false)
    {
        return open({side, transport, isIpv6});
    }
    quint32 open(const SocketConfig &config)
    {
        const quint32 endpoint = session.openSocket(config);
        m_last = waitForCall(endpoint, CallName::Socket, session.journal().size());
        return endpoint;
    }

    static SocketCall make(CallName name)
    {
        SocketCall call;
        call.call = name;
        return call;
    }
    /// The first event that tells of the call; a None if none came.
    Event perform(quint32 endpoint, const SocketCall &call)
    {
        const qsizetype from = session.journal().size();
        session.call(endpoint, call);
        m_last = waitForCall(endpoint, call.call, from);
        return last();
    }
    Event perform(quint32 endpoint, CallName name) { return perform(endpoint, make(name)); }
    /// Again while it says EAGAIN: what comes from another program needs its time.
    Event performUntilReady(quint32 endpoint, const SocketCall &call)
    {
        (void)QTest::qWaitFor(
            [&] {
                perform(endpoint, call);
                return !(last().error && last().error->code == ErrorCode::WouldBlock);
            },
            20000);
        return last();
    }
    Event performUntilReady(quint32 endpoint, CallName name)
    {
        return performUntilReady(endpoint, make(name));
    }

    Event bind(quint32 endpoint, const Address &address)
    {
        SocketCall call = make(CallName::Bind);
        call.address = address;
        return perform(endpoint, call);
    }
    Event listen(quint32 endpoint, int backlog = 5)
    {
        SocketCall call = make(CallName::Listen);
        call.backlog = backlog;
        return perform(endpoint, call);
    }
    Event connectTo(quint32 endpoint, const Address &address, CallName name = CallName::Connect)
    {
        SocketCall call = make(name);
        call.address = address;
        return perform(endpoint, call);
    }
    Event send(quint32 endpoint, const QByteArray &bytes, quint32 socket = 0, CallName name = CallName::Send,
               const Address &to = {})
    {
        SocketCall call = make(name);
        call.bytes = bytes;
        call.socket = socket;
        call.address = to;
        return perform(endpoint, call);
    }
    Event recv(quint32 endpoint, quint32 socket = 0, qint64 size = 4096, MessageFlags flags = {},
               CallName name = CallName::Recv)
    {
        SocketCall call = make(name);
        call.socket = socket;
        call.size = size;
        call.flags = flags;
        return performUntilReady(endpoint, call);
    }
    Event close(quint32 endpoint, quint32 socket = 0, bool isAbortive = false)
    {
        SocketCall call = make(CallName::Close);
        call.socket = socket;
        call.isAbortive = isAbortive;
        return perform(endpoint, call);
    }
    Event shut(quint32 endpoint, ShutdownHow how, quint32 socket = 0)
    {
        SocketCall call = make(CallName::Shutdown);
        call.how = how;
        call.socket = socket;
        return perform(endpoint, call);
    }
    Event setOption(quint32 endpoint, SocketOption option, qint64 number, quint32 socket = 0)
    {
        SocketCall call = make(CallName::SetSockOpt);
        call.option = option;
        call.value.number = number;
        call.socket = socket;
        return perform(endpoint, call);
    }
    Event getOption(quint32 endpoint, SocketOption option, quint32 socket = 0)
    {
        SocketCall call = make(CallName::GetSockOpt);
        call.option = option;
        call.socket = socket;
        return perform(endpoint, call);
    }

    /// The event that the last of these told of.
    Event last() const { return m_last ? eventAt(*m_last) : Event(); }
    QByteArray lastPayload() const { return m_last ? session.journal().payload(*m_last) : QByteArray(); }
    /// Waits for one of this kind at this endpoint, from the last one on. False: none came.
    bool waitForKind(quint32 endpoint, EventKind kind)
    {
        const qsizetype from = m_last.value_or(0);
        return QTest::qWaitFor(
            [&] {
                for (qsizetype row = from; row < session.journal().size(); ++row) {
                    if (eventAt(row).endpoint == endpoint && eventAt(row).kind == kind) {
                        m_last = row;
                        return true;
                    }
                }
                return false;
            },
            20000);
    }

private:
    std::optional<qsizetype> waitForCall(quint32 endpoint, CallName call, qsizetype from)
    {
        std::optional<qsizetype> found;
        (void)QTest::qWaitFor(
            [&] {
                for (qsizetype row = from; row < session.journal().size() && !found; ++row) {
                    if (eventAt(row).endpoint == endpoint && eventAt(row).call() == call)
                        found = row;
                }
                return found.has_value();
            },
            20000);
        return found;
    }

    std::optional<qsizetype> m_last;
};

} // namespace bothends::test
