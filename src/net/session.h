// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal.h"
#include "net/config.h"
#include "net/status.h"

#include <QObject>
#include <QThread>

#include <chrono>
#include <memory>
#include <variant>

namespace bothends {

class Engine;

/// Where the life lines of a session come from.
enum class KernelSource : quint8 {
    None, ///< the kernel is not asked, and nothing is said about it
    System, ///< the kernel probe of this system
    Unavailable, ///< as on a system whose kernel cannot be asked
};

/// The engine as the window and the command line see it: commands in, journal and states out. Owns the
/// I/O thread; lives in its user's thread, where the journal lives too. No command blocks.
class Session : public QObject
{
    Q_OBJECT
public:
    /// @param frame shortest time between two deliveries from the I/O thread; 0 = none
    /// @param store where payloads are kept; null = in memory
    explicit Session(std::chrono::milliseconds frame = std::chrono::milliseconds(16),
                     QObject *parent = nullptr, std::unique_ptr<PayloadStore> store = nullptr);
    ~Session() override;

    Journal &journal() { return m_journal; }
    const Journal &journal() const { return m_journal; }

    /// Each returns the number of the new endpoint at once; what becomes of it follows as events.
    quint32 startServer(const bothends::ServerConfig &config);
    quint32 startClient(const bothends::ClientConfig &config);

    /// A socket with which nothing happens unless call() asks for it.
    quint32 openSocket(const bothends::SocketConfig &config);
    /// One call on one socket; works on the sockets of every endpoint as far as its engine offers it.
    void call(quint32 endpoint, const bothends::SocketCall &call);

    void sendFile(quint32 endpoint, quint32 connection, const bothends::FileToSend &file);
    void cancelTransfer(quint32 endpoint, quint32 connection);
    /// What is received from now on goes to this new file, too; empty = no longer.
    void saveReceived(quint32 endpoint, quint32 connection, const QString &file);

    void stop(quint32 endpoint);
    void abort(quint32 endpoint);
    void send(quint32 endpoint, quint32 connection, const QByteArray &bytes);
    void broadcast(quint32 server, const QByteArray &bytes);
    void finishSending(quint32 endpoint, quint32 connection);
    void disconnectPeer(quint32 endpoint, quint32 connection);
    void abortPeer(quint32 endpoint, quint32 connection);
    void setAccepting(quint32 server, bool accepting);
    /// While accepting is paused: accepts the client that waits longest.
    void acceptOne(quint32 server);
    void setGreeting(quint32 server, const QByteArray &greeting, bothends::AfterGreeting afterGreeting);

    /// From now on events of origin Kernel tell the states of both ends. To be called before anything starts.
    void observeKernel(KernelSource source);
    /// While somebody watches, the kernel is polled; otherwise it is only asked when something of ours
    /// happens.
    /// @param focus the connection that is looked at; 0 = none
    void setWatched(bool watched, quint32 focus = 0);

    /// While held, no further batch is taken in; once the next one is full the sockets read no more, and
    /// TCP's flow control slows the peers down. For a journal whose disk lags.
    void setHeld(bool held);

    /// Ends everything in order (after `patience` with a reset), then emits stopped().
    void stopAll(std::chrono::milliseconds patience);

    /// The canonical form of an address to listen on, or why it is none. `localhost` is 127.0.0.1. An
    /// empty text is refused: Qt would take it for all interfaces.
    static std::variant<QString, Error> checkListenAddress(const QString &typed);
    /// The canonical form of a local socket's name, a path or `@abstract`, or why it is none: empty, or
    /// longer than sun_path (107 bytes, unix(7)).
    static std::variant<Address, Error> checkLocalName(const QString &typed, Transport transport);
    /// Removes a socket's file that nobody listens on, because the user asked for it. Why not, if it does
    /// not: it is no socket, or somebody listens, or the system refuses.
    static std::optional<Error> removeStaleSocketFile(const QString &path, Transport transport);
    /// What a descriptor of this process is that somebody handed over, or why it cannot be used.
    static std::variant<AdoptedSocket, Error> inspectDescriptor(int descriptor);
    /// True for 127.0.0.0/8 and ::1 (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3).
    static bool isLoopback(const QString &address);
    /// The addresses of this machine, loopback first; IPv6 link-local ones are left out.
    static QStringList localAddresses();
    /// To be called once, first thing in main(): no proxies for our sockets, as many descriptors as the
    /// system permits, none of them mistaken for standard input or output, no death by SIGPIPE.
    static void prepareProcess();

signals:
    void endpointChanged(const bothends::EndpointStatus &status);
    /// Once per delivery, only those that changed.
    void connectionsChanged(const QList<bothends::ConnectionStatus> &connections);
    void transfersChanged(const QList<bothends::TransferStatus> &transfers);
    void stopped();

private:
    void takeIn(const Batch &batch);
    void acknowledge();
    template <typename Command> void post(Command command);

    Journal m_journal;
    QThread m_thread;
    Engine *m_engine; // lives in m_thread, deleted with it
    quint32 m_lastEndpoint = 0;
    bool m_isHeld = false;
    bool m_owesAcknowledgement = false;
};

} // namespace bothends
