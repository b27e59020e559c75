// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal.h"
#include "core/packedmap.h"
#include "core/rowspan.h"
#include "core/segmentstates.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <array>
#include <optional>
#include <vector>

namespace bothends {

/// From this row on, an end is in this state.
struct LifeMark
{
    qsizetype row = 0; ///< of the journal: the evidence, or what we conclude it from
    TcpState state = TcpState::Closed;
    bool isObserved = false; ///< the kernel reported it in that row; else concluded: drawn hatched
    bool hasOwner = true; ///< false: waits in the accept queue, or an orphan after close()
    /// Of other sockets than TCP's, which have no states for it: this direction was shut down.
    bool isReadShut = false;
    bool isWriteShut = false;
};

enum class SegmentKind : quint8 { Syn, SynAck, Ack, Fin, Rst };

/// `SYN`, `SYN-ACK` …
QString segmentName(SegmentKind kind);

/// A segment that we did not capture but that must have passed, because of what stands in two rows. Always
/// drawn dashed.
struct InferredSegment
{
    SegmentKind kind = SegmentKind::Syn;
    Side from = Side::Client;
    qsizetype fromRow = 0; ///< it left at or after this row
    qsizetype toRow = 0; ///< and had arrived at this one
};

/// Whether this Error means that a connect() which goes on will not be completed. Others tell of a call that
/// made no sense, or of EINPROGRESS itself.
bool endsConnect(const Event &event);

/// A reading of the journal by state: the life of each server's own socket (listening, or one of datagrams)
/// and of both ends of each connection or conversation. A state the kernel reported is observed; where it
/// reported none, calls and signals tell what it must have been, and that is not observed. TCP's states that
/// an end must have passed between two others are there as marks with the row of the later one. Other sockets
/// only know LISTEN, UNCONN and ESTABLISHED. Lives in the journal's thread; constant work per event.
class LifeLines : public QObject
{
    Q_OBJECT
public:
    explicit LifeLines(const Journal &journal, QObject *parent = nullptr);

    /// Rows rise; several marks may have one row, the last of them counts from there on. Ends with a Closed
    /// mark. Valid until the next batch, or until hundreds of other connections were asked for.
    const std::vector<LifeMark> &marks(quint32 connection, Side side) const;
    /// The last mark at or before a row.
    std::optional<LifeMark> at(quint32 connection, Side side, qsizetype row) const;

    /// Of all listening sockets of a server; begins with Listen, ends with Closed, and may begin again. Of a
    /// server of datagrams: of its socket, which is Unconnected.
    const std::vector<LifeMark> &listenerMarks(quint32 endpoint) const;
    /// The server that listened, or was bound for datagrams, last; 0 = none ever did.
    quint32 lastListener() const { return m_lastListener; }
    /// The server that accepted the connection, or has the conversation; 0 = none of ours.
    quint32 listenerOf(quint32 connection) const;

    /// Rows with what the kernel reported of an end (kinds State and Queues), rising.
    RowSpan readingRows(quint32 connection, Side side) const;
    RowSpan listenerReadingRows(quint32 endpoint) const;
    /// The last such reading at or before a row; null if there was none.
    std::shared_ptr<const KernelReading> readingAt(quint32 connection, Side side, qsizetype row) const;

    /// Segments that must have passed, in the order in which it became certain. Only TCP has them.
    const std::vector<InferredSegment> &segments(quint32 connection) const;

    /// False after the journal said that the kernel cannot be asked: then every state is concluded.
    bool isKernelObservable() const { return m_isObservable; }

signals:
    /// These ends have new marks or segments; 0 stands for the listening sockets. Once per batch.
    void changed(const QList<quint32> &connections);

private:
    struct End
    {
        std::vector<LifeMark> marks;
        RowList readings;
        qsizetype shutdownRow = -1; ///< the call that sent FIN
        qsizetype resetRow = -1; ///< the call that sent RST
        bool isReset = false;
        qint64 unread = 0; ///< that the kernel told of and the program has not read since
        TcpState state() const { return marks.empty() ? TcpState::Closed : marks.back().state; }
    };
    struct Entry
    {
        Transport transport = Transport::Tcp;
        std::array<End, 2> ends;
        std::vector<InferredSegment> segments;
        qsizetype connectRow = -1;
        quint32 listener = 0;
        bool hasHandshake = false;
        std::array<bool, 2> hasFin{}; ///< by the side that sent it
        std::array<bool, 2> hasFinAck{};
        bool hasRst = false;

        End &end(Side side) { return ends[size_t(side)]; }
        const End &end(Side side) const { return ends[size_t(side)]; }
        bool isPackable() const;
        void pack(PackWriter &writer) const;
        void unpack(PackReader &reader);
    };
    struct Listener
    {
        std::vector<LifeMark> marks;
        RowList readings;
        QList<quint32> conversations; ///< of a socket of datagrams
        quint32 socket = 0; ///< of datagrams
    };

    void takeIn(qsizetype first, qsizetype last);
    bool isOfInterest(const Event &event) const;
    bool learnOwnSocket(const Event &event, qsizetype row, QSet<quint32> &touched);
    bool learnEnd(Entry &entry, const Event &event, qsizetype row);
    bool learnState(Entry &entry, const Event &event, qsizetype row);
    bool conclude(Entry &entry, const Event &event, qsizetype row);
    bool concludeCaptured(Entry &entry, const Event &event, qsizetype row);
    static bool concludeConnect(Entry &entry, End &end, qsizetype row);
    bool concludeClose(End &end, qsizetype row);
    bool concludeOther(Entry &entry, const Event &event, qsizetype row);
    bool concludeShutdown(Entry &entry, const Event &event, qsizetype row);
    bool isOwnSocketsEnd(const Event &event) const;
    void joinConversation(Entry &entry, const Event &event);
    void setUnread(End &end, qint64 bytes);
    static bool mark(End &end, const LifeMark &mark);
    static bool become(End &end, qsizetype row, TcpState state);
    void learnSegments(Entry &entry, const Event &event, qsizetype row);

    const Journal &m_journal;
    PackedMap<Entry> m_entries;
    QHash<quint32, SegmentStates> m_captured; ///< of captured connections
    QHash<quint32, Listener> m_listeners;
    quint32 m_lastListener = 0;
    int m_unreadEnds = 0; ///< that have unread bytes: only then a read has to be looked at
    bool m_isObservable = true;
};

} // namespace bothends
