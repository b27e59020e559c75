// SPDX-License-Identifier: MIT
#include "core/segmentstates.h"

namespace bothends {

void SegmentStates::take(const Event &event)
{
    if (!event.segment)
        return;
    const SegmentReading &segment = *event.segment;
    const Side other = oppositeOf(event.side);
    TcpState &own = state(event.side);
    TcpState &peer = state(other);
    const bool isFirst = !m_hasBegun;
    m_hasBegun = true;
    if (segment.flags.testFlag(TcpFlag::Rst)) {
        own = peer = TcpState::Closed;
        return;
    }
    if (segment.flags.testFlag(TcpFlag::Syn)) {
        if (own != TcpState::Closed)
            return;
        const bool isAnswer = segment.flags.testFlag(TcpFlag::Ack);
        own = isAnswer ? TcpState::SynReceived : TcpState::SynSent;
        if (isAnswer && peer == TcpState::Closed)
            peer = TcpState::SynSent;
        return;
    }
    if (isFirst) // the handshake was before the capture
        own = peer = TcpState::Established;
    if (own == TcpState::SynSent) {
        own = TcpState::Established;
        if (peer == TcpState::SynReceived)
            peer = TcpState::Established;
    }
    const qint64 peerFin = m_finEnds[size_t(other)];
    if (peerFin >= 0 && segment.relativeAcknowledgment >= peerFin) {
        if (peer == TcpState::FinWait1)
            peer = TcpState::FinWait2;
        else if (peer == TcpState::Closing)
            peer = TcpState::TimeWait;
        else if (peer == TcpState::LastAck)
            peer = TcpState::Closed;
    }
    if (!segment.flags.testFlag(TcpFlag::Fin) || m_finEnds[size_t(event.side)] >= 0)
        return;
    m_finEnds[size_t(event.side)] = segment.relativeSequence + event.bytes + 1;
    if (own == TcpState::Established || own == TcpState::SynReceived)
        own = TcpState::FinWait1;
    else if (own == TcpState::CloseWait)
        own = TcpState::LastAck;
    if (peer == TcpState::Established)
        peer = TcpState::CloseWait;
    else if (peer == TcpState::FinWait1)
        peer = TcpState::Closing;
    else if (peer == TcpState::FinWait2)
        peer = TcpState::TimeWait;
}

} // namespace bothends
