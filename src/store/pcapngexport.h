// SPDX-License-Identifier: MIT
#pragma once

#include "store/journalexport.h"
#include "store/packetsynthesis.h"
#include "store/pcapngwriter.h"

#include <QCoreApplication>
#include <QHash>

namespace bothends {

/// Writes what the journal knows as packets that Wireshark reads, so that a session can be looked at there
/// without the privilege to capture. Each connection is told from one of its ends, the server's if it is
/// ours: both together would be every byte twice. The packets are made up from calls, and the file says so.
/// Local sockets have no packets. A comment on a row that has no packet stands beside the nearest one of its
/// connection, or before all of them.
class PcapngExport : public JournalExport
{
    Q_DECLARE_TR_FUNCTIONS(bothends::PcapngExport)
public:
    PcapngExport(const Journal &journal, const ConnectionIndex &connections, QIODevice &device,
                 quint32 connection, const RowNotes *notes = nullptr);

    bool begin() override;
    qint64 packetCount() const { return m_writer.packetCount(); }

protected:
    bool writeRow(qsizetype row) override;

private:
    bool isTold(const Event &event);
    Side tellerOf(quint32 connection) const;
    TcpConversation &conversationOf(const Event &event);
    QByteArray payloadOf(qsizetype row, const Event &event) const;
    QList<QByteArray> tcpPackets(qsizetype row, const Event &event);
    bool writeCaptured(qsizetype row, const Event &event);
    QList<QByteArray> datagramPackets(qsizetype row, const Event &event);
    QStringList commentsOf(const Event &event) const;
    bool hasPacket(qsizetype row);
    qsizetype carrierOf(qsizetype row);
    QString placeComments();

    const ConnectionIndex &m_connections;
    PcapngWriter m_writer;
    QHash<quint32, TcpConversation> m_conversations;
    QHash<quint32, Side> m_tellers; // by connection
    QHash<qsizetype, QStringList> m_carried; // the user's comments, by the row whose packet has them
    qint64 m_wallNs = 0; // of the beginning of the session
};

} // namespace bothends
