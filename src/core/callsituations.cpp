// SPDX-License-Identifier: MIT
#include "core/explanationfacts.h"

#include "core/eventtext.h"

// Which situation a row is where the socket is not TCP's, or a call tells more than the kind of the event.

namespace bothends {

namespace {

bool isRead(CallName call)
{
    return isReceiving(call) || call == CallName::ReadLine;
}

bool isWrite(CallName call)
{
    return isSending(call) || call == CallName::SendFile;
}

bool isConnect(CallName call)
{
    return call == CallName::Connect || call == CallName::ConnectEx;
}

} // namespace

std::optional<Situation> EventFacts::callSituation() const
{
    switch (event.kind) {
    case EventKind::Socket:
        return socketSituation();
    case EventKind::Bind:
        return bindSituation();
    case EventKind::Listen:
        return listenSituation();
    case EventKind::Accept:
        return acceptCallSituation();
    case EventKind::Connect:
        return connectCallSituation();
    case EventKind::Connected:
        return connectedCallSituation();
    case EventKind::Sent:
        return sentCallSituation();
    case EventKind::Received:
        return receivedCallSituation();
    case EventKind::Eof:
        return isTcp() ? std::nullopt : std::optional(Situation::EofLocal);
    case EventKind::Reset:
        return resetSituation();
    case EventKind::Shutdown:
        return shutdownSituation();
    case EventKind::Closed:
        return closedCallSituation();
    case EventKind::Error:
        return errorOfCallSituation();
    case EventKind::Pause:
    case EventKind::Resume:
        return std::nullopt;
    case EventKind::State:
    case EventKind::Queues:
        return event.reading ? stateOfOtherSituation() : std::nullopt;
    case EventKind::Option:
        if (event.call() != CallName::SetSockOpt)
            return Situation::OptionRead;
        return detail().optionNow && detail().optionAsked && *detail().optionNow != *detail().optionAsked
            ? Situation::OptionChanged
            : Situation::OptionAsAsked;
    case EventKind::Peeked:
        return Situation::Peeked;
    case EventKind::Line:
        return Situation::Line;
    case EventKind::Enter:
        if (event.call() == CallName::Accept)
            return Situation::EnterAccept;
        return isRead(event.call()) ? Situation::EnterRead : Situation::EnterOther;
    case EventKind::Thread:
        return detail().thread && detail().thread->state == u'R' ? Situation::ThreadRuns
                                                                 : Situation::ThreadSleeps;
    case EventKind::Dropped:
        return Situation::DatagramsDropped;
    case EventKind::TransferBegin:
        return event.call() == CallName::SendFile ? Situation::TransferSendBegin
                                                  : Situation::TransferSaveBegin;
    case EventKind::TransferEnd:
        if (event.error)
            return Situation::TransferFailed;
        return event.call() == CallName::SendFile ? Situation::TransferSendEnd : Situation::TransferSaveEnd;
    case EventKind::Segment:
        return segmentSituation(event);
    }
    return std::nullopt;
}

std::optional<Situation> EventFacts::socketSituation() const
{
    switch (event.transport) {
    case Transport::Tcp:
        return isByCall() ? std::optional(Situation::SocketByCall) : std::nullopt;
    case Transport::Udp:
        return Situation::SocketUdp;
    case Transport::LocalStream:
        return Situation::SocketLocalStream;
    case Transport::LocalDatagram:
        return Situation::SocketLocalDatagram;
    case Transport::RawIcmp:
        return Situation::SocketRawIcmp;
    case Transport::PingIcmp:
        return Situation::SocketPingIcmp;
    }
    return std::nullopt;
}

std::optional<Situation> EventFacts::bindSituation() const
{
    if (event.origin == Origin::Kernel)
        return Situation::Adopted;
    if (isLocal(event.transport))
        return event.local.kind == Address::Kind::Abstract ? Situation::BindAbstract : Situation::BindPath;
    if (!isTcp())
        return Situation::BindDatagram;
    if (event.side == Side::Client)
        return Situation::BindClient;
    return isByCall() ? std::optional(Situation::BindAlone) : std::nullopt;
}

std::optional<Situation> EventFacts::listenSituation() const
{
    if (event.origin == Origin::Kernel)
        return Situation::Adopted;
    if (event.socket != 0 && ofSocketBefore(EventKind::Listen) >= 0)
        return Situation::ListenAgain;
    if (!isTcp())
        return Situation::ListenLocal;
    return event.isStep && ofSocketBefore(EventKind::Bind) < 0 ? std::optional(Situation::ListenWithoutBind)
                                                               : std::nullopt;
}

std::optional<Situation> EventFacts::acceptCallSituation() const
{
    if (!isStream(event.transport))
        return Situation::ClientByDatagram;
    if (!isTcp())
        return Situation::AcceptLocal;
    if (isMapped())
        return Situation::AcceptMapped;
    const Situation told = acceptSituation();
    const bool isPlain = told == Situation::AcceptByQt || told == Situation::AcceptByCall;
    return isByCall() && isPlain ? std::optional(Situation::AcceptOne) : std::nullopt;
}

std::optional<Situation> EventFacts::connectCallSituation() const
{
    if (!isStream(event.transport))
        return Situation::ConnectDatagram;
    if (!isTcp())
        return Situation::ConnectLocal;
    if (!isByCall() || (!event.isStep && connectSituation() == Situation::ConnectNextAddress))
        return std::nullopt;
    return event.call() == CallName::ConnectEx ? Situation::ConnectExResult : Situation::ConnectInProgress;
}

std::optional<Situation> EventFacts::connectedCallSituation() const
{
    if (event.origin == Origin::Kernel)
        return Situation::Adopted;
    if (!isStream(event.transport))
        return Situation::ConnectDatagram;
    if (!isTcp())
        return Situation::ConnectedLocal;
    return isByCall() && connectedSituation() != Situation::ConnectedAfterWaiting
        ? std::optional(Situation::ConnectedByCall)
        : std::nullopt;
}

std::optional<Situation> EventFacts::sentCallSituation() const
{
    if (isIcmp(event.transport))
        return Situation::EchoRequest;
    if (hasDescriptorItem())
        return Situation::SendDescriptor;
    if (isStream(event.transport)) {
        if (!detail().file.isEmpty())
            return Situation::SendFilePart;
        return detail().asked > event.bytes ? std::optional(Situation::SendPartial) : std::nullopt;
    }
    if (event.bytes == 0)
        return Situation::DatagramEmpty;
    if (!connection.hasBothEnds())
        return Situation::DatagramOutside;
    return matches().empty() ? Situation::DatagramUnread : Situation::DatagramArrived;
}

std::optional<Situation> EventFacts::receivedCallSituation() const
{
    const CallName call = event.call();
    if (event.bytes == 0 && detail().how)
        return Situation::ReadAfterShutdown;
    if (isIcmp(event.transport))
        return Situation::EchoReply;
    if (hasDescriptorItem())
        return Situation::ReadDescriptor;
    if (isCutDatagram(event))
        return Situation::DatagramCut;
    if (call == CallName::RecvMsg || call == CallName::RecvMsgInto || !detail().ancillary.isEmpty())
        return Situation::ReadMessage;
    if (!isStream(event.transport)) {
        if (event.bytes == 0)
            return Situation::DatagramReadEmpty;
        if (isIntoBuffer(call))
            return Situation::ReadInto;
        return connection.hasBothEnds() && !matches().empty() ? Situation::DatagramRead
                                                              : Situation::DatagramReadOutside;
    }
    if (isTcp() && detail().flags.testFlag(MessageFlag::Trunc))
        return Situation::ReadThrownAway;
    if (!detail().file.isEmpty())
        return Situation::ReadToFile;
    if (call == CallName::ReadLine)
        return Situation::ReadIntoProgram;
    if (isIntoBuffer(call))
        return Situation::ReadInto;
    if (detail().flags.testFlag(MessageFlag::WaitAll))
        return Situation::ReadWaitAll;
    const TextReading::RowText text = readings.texts.rowText(row);
    const bool isWholeText = text.cutAtStart == 0 && text.cutAtEnd == 0;
    return event.isStep && detail().asked > 0 && detail().asked == event.bytes && isWholeText
        ? std::optional(Situation::ReadFull)
        : std::nullopt;
}

std::optional<Situation> EventFacts::resetSituation() const
{
    if (!isTcp())
        return Situation::ResetLocal;
    if (!isByCall())
        return std::nullopt;
    return event.error ? Situation::ResetByPeerCall : Situation::ResetByClose;
}

std::optional<Situation> EventFacts::shutdownSituation() const
{
    if (!isStream(event.transport))
        return Situation::ShutdownDatagram;
    const ShutdownHow how = detail().how.value_or(ShutdownHow::Write);
    if (how == ShutdownHow::Write && isTcp())
        return std::nullopt;
    if (isTcp() && event.socket != 0 && ofSocketBefore(EventKind::Listen) >= 0)
        return Situation::ShutdownListener;
    if (how == ShutdownHow::Read)
        return Situation::ShutdownReading;
    return isTcp() ? Situation::ShutdownBoth : Situation::ShutdownLocal;
}

std::optional<Situation> EventFacts::closedCallSituation() const
{
    if (!isStream(event.transport))
        return Situation::ClosedDatagram;
    const bool isListener = event.connection == 0 && event.side == Side::Server
        && (!event.isStep || ofSocketBefore(EventKind::Listen) >= 0);
    if (!isTcp())
        return isListener ? Situation::ClosedLocalListener : Situation::ClosedLocal;
    return event.isStep && event.connection == 0 && !isListener ? std::optional(Situation::ClosedUnused)
                                                                : std::nullopt;
}

std::optional<Situation> EventFacts::stateOfOtherSituation() const
{
    const KernelReading &reading = *event.reading;
    const bool isQueues = event.kind == EventKind::Queues;
    if (isTcp())
        return reading.state == TcpState::Unconnected ? std::optional(Situation::StateUnconnected)
                                                      : std::nullopt;
    if (reading.state == TcpState::Closed)
        return Situation::StateSocketGone;
    if (reading.acceptQueue >= 0 || reading.state == TcpState::Listen)
        return isQueues ? Situation::QueuesLocalListener : Situation::StateLocalListen;
    if (isQueues)
        return isStream(event.transport) ? Situation::QueuesLocal : Situation::QueuesDatagram;
    if (reading.state == TcpState::Unconnected)
        return Situation::StateUnconnected;
    return isStream(event.transport) ? Situation::StateLocalConnected : Situation::StateDatagramConnected;
}

std::optional<Situation> EventFacts::errorOfCallSituation() const
{
    if (!event.error)
        return std::nullopt;
    const CallName call = event.call();
    switch (event.error->code) {
    case ErrorCode::WouldBlock:
        if (call == CallName::Accept)
            return Situation::AcceptNothing;
        if (isConnect(call))
            return Situation::ConnectQueueFull;
        return isWrite(call) ? Situation::WriteNoRoom : Situation::ReadNothing;
    case ErrorCode::InProgress:
        return Situation::ConnectGoesOn;
    case ErrorCode::InvalidCall:
        if (call == CallName::Accept)
            return Situation::AcceptNotListening;
        if (call == CallName::Bind)
            return Situation::BindTwice;
        if (call == CallName::Listen)
            return Situation::ListenImpossible;
        return isRead(call) && !isTcp() ? Situation::ReadUnconnected : Situation::InvalidCall;
    case ErrorCode::BrokenPipe:
        if (ofSocketBefore(EventKind::Shutdown) >= 0)
            return Situation::BrokenPipeShut;
        return event.connection != 0 ? Situation::BrokenPipeGone : Situation::BrokenPipeUnconnected;
    case ErrorCode::NotConnected:
        return call == CallName::None ? std::nullopt : std::optional(Situation::NotConnectedByCall);
    case ErrorCode::AlreadyConnected:
        return Situation::AlreadyConnected;
    case ErrorCode::DestinationRequired:
        return Situation::DestinationRequired;
    case ErrorCode::BadDescriptor:
        return Situation::BadDescriptor;
    case ErrorCode::OperationNotSupported:
        return Situation::OperationNotSupported;
    case ErrorCode::OptionNotSupported:
        return Situation::OptionNotSupported;
    case ErrorCode::NotPermitted:
        return isIcmp(event.transport) ? Situation::RawNotPermitted : Situation::NotPermitted;
    case ErrorCode::PermissionDenied:
        if (isIcmp(event.transport))
            return Situation::RawNotPermitted;
        if (isLocal(event.transport))
            return Situation::PathNotPermitted;
        return event.transport == Transport::Udp && call != CallName::Bind
            ? std::optional(Situation::BroadcastNotPermitted)
            : std::nullopt;
    case ErrorCode::TransportNotSupported:
        return Situation::TransportNotSupported;
    case ErrorCode::ConnectionRefused:
        if (isLocal(event.transport))
            return Situation::LocalRefused;
        if (!isTcp())
            return Situation::DatagramRefused;
        return isByCall() ? std::optional(Situation::RefusedByCall) : std::nullopt;
    case ErrorCode::ConnectionReset:
        return isTcp() ? std::nullopt : std::optional(Situation::ResetLocal);
    case ErrorCode::AddressInUse:
        return isLocal(event.transport) ? std::optional(Situation::LocalAddressInUse) : std::nullopt;
    case ErrorCode::DatagramTooLarge:
        return Situation::DatagramTooLarge;
    case ErrorCode::NoBuffers:
        return Situation::NoBuffers;
    case ErrorCode::PathTooLong:
        return Situation::PathTooLong;
    case ErrorCode::FolderMissing:
        return Situation::FolderMissing;
    case ErrorCode::SocketFileMissing:
        return Situation::SocketFileMissing;
    case ErrorCode::SocketFileStale:
        return Situation::SocketFileStale;
    case ErrorCode::NotASocketFile:
        return Situation::NotASocketFile;
    case ErrorCode::WrongSocketType:
        return Situation::WrongSocketType;
    case ErrorCode::NotOffered:
        return Situation::NotOffered;
    case ErrorCode::FileUnreadable:
        return Situation::FileUnreadable;
    case ErrorCode::FileUnwritable:
        return Situation::FileUnwritable;
    case ErrorCode::FileExists:
        return Situation::FileExists;
    case ErrorCode::FileShrunk:
        return Situation::FileShrunk;
    case ErrorCode::FileEmpty:
        return Situation::FileEmpty;
    case ErrorCode::DiskFull:
        return Situation::DiskFull;
    case ErrorCode::TransferCancelled:
        return Situation::TransferCancelled;
    case ErrorCode::System:
        return Situation::SystemError;
    default: // the ones that TCP and Qt's engine have, too
        return std::nullopt;
    }
}

} // namespace bothends
