// SPDX-License-Identifier: MIT
#pragma once

#include "net/connection.h"
#include "net/streamsocket.h"

namespace bothends {

/// A connection on QTcpSocket or QLocalSocket. Its end is told apart (FIN, RST) although QTcpSocket reports
/// both alike, and a peer that closes its sending direction still gets everything that is sent to it: the end
/// of stream is withheld from QTcpSocket, which would drop its queue and close, while there is something to
/// send.
class QtConnection : public Connection, private StreamSocket::Observer
{
    Q_OBJECT
public:
    /// @param socket connected; taken over
    QtConnection(Recorder &recorder, const ConnectionStatus &identity, quint32 socketNumber,
                 std::unique_ptr<StreamSocket> socket, QObject *parent);
    ~QtConnection() override;

    void abort() override;

protected:
    void begin() override;
    bool isConnected() const override { return m_socket->isConnected(); }
    Descriptor descriptor() const override { return m_duplicate.get(); }
    qint64 transmit(QByteArrayView bytes, std::optional<Event> row) override;
    qint64 queuedInSocket() const override { return m_socket->device().bytesToWrite(); }
    void onQueueChanged() override;
    void onSocketFault(int systemCode) override;
    bool readOnce() override;
    void setReading(bool on) override;
    void shutSending() override;
    void closeNow() override;
    void closeSocket() override;

private:
    void drain();
    void onReadyRead() override;
    void onBytesWritten() override { onProgress(); }
    void onFailed(QAbstractSocket::SocketError socketError) override;
    void onDisconnected() override;
    qint64 unreadBytes() const; ///< of the peer's, in QTcpSocket's buffer
    bool withholdsEnd() const;
    void holdEndOfStream();
    void releaseEndOfStream();
    void onHeldInput();
    bool isLocalSocket() const { return isLocal(identity().transport); }
    EndReason reasonOfEnd();
    EndReason readRest();

    std::unique_ptr<StreamSocket> m_socket;
    DescriptorHandle m_duplicate;
    std::unique_ptr<QSocketNotifier> m_heldInput; ///< watches the duplicate while the end is withheld
    bool m_holdsAgain = false; ///< once what is there is read
    bool m_holding = false; ///< QTcpSocket's reading is blocked by one byte that is not the peer's
    EndReason m_localEnd = EndReason::Unknown; ///< of a local socket: seen before Qt saw the end
    bool m_endReported = false;
    bool m_aborted = false;
};

} // namespace bothends
