// SPDX-License-Identifier: MIT
#include "net/session.h"

#include "net/engine.h"
#include "net/epolldispatcher.h"
#include "net/handover.h"
#include "net/socketaddress.h"
#include "net/socketcalls.h"

#include <QAbstractEventDispatcher>
#include <QFile>
#include <QHostAddress>
#include <QNetworkInterface>
#include <QNetworkProxy>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace bothends {

Session::Session(std::chrono::milliseconds frame, QObject *parent, std::unique_ptr<PayloadStore> store)
    : QObject(parent)
    , m_journal(store ? std::move(store) : std::make_unique<MemoryPayloadStore>())
    , m_engine(new Engine(frame))
{
    m_thread.setObjectName(u"bothends-io"_s);
    if (auto dispatcher = makeEpollDispatcher())
        m_thread.setEventDispatcher(dispatcher.release());
    m_engine->moveToThread(&m_thread);
    // In its own thread, but in no event of it: what its endpoints leave to deleteLater() then goes with the
    // thread. From within an event, Qt would keep it for an event loop that never comes.
    connect(
        &m_thread, &QThread::finished, &m_thread, [engine = m_engine] { delete engine; },
        Qt::DirectConnection);
    connect(&m_engine->recorder(), &Recorder::batchReady, this, &Session::takeIn, Qt::QueuedConnection);
    connect(m_engine, &Engine::stopped, this, &Session::stopped, Qt::QueuedConnection);
    m_thread.start();
}

Session::~Session()
{
    m_thread.quit();
    m_thread.wait();
}

template <typename Command> void Session::post(Command command)
{
    handover::give();
    QMetaObject::invokeMethod(
        m_engine,
        [command = std::move(command)] {
            handover::take();
            command();
        },
        Qt::QueuedConnection);
}

void Session::takeIn(const Batch &batch)
{
    handover::take();
    m_journal.append(batch.events);
    for (const EndpointStatus &status : batch.endpoints)
        emit endpointChanged(status);
    if (!batch.connections.isEmpty())
        emit connectionsChanged(batch.connections);
    if (!batch.transfers.isEmpty())
        emit transfersChanged(batch.transfers);
    m_owesAcknowledgement = true;
    acknowledge();
}

void Session::acknowledge()
{
    if (m_owesAcknowledgement && !m_isHeld) {
        m_owesAcknowledgement = false;
        QMetaObject::invokeMethod(&m_engine->recorder(), &Recorder::acknowledge, Qt::QueuedConnection);
    }
}

void Session::setHeld(bool held)
{
    m_isHeld = held;
    acknowledge();
}

quint32 Session::startServer(const ServerConfig &config)
{
    const quint32 endpoint = ++m_lastEndpoint;
    post([engine = m_engine, endpoint, config] { engine->startServer(endpoint, config); });
    return endpoint;
}

quint32 Session::startClient(const ClientConfig &config)
{
    const quint32 endpoint = ++m_lastEndpoint;
    post([engine = m_engine, endpoint, config] { engine->startClient(endpoint, config); });
    return endpoint;
}

quint32 Session::openSocket(const SocketConfig &config)
{
    const quint32 endpoint = ++m_lastEndpoint;
    post([engine = m_engine, endpoint, config] { engine->openSocket(endpoint, config); });
    return endpoint;
}

void Session::call(quint32 endpoint, const SocketCall &call)
{
    post([engine = m_engine, endpoint, call] { engine->call(endpoint, call); });
}

void Session::sendFile(quint32 endpoint, quint32 connection, const FileToSend &file)
{
    post([engine = m_engine, endpoint, connection, file] { engine->sendFile(endpoint, connection, file); });
}

void Session::cancelTransfer(quint32 endpoint, quint32 connection)
{
    post([engine = m_engine, endpoint, connection] { engine->cancelTransfer(endpoint, connection); });
}

void Session::saveReceived(quint32 endpoint, quint32 connection, const QString &file)
{
    post([engine = m_engine, endpoint, connection, file] {
        engine->saveReceived(endpoint, connection, file);
    });
}

void Session::stop(quint32 endpoint)
{
    post([engine = m_engine, endpoint] { engine->stop(endpoint); });
}

void Session::abort(quint32 endpoint)
{
    post([engine = m_engine, endpoint] { engine->abort(endpoint); });
}

void Session::send(quint32 endpoint, quint32 connection, const QByteArray &bytes)
{
    post([engine = m_engine, endpoint, connection, bytes] { engine->send(endpoint, connection, bytes); });
}

void Session::broadcast(quint32 server, const QByteArray &bytes)
{
    post([engine = m_engine, server, bytes] { engine->broadcast(server, bytes); });
}

void Session::finishSending(quint32 endpoint, quint32 connection)
{
    post([engine = m_engine, endpoint, connection] { engine->finishSending(endpoint, connection); });
}

void Session::disconnectPeer(quint32 endpoint, quint32 connection)
{
    post([engine = m_engine, endpoint, connection] { engine->disconnectPeer(endpoint, connection); });
}

void Session::abortPeer(quint32 endpoint, quint32 connection)
{
    post([engine = m_engine, endpoint, connection] { engine->abortPeer(endpoint, connection); });
}

void Session::setAccepting(quint32 server, bool accepting)
{
    post([engine = m_engine, server, accepting] { engine->setAccepting(server, accepting); });
}

void Session::acceptOne(quint32 server)
{
    post([engine = m_engine, server] { engine->acceptOne(server); });
}

void Session::observeKernel(KernelSource source)
{
    if (source == KernelSource::None)
        return;
    post([engine = m_engine, source] {
        engine->observeKernel(source == KernelSource::System ? makeKernelProbe()
                                                             : std::make_unique<NullProbe>());
    });
}

void Session::setWatched(bool watched, quint32 focus)
{
    post([engine = m_engine, watched, focus] { engine->setWatched(watched, focus); });
}

void Session::setGreeting(quint32 server, const QByteArray &greeting, AfterGreeting afterGreeting)
{
    post([engine = m_engine, server, greeting, afterGreeting] {
        engine->setGreeting(server, greeting, afterGreeting);
    });
}

void Session::stopAll(std::chrono::milliseconds patience)
{
    post([engine = m_engine, patience] { engine->stopAll(patience); });
}

std::variant<QString, Error> Session::checkListenAddress(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.compare(u"localhost"_s, Qt::CaseInsensitive) == 0)
        return u"127.0.0.1"_s;
    // QHostAddress also takes "1", "127.1" and octal groups; what is not four plain groups is a slip.
    static const QRegularExpression fourGroups(u"^(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}$"_s);
    const QHostAddress address(text);
    const bool isPlain = text.contains(u':') || fourGroups.match(text).hasMatch();
    if (text.isEmpty() || address.isNull() || !isPlain)
        return Error{ErrorCode::AddressInvalid, 0, typed, 0, {}};
    return address.toString();
}

std::variant<Address, Error> Session::checkLocalName(const QString &typed, Transport)
{
    constexpr qsizetype kMaxName = 107; // bytes of sun_path without the closing NUL (unix(7))
    const bool isAbstract = typed.startsWith(u'@');
    const Address address = isAbstract ? Address::abstractName(typed.mid(1)) : Address::path(typed);
    if (address.isNull())
        return Error{ErrorCode::AddressInvalid, 0, typed, 0, {}};
    if (QFile::encodeName(address.host).size() > kMaxName)
        return Error{ErrorCode::PathTooLong, 0, typed, QFile::encodeName(address.host).size(), {}};
    return address;
}

std::variant<AdoptedSocket, Error> Session::inspectDescriptor(int descriptor)
{
    return describeSocket(descriptor);
}

bool Session::isLoopback(const QString &address)
{
    return QHostAddress(address).isLoopback();
}

QStringList Session::localAddresses()
{
    QStringList loopback;
    QStringList others;
    const QList<QHostAddress> addresses = QNetworkInterface::allAddresses();
    for (const QHostAddress &address : addresses) {
        if (!address.isLinkLocal())
            (address.isLoopback() ? loopback : others) << address.toString();
    }
    loopback.sort(); // 127.0.0.1 before ::1
    return loopback + others;
}

std::optional<Error> Session::removeStaleSocketFile(const QString &path, Transport transport)
{
    return removeStaleFile(Address::path(path), transport);
}

void Session::prepareProcess()
{
    openMissingStandardDescriptors();
    QNetworkProxyFactory::setUseSystemConfiguration(false);
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
    raiseDescriptorLimit();
    ignoreBrokenPipes();
}

} // namespace bothends
