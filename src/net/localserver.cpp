// SPDX-License-Identifier: MIT
#include "net/localserver.h"

#include "net/callevents.h"
#include "net/qtconnection.h"
#include "net/qterrors.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QSocketNotifier>

namespace bothends {

/// Hands over descriptors as Qt accepts them, without Qt's own list of pending connections.
class LocalServer::Listener : public QLocalServer
{
public:
    explicit Listener(LocalServer &server)
        : m_server(server)
    {
    }

    /// QLocalServer cannot pause; the notifier by which it learns of clients can. Off and on again, it also
    /// forgets a client of which it knows already: accept() would fail, and QLocalServer then closes itself.
    void setGated(bool gated)
    {
        if (auto *notifier = findChild<QSocketNotifier *>())
            notifier->setEnabled(!gated);
    }

protected:
    void incomingConnection(quintptr descriptor) override
    {
        m_server.take({Descriptor(descriptor), Origin::Qt, m_server.recorder().now()});
    }

private:
    LocalServer &m_server;
};

// A connection needs two descriptors: see QtConnection.
LocalServer::LocalServer(EngineContext &context, quint32 id, const ServerConfig &config, QObject *parent)
    : StreamServer(context, id, config, 2, parent)
{
}

LocalServer::~LocalServer() = default;

bool LocalServer::openListener()
{
    m_listener = std::make_unique<Listener>(*this);
    m_listener->setListenBacklogSize(config().backlog);
    if (!(config().adoptDescriptor >= 0 ? adopt() : listens()))
        return false;
    // It blocks, unlike QTcpServer's; we accept from it, too.
    makeOurs(listener());
    return true;
}

bool LocalServer::refuseToListen(const Error &error, const Stamp &stamp)
{
    setListening(m_context.nextSocket(), config().address);
    Event refused = listenerEvent(EventKind::Error, Origin::Call);
    refused.error = error;
    recorder().append(std::move(refused), stamp);
    return false;
}

bool LocalServer::listens()
{
    const Stamp stamp = recorder().now();
    const Address &address = config().address;
    const QString name = qtNameOf(address);
    if (name.isEmpty())
        return refuseToListen(addressFault(address), stamp);
    // If bind() fails, QLocalServer may remove what is there: so it is not called.
    if (const ErrorCode there = whatIsAt(address, transport());
        address.kind == Address::Kind::Path && there != ErrorCode::SocketFileMissing)
        return refuseToListen({there, 0, address.host, 0, {}}, stamp);
    if (address.kind == Address::Kind::Abstract)
        m_listener->setSocketOptions(QLocalServer::AbstractNamespaceOption);
    if (!m_listener->listen(name))
        return refuseToListen(listenError(), stamp);
    reportListening(false, stamp);
    return true;
}

// QLocalServer::listen() makes three system calls in a row; each is a step of its own to a learner.
void LocalServer::reportListening(bool isAdopted, const Stamp &stamp)
{
    const quint32 number = m_context.nextSocket();
    setListening(number, isAdopted ? localAddressOf(listener()) : config().address);
    Event step = listenerEvent(EventKind::Socket, Origin::Call);
    step.number = qint32(listener());
    recorder().append(std::move(step), stamp);
    if (!isAdopted) {
        setListening(number, localAddressOf(listener()));
        recorder().append(listenerEvent(EventKind::Bind, Origin::Call), stamp);
    }
    step = listenerEvent(EventKind::Listen, Origin::Call);
    step.number = config().backlog;
    recorder().append(std::move(step), stamp);
}

bool LocalServer::adopt()
{
    const Stamp stamp = recorder().now();
    const Descriptor descriptor = config().adoptDescriptor;
    if (const std::optional<Error> why = takeOver(int(descriptor), transport(), true))
        return refuseToListen(*why, stamp);
    // The backlog is ours; listening is what it does already.
    const RawResult listening = rawListen(descriptor, config().backlog);
    if (!listening.isOk() || !m_listener->listen(descriptor))
        return refuseToListen(listenError(), stamp);
    reportListening(true, stamp);
    return true;
}

Error LocalServer::listenError() const
{
    const ErrorCode code = m_listener->serverError() == QAbstractSocket::HostNotFoundError
        ? ErrorCode::FolderMissing // ENOENT, ENOTDIR
        : errorCodeOf(m_listener->serverError());
    return {code, int(m_listener->serverError()), config().address.toString(), 0, m_listener->errorString()};
}

Descriptor LocalServer::listener() const
{
    return m_listener->socketDescriptor();
}

void LocalServer::closeListener()
{
    m_listener->close();
    m_listener.release()->deleteLater(); // we may be inside its accept
}

void LocalServer::setGated(bool gated)
{
    m_listener->setGated(gated);
}

std::optional<StreamServer::Accepted> LocalServer::acceptNext()
{
    m_listener->setGated(true);
    const std::optional<Accepted> accepted = acceptWaiting();
    m_listener->setGated(isGated());
    return accepted;
}

Connection *LocalServer::makeConnection(const ConnectionStatus &identity, quint32 socketNumber,
                                        Descriptor descriptor)
{
    auto socket = std::make_unique<QLocalSocket>();
    QLocalSocket *taken = socket.get();
    if (taken->setSocketDescriptor(descriptor)) {
        if (auto stream = streamSocketOf(std::move(socket)))
            return new QtConnection(recorder(), identity, socketNumber, std::move(stream), nullptr);
    }
    Event failed = listenerEvent(EventKind::Error, Origin::Qt);
    failed.peer = identity.peer;
    failed.error = Error{ErrorCode::Unknown, 0, identity.peer.toString(), 0, {}};
    recorder().append(std::move(failed));
    return nullptr;
}

} // namespace bothends
