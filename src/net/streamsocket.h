// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"
#include "net/socketcalls.h"

#include <QAbstractSocket>

#include <memory>

class QIODevice;
class QLocalSocket;
class QTcpSocket;

namespace bothends {

/// QTcpSocket and QLocalSocket behave alike but have no class in common that knows of connections: what a
/// connection needs of either. What they signal goes to one observer, by plain calls: a server that greets
/// thousands a second makes and deletes as many of these. Lives in the I/O thread.
class StreamSocket
{
public:
    class Observer
    {
    public:
        virtual void onReadyRead() = 0;
        virtual void onBytesWritten() = 0;
        virtual void onFailed(QAbstractSocket::SocketError error) = 0;
        virtual void onDisconnected() = 0;

    protected:
        ~Observer() = default;
    };

    virtual ~StreamSocket() = default;
    /// Null = nobody. It may let go of the socket later, but not delete it in a call.
    void setObserver(Observer *observer) { m_observer = observer; }
    /// To read, to write, and to ask how much there is.
    virtual QIODevice &device() = 0;
    virtual Descriptor descriptor() const = 0;
    virtual bool isConnected() const = 0;
    virtual void flush() = 0;
    /// Writes of any size go at once.
    virtual void setLowDelay() { }
    virtual void setReadBufferSize(qint64 bytes) = 0;
    /// Keeps the socket from reading: its buffer is of one byte, and full with one that is not the peer's.
    void block();
    /// @param bytes the size of the read buffer from now on
    void unblock(qint64 bytes);
    /// Ends in order, when everything is written.
    virtual void disconnectFromPeer() = 0;
    virtual void abort() = 0;

protected:
    /// Connects the signals of a QTcpSocket or a QLocalSocket, as long as it lives.
    template <typename Socket> void observe(Socket *socket);
    /// The one whose buffer is filled by reading from the kernel.
    virtual QTcpSocket &buffered() = 0;

private:
    Observer *m_observer = nullptr;
};

/// The name by which QLocalServer and QLocalSocket know a local socket; empty = they cannot.
QString qtNameOf(const Address &address);

/// @param socket connected; taken over
std::unique_ptr<StreamSocket> streamSocketOf(std::unique_ptr<QTcpSocket> socket);
/// Null, and the socket is gone, if QLocalSocket is not made of a QTcpSocket here.
std::unique_ptr<StreamSocket> streamSocketOf(std::unique_ptr<QLocalSocket> socket);

} // namespace bothends
