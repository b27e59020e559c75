// SPDX-License-Identifier: MIT
#include "gui/connectionencodings.h"

namespace bothends {

ConnectionEncodings::ConnectionEncodings(const ConnectionIndex &index, TextReading &reading, QObject *parent)
    : QObject(parent)
    , m_index(index)
    , m_reading(reading)
{
}

void ConnectionEncodings::readShownAs(TextEncoding encoding, quint32 connection)
{
    if (connection == 0)
        m_reading.setDefaultEncoding(encoding);
    const std::vector<quint32> all = m_index.connections();
    for (const quint32 each : all) {
        if (connection == 0 || each == connection) {
            m_byHand.insert(each);
            m_reading.setEncoding(each, encoding);
        }
    }
}

void ConnectionEncodings::opened(const QList<ConnectionStatus> &connections, TextEncoding server,
                                 TextEncoding client)
{
    for (const ConnectionStatus &status : connections) {
        const quint32 connection = status.connection;
        if (m_byHand.contains(connection) || m_asServer.contains(connection))
            continue;
        const bool isServer = status.side == Side::Server;
        if (isServer)
            m_asServer.insert(connection);
        m_reading.setEncoding(connection, isServer ? server : client);
    }
}

void ConnectionEncodings::panelChose(Side side, TextEncoding encoding, const QList<ConnectionStatus> &open)
{
    for (const ConnectionStatus &status : open) {
        const bool isOthers = side == Side::Client && m_asServer.contains(status.connection);
        if (!isOthers && !m_byHand.contains(status.connection))
            m_reading.setEncoding(status.connection, encoding);
    }
}

} // namespace bothends
