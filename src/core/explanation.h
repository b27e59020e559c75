// SPDX-License-Identifier: MIT
#pragma once

#include "core/readings.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace bothends {

/// What a row stands for, finer than its kind: each has its own explanation.
enum class Situation : quint8 {
    // A server and a client come into being.
    ServerSocket,
    ClientSocket,
    BindAskedPort,
    BindSystemPort,
    Listen,
    AcceptByQt,
    AcceptByCall, ///< right behind one that Qt handed over
    AcceptWhilePaused, ///< a single one, by hand
    AcceptAfterWaiting, ///< it stood in the accept queue for a time that a person notices
    ConnectFirst,
    ConnectAgain, ///< the same address once more
    ConnectNextAddress, ///< of a name that has several
    Connected,
    ConnectedSecondTry, ///< by another socket than the call in the row before
    ConnectedAfterWaiting, ///< the SYN had to be sent again
    Pause,
    Resume,

    // Bytes. Read: the other end is ours and has read all of them. Outside: it is not ours.
    GreetingRead,
    GreetingUnread,
    GreetingOutside,
    MessageRead,
    MessageUnread,
    MessageOutside,
    EchoRead,
    EchoUnread,
    EchoOutside,
    ReadWhole, ///< exactly one write
    ReadPart, ///< of one write
    ReadJoined, ///< several writes
    ReadOutside, ///< the writes are not ours
    ReadCutAtStart, ///< begins inside a character
    ReadCutAtEnd,
    ReadCutAtBothEnds,

    // The end of a connection.
    EofWhileSending,
    EofAfterShutdown,
    ResetByPeer,
    ResetByUs,
    ShutdownFirst,
    ShutdownSecond,
    ClosedListener,
    ClosedInOrder, ///< both FINs had passed
    ClosedFirst, ///< without shutdown(), before the peer
    ClosedSecond, ///< without shutdown(), after the peer
    ClosedWithoutEof, ///< the peer had not closed in time
    ClosedDiscarding, ///< bytes were unsent or unread
    ClosedAfterReset,
    ClosedAttempt, ///< it never was a connection

    // Errors, by code, and by what was being done where that makes a difference.
    HostNotFound,
    ConnectionRefused,
    ConnectTimedOut,
    ConnectionTimedOut,
    NetworkUnreachable,
    AddressInUse,
    AddressNotAvailable,
    ListenAddressInvalid,
    ConnectAddressInvalid,
    ListenNotPermitted,
    ConnectNotPermitted,
    ListenWithoutDescriptor,
    AcceptWithoutDescriptor,
    ConnectWithoutDescriptor,
    ResetWhileConnecting,
    ResetWhileConnected,
    Cancelled,
    MessageTooLong,
    NotConnected,
    Unencodable,
    ConnectionLimit,
    AcceptQueueOverflow,
    UnsentDiscarded,
    UnknownListening,
    UnknownAccepting,
    UnknownConnecting,
    UnknownConnected,

    // What the kernel reported.
    StateListen,
    StateListenerGone,
    StateSynSent,
    StateSynSentHeld, ///< the server’s accept queue is full
    StateSynSentUnanswered,
    StateSynReceived,
    StateEstablished,
    StateEstablishedWaiting, ///< in the accept queue
    StateEstablishedOutside, ///< another process holds that end
    StateFinWait1,
    StateFinWait2,
    StateFinWait2Orphan, ///< after close()
    StateCloseWait,
    StateCloseWaitWaiting, ///< in the accept queue
    StateClosing,
    StateLastAck,
    StateTimeWait,
    StateClosed,
    StateClosedAfterTimeWait,
    StateClosedByReset,
    KernelNotObservable,
    ListenerQueueEmpty,
    ListenerQueueWaiting,
    ListenerQueueFull,
    QueuesUnread,
    QueuesUnsent,
    QueuesUnacknowledged,
    QueuesEmpty,

    // Sockets of every type, and the calls on one that is worked by hand, up to the first byte.
    SocketByCall, ///< TCP
    SocketUdp,
    SocketLocalStream,
    SocketLocalDatagram,
    SocketRawIcmp,
    SocketPingIcmp,
    Adopted, ///< an earlier program made these calls
    BindAlone, ///< bound, and not open
    BindClient,
    BindDatagram,
    BindPath,
    BindAbstract,
    ListenAgain,
    ListenWithoutBind,
    ListenLocal,
    AcceptOne,
    AcceptMapped, ///< an IPv4 client at an IPv6 socket
    AcceptLocal,
    ClientByDatagram, ///< a server of datagrams sees somebody for the first time
    ConnectInProgress,
    ConnectExResult,
    ConnectLocal,
    ConnectDatagram,
    ConnectedByCall,
    ConnectedLocal,
    OptionAsAsked,
    OptionChanged, ///< the kernel made something else of it
    OptionRead,
    EnterAccept,
    EnterRead,
    EnterOther,
    ThreadSleeps,
    ThreadRuns,

    // Bytes of a stream, by calls that say more than read and write.
    SendPartial,
    SendFilePart,
    SendDescriptor, ///< SCM_RIGHTS
    ReadFull, ///< exactly the buffer
    ReadInto,
    ReadWaitAll,
    ReadMessage, ///< recvmsg()
    ReadDescriptor, ///< SCM_RIGHTS
    ReadIntoProgram, ///< the second buffer of makefile()
    ReadToFile,
    ReadThrownAway,
    ReadAfterShutdown,
    Peeked,
    Line,
    TransferSendBegin,
    TransferSaveBegin,
    TransferSendEnd,
    TransferSaveEnd,
    TransferFailed,

    // Datagrams.
    DatagramArrived,
    DatagramUnread, ///< on its way, lost, or still in the buffer
    DatagramOutside,
    DatagramEmpty,
    DatagramRead,
    DatagramReadOutside,
    DatagramReadEmpty,
    DatagramCut,
    DatagramsDropped,
    EchoRequest,
    EchoReply,

    // The end, where it is not TCP’s or not Qt’s.
    EofLocal,
    ResetByPeerCall,
    ResetByClose,
    ResetLocal,
    ShutdownReading,
    ShutdownBoth,
    ShutdownListener,
    ShutdownLocal,
    ShutdownDatagram,
    ClosedUnused,
    ClosedLocalListener,
    ClosedLocal,
    ClosedDatagram,

    // What the kernel reported of other sockets.
    StateUnconnected,
    StateDatagramConnected,
    StateLocalListen,
    StateLocalConnected,
    StateSocketGone,
    QueuesLocalListener,
    QueuesDatagram,
    QueuesLocal,

    // What a call answered.
    AcceptNothing,
    ReadNothing,
    WriteNoRoom,
    ConnectQueueFull,
    ConnectGoesOn,
    AcceptNotListening,
    BindTwice,
    ListenImpossible,
    ReadUnconnected,
    InvalidCall,
    BrokenPipeUnconnected,
    BrokenPipeShut,
    BrokenPipeGone,
    NotConnectedByCall,
    AlreadyConnected,
    DestinationRequired,
    BadDescriptor,
    OperationNotSupported,
    OptionNotSupported,
    RawNotPermitted,
    NotPermitted,
    BroadcastNotPermitted,
    PathNotPermitted,
    TransportNotSupported,
    RefusedByCall,
    DatagramRefused,
    LocalRefused,
    LocalAddressInUse,
    DatagramTooLarge,
    NoBuffers,
    PathTooLong,
    FolderMissing,
    SocketFileMissing,
    SocketFileStale,
    NotASocketFile,
    WrongSocketType,
    NotOffered,
    FileUnreadable,
    FileUnwritable,
    FileExists,
    FileShrunk,
    FileEmpty,
    DiskFull,
    TransferCancelled,
    SystemError,

    // Packets that were captured.
    SegmentSyn,
    SegmentSynAck,
    SegmentAck,
    SegmentData,
    SegmentFin,
    SegmentRst,
    SegmentRetransmission,
    SegmentOutOfOrder,
    SegmentAfterGap,
    SegmentDuplicateAck,
    SegmentKeepAlive,
    SegmentZeroWindow,
    SegmentWindowUpdate,
    SegmentDatagram,
    SegmentIcmp,
};

/// All of them, in the order of their declaration.
QList<Situation> allSituations();

/// Of a row of the journal, as far as is known now: a write that is unread becomes one that was read.
Situation situationOf(const Readings &readings, qsizetype row);

/// One line of what the explanation rests on.
struct Evidence
{
    QString label; ///< in the language that is installed now
    QString value; ///< data: arguments, addresses, numbers, bytes in hex; made safe to paint, and short

    friend bool operator==(const Evidence &, const Evidence &) = default;
};

/// What happened in a row and why, for learners. Plain text; whatever a peer or a user gave is made safe to
/// paint and short.
struct Explanation
{
    QString title;
    QStringList sentences; ///< two to five
    Origin origin = Origin::Call;
    QString originText; ///< one sentence: what a mark of this origin is worth
    QList<Evidence> evidence;

    friend bool operator==(const Explanation &, const Explanation &) = default;
};

/// Explains a row, 0 <= row < size of the journal, in the language that is installed now. In the journal's
/// thread. Bounded work however long the journal, the connection or the payload is: binary searches, a few
/// hundred rows before this one, and 4 KiB of bytes.
Explanation explain(const Readings &readings, qsizetype row);

} // namespace bothends
