// SPDX-License-Identifier: MIT
#include "core/tcpstate.h"

using namespace Qt::StringLiterals;

namespace bothends {

QList<TcpState> allTcpStates()
{
    QList<TcpState> states;
    for (int state = 0; state <= int(TcpState::TimeWait); ++state)
        states << TcpState(state);
    return states;
}

QString tcpStateName(TcpState state)
{
    switch (state) {
    case TcpState::Closed:
        return u"CLOSED"_s;
    case TcpState::Listen:
        return u"LISTEN"_s;
    case TcpState::SynSent:
        return u"SYN_SENT"_s;
    case TcpState::SynReceived:
        return u"SYN_RECV"_s;
    case TcpState::Established:
        return u"ESTABLISHED"_s;
    case TcpState::FinWait1:
        return u"FIN_WAIT_1"_s;
    case TcpState::FinWait2:
        return u"FIN_WAIT_2"_s;
    case TcpState::CloseWait:
        return u"CLOSE_WAIT"_s;
    case TcpState::Closing:
        return u"CLOSING"_s;
    case TcpState::LastAck:
        return u"LAST_ACK"_s;
    case TcpState::TimeWait:
        return u"TIME_WAIT"_s;
    case TcpState::Unconnected:
        return u"UNCONN"_s;
    }
    return {};
}

// The one orderly way that leads to each state; where figure 5 has two (CLOSING or FIN_WAIT_2 before
// TIME_WAIT), the usual one, unless the end was seen in the other.
QList<TcpState> statesBetween(TcpState from, TcpState to)
{
    const auto before = [](TcpState state) -> std::optional<TcpState> {
        switch (state) {
        case TcpState::Established:
            return TcpState::SynReceived;
        case TcpState::FinWait1:
        case TcpState::CloseWait:
            return TcpState::Established;
        case TcpState::FinWait2:
        case TcpState::Closing:
            return TcpState::FinWait1;
        case TcpState::LastAck:
            return TcpState::CloseWait;
        case TcpState::TimeWait:
            return TcpState::FinWait2;
        default:
            return std::nullopt;
        }
    };
    if (to == TcpState::Closed)
        return from == TcpState::CloseWait ? QList{TcpState::LastAck} : QList<TcpState>();
    QList<TcpState> passed;
    for (std::optional<TcpState> state = before(to); state; state = before(*state)) {
        const bool isStart = *state == from || (*state == TcpState::SynReceived && from == TcpState::SynSent)
            || (*state == TcpState::FinWait2 && from == TcpState::Closing);
        if (isStart)
            return passed;
        passed.prepend(*state);
        if (*state == TcpState::SynReceived) // a server's end begins here, a client's in SYN_SENT
            return from == TcpState::Closed || from == TcpState::Listen ? passed : QList<TcpState>();
    }
    return {};
}

} // namespace bothends
