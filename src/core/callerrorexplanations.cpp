// SPDX-License-Identifier: MIT
#include "core/eventtext.h"
#include "core/explanationfacts.h"

#include <cerrno>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

/// Why a call answered as it did.
struct CallErrors
{
    Q_DECLARE_TR_FUNCTIONS(bothends::CallErrors)
};

using F = const EventFacts &;

QString callOf(F f)
{
    const QString name = callName(f.event.call());
    return name.isEmpty() ? CallErrors::tr("The call") : name + u"()"_s;
}

Wording acceptNothing(F f)
{
    return errorWording(
        f, CallErrors::tr("Nobody to accept"),
        CallErrors::tr("The accept queue is empty; the tutorial’s accept() would sleep here until "
                       "a client comes."));
}

Wording readNothing(F f)
{
    return errorWording(
        f, CallErrors::tr("Nothing to read yet"),
        CallErrors::tr("%1 does not wait here: nothing has arrived, and a blocking one would sleep until "
                       "something does.")
            .arg(callOf(f)));
}

Wording writeNoRoom(F f)
{
    return errorWording(
        f, CallErrors::tr("No room to write"),
        CallErrors::tr("The send buffer is full, because the peer does not take what was written; "
                       "%1 took none of these bytes.")
            .arg(callOf(f)));
}

Wording connectQueueFull(F f)
{
    return errorWording(
        f, CallErrors::tr("The accept queue is full"),
        CallErrors::tr("Where TCP drops the SYN in silence, a local socket says at once that no "
                       "place is free."));
}

Wording connectGoesOn(F f)
{
    return errorWording(
        f, CallErrors::tr("Still going on"),
        CallErrors::tr("This is no failure: %1 does not wait for the end, which comes by itself.")
            .arg(callOf(f)));
}

Wording acceptNotListening(F f)
{
    return errorWording(
        f, CallErrors::tr("Not a listening socket"),
        CallErrors::tr("accept() takes clients out of a queue that only listen() makes; a socket "
                       "without it has none."));
}

Wording bindTwice(F f)
{
    return errorWording(
        f, CallErrors::tr("It has an address already"),
        f.event.local.isNull()
            ? CallErrors::tr("A socket is bound once in its life; another address needs another "
                             "socket.")
            : CallErrors::tr("A socket is bound once in its life, and this one is %1; connect() "
                             "and listen() bind, too.")
                  .arg(shortText(f.event.local.toString())));
}

Wording listenImpossible(F f)
{
    return errorWording(
        f, CallErrors::tr("It cannot listen"),
        isLocal(f.event.transport)
            ? CallErrors::tr("A local socket needs a name before it can listen, and none that has a "
                             "connection can.")
            : CallErrors::tr("The socket has a connection; listening is for one that has none."));
}

Wording readUnconnected(F f)
{
    return errorWording(
        f, CallErrors::tr("No connection to read from"),
        CallErrors::tr("A local stream socket answers EINVAL where TCP answers ENOTCONN: it has no "
                       "peer."));
}

Wording invalidCall(F f)
{
    return errorWording(
        f, CallErrors::tr("The call makes no sense now"),
        CallErrors::tr("%1 was given a value, or came at a moment, that the kernel cannot use.")
            .arg(callOf(f)));
}

QString sigpipeText()
{
    return CallErrors::tr(
        "In C such a write also sends SIGPIPE, which ends the program if it is not prepared.");
}

Wording brokenPipeUnconnected(F f)
{
    return errorWording(
        f, CallErrors::tr("Nothing to send on"),
        CallErrors::tr("On Linux, a TCP socket that was never connected answers EPIPE to a write, "
                       "and ENOTCONN to a read."));
}

Wording brokenPipeShut(F f)
{
    return errorWording(
        f, CallErrors::tr("Sending was finished"),
        CallErrors::tr("This program itself closed the direction with shutdown(), and there is no "
                       "way back."));
}

Wording brokenPipeGone(F f)
{
    Wording wording = errorWording(
        f, CallErrors::tr("The peer is gone"),
        CallErrors::tr("The first write after the peer’s close() still succeeds; its answer to that ends the "
                       "connection, and the next write finds this."));
    wording.sentences << sigpipeText();
    return wording;
}

Wording notConnectedByCall(F f)
{
    return errorWording(
        f, CallErrors::tr("No connection"),
        CallErrors::tr("%1 needs a peer: this socket was never connected, or its connection is "
                       "over.")
            .arg(callOf(f)));
}

Wording alreadyConnected(F f)
{
    return errorWording(
        f, CallErrors::tr("Connected already"),
        CallErrors::tr("A stream socket has one connection in its life, and a listening one none; "
                       "connect() does not change that."));
}

Wording destinationRequired(F f)
{
    return errorWording(
        f, CallErrors::tr("No receiver"),
        CallErrors::tr("send() has no argument for an address, and no connect() has noted one."));
}

Wording badDescriptor(F f)
{
    return errorWording(
        f, CallErrors::tr("The descriptor is gone"),
        CallErrors::tr("After close() the number means nothing, and the next socket may get the same "
                       "one."));
}

Wording operationNotSupported(F f)
{
    return errorWording(
        f, CallErrors::tr("Not for this type of socket"),
        CallErrors::tr("%1 does not exist for a %2.").arg(callOf(f), socketNoun(f.event.transport)));
}

Wording optionNotSupported(F f)
{
    const QString option = f.detail().option ? socketOptionName(*f.detail().option, f.event.local.isIpv6())
                                             : CallErrors::tr("The option");
    return errorWording(f, CallErrors::tr("No such option"),
                        CallErrors::tr("%1 belongs to another protocol or family than this %2.")
                            .arg(option, socketNoun(f.event.transport)));
}

Wording rawNotPermitted(F f)
{
    return errorWording(
        f, CallErrors::tr("A raw socket needs a privilege"),
        f.event.transport == Transport::PingIcmp
            ? CallErrors::tr("The ping socket needs no privilege, but this group is outside of "
                             "net.ipv4.ping_group_range.")
            : CallErrors::tr(
                "Who writes packets himself could pose as any program, so CAP_NET_RAW is asked for; "
                "the ping socket does without."));
}

Wording notPermitted(F f)
{
    return errorWording(
        f, CallErrors::tr("Not permitted"),
        CallErrors::tr("The kernel, or a firewall’s rule, allows %1 only to privileged programs.")
            .arg(callOf(f)));
}

Wording broadcastNotPermitted(F f)
{
    return errorWording(
        f, CallErrors::tr("Not permitted to send there"),
        CallErrors::tr("A datagram to everybody in the network needs the option SO_BROADCAST first, "
                       "so that it is never sent by mistake."));
}

Wording pathNotPermitted(F f)
{
    return errorWording(
        f, CallErrors::tr("The path is not permitted"),
        CallErrors::tr("A socket’s name obeys the permissions of files: binding writes to the folder, "
                       "connecting writes to the socket."));
}

Wording transportNotSupported(F f)
{
    return errorWording(
        f, CallErrors::tr("No such socket"),
        CallErrors::tr("Family, type and protocol are the three arguments of socket(), and not every "
                       "three go together."));
}

Wording refusedByCall(F f)
{
    return errorWording(
        f, CallErrors::tr("Connection refused"),
        CallErrors::tr("The machine is there: its kernel answered the SYN with RST, because no socket "
                       "listens on port %1.")
            .arg(f.event.peer.port));
}

Wording datagramRefused(F f)
{
    Wording wording = errorWording(
        f, CallErrors::tr("Refused, one call late"),
        CallErrors::tr(
            "An earlier datagram found no socket at that port, and an ICMP message came back; %1 is "
            "only the next call, and brings the news.")
            .arg(callOf(f)));
    wording.sentences << CallErrors::tr(
        "Only a socket that called connect() is told; others never learn of it.");
    return wording;
}

Wording localRefused(F f)
{
    return errorWording(
        f, CallErrors::tr("Connection refused"),
        CallErrors::tr("The name is there, but no socket listens behind it: the file outlived its "
                       "server, or it has not called listen()."));
}

Wording localAddressInUse(F f)
{
    return errorWording(
        f, CallErrors::tr("The name is taken"),
        CallErrors::tr("bind() makes a new file and never takes one that is there; somebody listens "
                       "on this one."));
}

Wording datagramTooLarge(F f)
{
    return errorWording(
        f, CallErrors::tr("Datagram too large"),
        f.event.transport == Transport::Udp
            ? CallErrors::tr("An IP packet has at most 65,535 bytes with its headers, and a datagram "
                             "is never split by the socket; nothing was sent.")
            : CallErrors::tr("A local datagram must fit into the send buffer as a whole; nothing was "
                             "sent."));
}

Wording noBuffers(F f)
{
    return errorWording(
        f, CallErrors::tr("No buffers"),
        CallErrors::tr("The kernel’s memory for packets on their way out is used up at the moment."));
}

Wording pathTooLong(F f)
{
    return errorWording(
        f, CallErrors::tr("The path is too long"),
        CallErrors::tr("The address of a local socket has 108 bytes for it, and the last one is a "
                       "zero (unix(7)); a Chinese character takes three."));
}

Wording folderMissing(F f)
{
    return errorWording(
        f, CallErrors::tr("The folder is missing"),
        CallErrors::tr("bind() makes the socket’s file and nothing else; folders have to be there."));
}

Wording socketFileMissing(F f)
{
    return errorWording(
        f, CallErrors::tr("No socket at that path"),
        CallErrors::tr("No file has that name: the server has not called bind() yet, or has removed "
                       "its file."));
}

Wording socketFileStale(F f)
{
    return errorWording(
        f, CallErrors::tr("A file that was left over"),
        CallErrors::tr("close() does not remove a socket’s file; the next bind() finds it and fails, "
                       "although nobody uses it."));
}

Wording notASocketFile(F f)
{
    return errorWording(
        f, CallErrors::tr("Not a socket"),
        CallErrors::tr("At that path is something else, a file or a folder, and it is left alone."));
}

Wording wrongSocketType(F f)
{
    return errorWording(f, CallErrors::tr("Another type of socket"),
                        CallErrors::tr("A name belongs to one socket of one type; this one is a %1.")
                            .arg(socketNoun(f.event.transport)));
}

Wording notOffered(F f)
{
    return errorWording(
        f, CallErrors::tr("Not offered here"),
        CallErrors::tr("The kernel was not asked: the engine of this endpoint makes its calls "
                       "itself."));
}

Wording fileUnreadable(F f)
{
    return errorWording(f, CallErrors::tr("The file cannot be read"),
                        CallErrors::tr("Nothing of it was sent, so the peer notices nothing."));
}

Wording fileUnwritable(F f)
{
    return errorWording(f, CallErrors::tr("The file cannot be written"),
                        CallErrors::tr("What the peer sends is shown here as before; it is only not saved."));
}

Wording fileExists(F f)
{
    return errorWording(
        f, CallErrors::tr("The file exists"),
        CallErrors::tr("A file that is there is never replaced unasked: it may be somebody’s work."));
}

Wording fileShrunk(F f)
{
    return errorWording(
        f, CallErrors::tr("The file became shorter"),
        CallErrors::tr("Another program cut it meanwhile; the peer got %1, and cannot tell that more "
                       "was meant.")
            .arg(bytesText(f.event.bytes)));
}

Wording fileEmpty(F f)
{
    return errorWording(
        f, CallErrors::tr("An empty file"),
        CallErrors::tr("A stream carries only bytes: of a file without one, the peer would see "
                       "nothing at all."));
}

Wording diskFull(F f)
{
    return errorWording(
        f,
        f.event.error && f.event.error->systemCode == EDQUOT ? CallErrors::tr("The quota is exhausted")
                                                             : CallErrors::tr("The disk is full"),
        CallErrors::tr("Reading pauses: the bytes wait in the kernel, whose full buffer stops the "
                       "peer, so none is lost."));
}

Wording transferCancelled(F f)
{
    return errorWording(
        f, CallErrors::tr("Transfer cancelled"),
        CallErrors::tr("The peer got a part and cannot tell that it is one: only a protocol could "
                       "say so."));
}

Wording systemError(F f)
{
    return errorWording(
        f, CallErrors::tr("The system refused"),
        CallErrors::tr("%1 failed for a reason that is rare enough to have no words of its own here.")
            .arg(callOf(f)));
}

} // namespace

QList<ExplanationEntry> callErrorExplanations()
{
    return {
        {Situation::AcceptNothing, acceptNothing},
        {Situation::ReadNothing, readNothing},
        {Situation::WriteNoRoom, writeNoRoom},
        {Situation::ConnectQueueFull, connectQueueFull},
        {Situation::ConnectGoesOn, connectGoesOn},
        {Situation::AcceptNotListening, acceptNotListening},
        {Situation::BindTwice, bindTwice},
        {Situation::ListenImpossible, listenImpossible},
        {Situation::ReadUnconnected, readUnconnected},
        {Situation::InvalidCall, invalidCall},
        {Situation::BrokenPipeUnconnected, brokenPipeUnconnected},
        {Situation::BrokenPipeShut, brokenPipeShut},
        {Situation::BrokenPipeGone, brokenPipeGone},
        {Situation::NotConnectedByCall, notConnectedByCall},
        {Situation::AlreadyConnected, alreadyConnected},
        {Situation::DestinationRequired, destinationRequired},
        {Situation::BadDescriptor, badDescriptor},
        {Situation::OperationNotSupported, operationNotSupported},
        {Situation::OptionNotSupported, optionNotSupported},
        {Situation::RawNotPermitted, rawNotPermitted},
        {Situation::NotPermitted, notPermitted},
        {Situation::BroadcastNotPermitted, broadcastNotPermitted},
        {Situation::PathNotPermitted, pathNotPermitted},
        {Situation::TransportNotSupported, transportNotSupported},
        {Situation::RefusedByCall, refusedByCall},
        {Situation::DatagramRefused, datagramRefused},
        {Situation::LocalRefused, localRefused},
        {Situation::LocalAddressInUse, localAddressInUse},
        {Situation::DatagramTooLarge, datagramTooLarge},
        {Situation::NoBuffers, noBuffers},
        {Situation::PathTooLong, pathTooLong},
        {Situation::FolderMissing, folderMissing},
        {Situation::SocketFileMissing, socketFileMissing},
        {Situation::SocketFileStale, socketFileStale},
        {Situation::NotASocketFile, notASocketFile},
        {Situation::WrongSocketType, wrongSocketType},
        {Situation::NotOffered, notOffered},
        {Situation::FileUnreadable, fileUnreadable},
        {Situation::FileUnwritable, fileUnwritable},
        {Situation::FileExists, fileExists},
        {Situation::FileShrunk, fileShrunk},
        {Situation::FileEmpty, fileEmpty},
        {Situation::DiskFull, diskFull},
        {Situation::TransferCancelled, transferCancelled},
        {Situation::SystemError, systemError},
    };
}

} // namespace bothends
