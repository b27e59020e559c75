// SPDX-License-Identifier: MIT
#pragma once

#include "core/connectionindex.h"
#include "core/textreading.h"
#include "net/status.h"

#include <QObject>
#include <QSet>

namespace bothends {

/// Decides in which encoding each connection is read: the one that was chosen by hand above the timeline,
/// else that of the server panel if its server end is ours, else that of the client panel. Lives in the GUI
/// thread.
class ConnectionEncodings : public QObject
{
    Q_OBJECT
public:
    ConnectionEncodings(const ConnectionIndex &index, TextReading &reading, QObject *parent = nullptr);

    /// By hand. @param connection 0 = all there are, and those to come
    void readShownAs(TextEncoding encoding, quint32 connection);
    /// Connections that may be new.
    void opened(const QList<ConnectionStatus> &connections, TextEncoding server, TextEncoding client);
    /// Another encoding was chosen in the panel of one side. @param open its open connections
    void panelChose(Side side, TextEncoding encoding, const QList<ConnectionStatus> &open);

private:
    const ConnectionIndex &m_index;
    TextReading &m_reading;
    QSet<quint32> m_byHand;
    QSet<quint32> m_asServer;
};

} // namespace bothends
