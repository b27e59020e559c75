// SPDX-License-Identifier: MIT
#include "net/streamsocket.h"

#include "net/socketaddress.h"

#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QTcpSocket>

namespace bothends {

template <typename Socket> void StreamSocket::observe(Socket *socket)
{
    QObject::connect(socket, &Socket::readyRead, socket, [this] {
        if (m_observer)
            m_observer->onReadyRead();
    });
    QObject::connect(socket, &Socket::bytesWritten, socket, [this] {
        if (m_observer)
            m_observer->onBytesWritten();
    });
    QObject::connect(socket, &Socket::errorOccurred, socket, [this](auto error) {
        if (m_observer)
            m_observer->onFailed(QAbstractSocket::SocketError(error)); // the numbers are the same
    });
    QObject::connect(socket, &Socket::disconnected, socket, [this] {
        if (m_observer)
            m_observer->onDisconnected();
    });
}

namespace {

class TcpStreamSocket : public StreamSocket
{
public:
    explicit TcpStreamSocket(std::unique_ptr<QTcpSocket> socket)
        : m_socket(std::move(socket))
    {
        observe(m_socket.get());
    }
    ~TcpStreamSocket() override { setObserver(nullptr); } // the socket's destructor emits signals

    QIODevice &device() override { return *m_socket; }
    Descriptor descriptor() const override { return m_socket->socketDescriptor(); }
    bool isConnected() const override { return m_socket->state() == QAbstractSocket::ConnectedState; }
    void flush() override { m_socket->flush(); }
    void setLowDelay() override { m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); }
    void setReadBufferSize(qint64 bytes) override { m_socket->setReadBufferSize(bytes); }
    void disconnectFromPeer() override { m_socket->disconnectFromHost(); }
    void abort() override { m_socket->abort(); }

protected:
    QTcpSocket &buffered() override { return *m_socket; }

private:
    std::unique_ptr<QTcpSocket> m_socket;
};

// On unix, QLocalSocket is a QTcpSocket within, its child, which is not in its interface. Only its buffer is
// touched here.
class LocalStreamSocket : public StreamSocket
{
public:
    LocalStreamSocket(std::unique_ptr<QLocalSocket> socket, QTcpSocket &within)
        : m_socket(std::move(socket))
        , m_within(within)
    {
        observe(m_socket.get());
    }
    ~LocalStreamSocket() override { setObserver(nullptr); } // the socket's destructor emits signals

    QIODevice &device() override { return *m_socket; }
    Descriptor descriptor() const override { return m_socket->socketDescriptor(); }
    bool isConnected() const override { return m_socket->state() == QLocalSocket::ConnectedState; }
    void flush() override { m_socket->flush(); }
    void setReadBufferSize(qint64 bytes) override { m_socket->setReadBufferSize(bytes); }
    void disconnectFromPeer() override { m_socket->disconnectFromServer(); }
    void abort() override { m_socket->abort(); }

protected:
    QTcpSocket &buffered() override { return m_within; }

private:
    std::unique_ptr<QLocalSocket> m_socket;
    QTcpSocket &m_within; // child of m_socket
};

} // namespace

void StreamSocket::block()
{
    setReadBufferSize(1);
    buffered().ungetChar('\0');
}

void StreamSocket::unblock(qint64 bytes)
{
    char ours = 0;
    buffered().getChar(&ours);
    setReadBufferSize(bytes);
}

// A name that is no path is one in the folder for temporary files to Qt; and text, whatever its bytes.
QString qtNameOf(const Address &address)
{
    if (!systemAddressOf(address).isValid())
        return {};
    if (address.kind == Address::Kind::Path)
        return QFileInfo(address.host).absoluteFilePath();
    const QByteArray bytes = address.abstractBytes();
    const QString name = QFile::decodeName(bytes);
    return address.kind == Address::Kind::Abstract && QFile::encodeName(name) == bytes
            && !bytes.contains('\0')
        ? name
        : QString();
}

std::unique_ptr<StreamSocket> streamSocketOf(std::unique_ptr<QTcpSocket> socket)
{
    return std::make_unique<TcpStreamSocket>(std::move(socket));
}

std::unique_ptr<StreamSocket> streamSocketOf(std::unique_ptr<QLocalSocket> socket)
{
    auto *within = socket->findChild<QTcpSocket *>();
    if (!within)
        return nullptr;
    return std::make_unique<LocalStreamSocket>(std::move(socket), *within);
}

} // namespace bothends
