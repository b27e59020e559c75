// SPDX-License-Identifier: MIT
#pragma once

#include "core/datagrammatcher.h"
#include "core/journal.h"
#include "core/packedmap.h"
#include "core/streamranges.h"

#include <QHash>
#include <QObject>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace bothends {

/// What is known of a connection from its rows.
/// In a conversation by datagrams, an end is there as soon as it has sent or received one.
struct ConnectionInfo
{
    quint32 number = 0;
    Transport transport = Transport::Tcp;
    Address client;
    Address server;
    bool hasServerEnd = false; ///< the accepted socket is ours
    bool hasClientEnd = false; ///< the client socket is ours
    bool isServerOpen = false;
    bool isClientOpen = false;

    bool hasBothEnds() const { return hasServerEnd && hasClientEnd; }
    bool isOpen() const { return isServerOpen || isClientOpen; }
    friend bool operator==(const ConnectionInfo &, const ConnectionInfo &) = default;
};

/// A reading of the journal by connection: which rows belong to it, and which writes and reads carried
/// the same bytes: of streams matched by their place, never by text or order; of datagrams by their content.
/// Lives in the journal's thread.
class ConnectionIndex : public QObject
{
    Q_OBJECT
public:
    explicit ConnectionIndex(const Journal &journal, QObject *parent = nullptr);

    /// In the order of their numbers.
    const std::vector<quint32> &connections() const { return m_order; }
    bool contains(quint32 connection) const { return m_entries.contains(connection); }
    ConnectionInfo info(quint32 connection) const;
    /// Rows of the connection, rising. Number 0: rows that belong to no connection. Valid until the next
    /// batch, or until hundreds of other connections were asked for; so are ranges.
    RowSpan rows(quint32 connection) const;
    /// For a Sent row the rows that received its bytes at our other end, and the reverse; rising.
    std::vector<qsizetype> matches(qsizetype row) const;
    /// The last write and the last read of an end of ours; nothing if there was none.
    std::optional<StreamRange> lastWrite(quint32 connection, Side side) const;
    std::optional<StreamRange> lastRead(quint32 connection, Side side) const;
    /// All writes or reads of an end of ours, in stream order. Valid until the next batch. Of a capture, the
    /// bytes that an end sent, each of them once; what is missing is no range.
    StreamRanges sentRanges(quint32 connection, Side side) const;
    StreamRanges receivedRanges(quint32 connection, Side side) const;

signals:
    /// These connections are new or their info() changed. Once per batch.
    void changed(const QList<quint32> &connections);

private:
    struct Entry
    {
        ConnectionInfo info;
        RowList rows;
        // By side of the writer: what it wrote, and what the other end read of it.
        RowList sent[2];
        RowList received[2];
        std::shared_ptr<DatagramMatcher> datagrams[2]; // null for streams
        // By side of the writer, of captured segments: the parts that are new. Else null.
        std::shared_ptr<std::array<std::vector<StreamRange>, 2>> captured;

        bool isPackable() const;
        void pack(PackWriter &writer) const;
        void unpack(PackReader &reader);
    };
    void takeIn(qsizetype first, qsizetype last);
    void moveBytes(Entry &entry, const Event &event, qsizetype row);
    void moveCaptured(Entry &entry, const Event &event, qsizetype row);
    bool learn(Entry &entry, const Event &event);
    bool learnDatagram(ConnectionInfo &info, const Event &event);
    QList<quint32> conversationsEndedBy(const Event &event);

    const Journal &m_journal;
    PackedMap<Entry> m_entries;
    std::vector<quint32> m_order;
    QHash<quint32, QList<quint32>> m_conversations; // by socket of datagrams, while it is open
};

} // namespace bothends
