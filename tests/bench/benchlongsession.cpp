// SPDX-License-Identifier: MIT
#include "bench/benchjournal.h"

#include "bench/stopwatch.h"
#include "gui/logmodel.h"
#include "gui/logview.h"
#include "gui/mainwindow.h"
#include "gui/recordedsession.h"
#include "store/sessionfile.h"

#include <QAction>
#include <QCryptographicHash>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <arpa/inet.h>
#include <ctime>
#include <map>
#include <memory>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace bothends::bench {

namespace {

constexpr qint64 kFloodBytes = qint64(4) * 1024 * 1024 * 1024;
constexpr int kPiece = 64 * 1024;
constexpr int kClients = 64;
constexpr int kMessages = 1'000'000;
constexpr int kPatience = 900'000;

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    std::ignore = file.open(QIODevice::ReadOnly);
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

qint64 threadNs()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

/// A window on a session that is written to disk, and a server in it. Looks how late its turns are, and how
/// much memory it takes.
class Stage
{
public:
    Stage()
        : m_settings(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat)
        , m_recorded(std::make_unique<RecordedSession>(m_folder.filePath(u"sessions"_s)))
        , m_window(std::make_unique<MainWindow>(session(), m_languages, m_settings))
    {
        QObject::connect(&session(), &Session::endpointChanged, &m_pulse,
                         [this](const EndpointStatus &status) {
                             if (status.state == EndpointStatus::State::Running)
                                 m_port = status.local.port;
                         });
        QObject::connect(&session(), &Session::stopped, &m_pulse, [this] { m_isStopped = true; });
        m_window->show();
        QObject::connect(&m_pulse, &QTimer::timeout, &m_pulse, [this] {
            const qint64 worked = threadNs();
            if (m_sinceTurn.isValid()) {
                m_latest = qMax(m_latest, m_sinceTurn.nsecsElapsed() - 5'000'000);
                m_mostWork = qMax(m_mostWork, worked - m_worked);
            }
            m_worked = worked;
            m_sinceTurn.start();
            m_most = qMax(m_most, residentBytes());
        });
        m_server = session().startServer(ServerConfig());
        std::ignore = QTest::qWaitFor([this] { return m_port != 0; }, kPatience);
        QTest::qWait(200);
        m_pulse.setTimerType(Qt::PreciseTimer);
        m_pulse.start(5);
    }

    Session &session() { return m_recorded->session(); }
    MainWindow &window() { return *m_window; }
    quint16 port() const { return m_port; }
    QString path() const { return m_recorded->path(); }
    void finish()
    {
        m_pulse.stop();
        m_window.reset();
        session().stopAll(std::chrono::milliseconds(500));
        std::ignore = QTest::qWaitFor([this] { return m_isStopped; }, kPatience);
        m_path = path();
        m_recorded.reset();
    }
    QString writtenPath() const { return m_path; }
    double latestUs() const { return double(m_latest) / 1000; }
    /// What the window itself worked between two turns: the rest of a late one was other threads' and
    /// programs'.
    double mostWorkUs() const { return double(m_mostWork) / 1000; }
    qint64 mostMemory() const { return m_most; }

private:
    QTemporaryDir m_folder;
    QSettings m_settings;
    Languages m_languages;
    QTimer m_pulse;
    std::unique_ptr<RecordedSession> m_recorded;
    std::unique_ptr<MainWindow> m_window;
    QElapsedTimer m_sinceTurn;
    QString m_path;
    qint64 m_latest = 0;
    qint64 m_worked = 0; // by this thread
    qint64 m_mostWork = 0;
    qint64 m_most = 0;
    quint32 m_server = 0;
    quint16 m_port = 0;
    bool m_isStopped = false;
};

int connectTo(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    const int client = ::socket(AF_INET, SOCK_STREAM, 0);
    ::connect(client, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    return client;
}

bool sendAll(int client, const QByteArray &bytes)
{
    for (qsizetype sent = 0; sent < bytes.size();) {
        const ssize_t now = ::send(client, bytes.constData() + sent, size_t(bytes.size() - sent), 0);
        if (now <= 0)
            return false;
        sent += now;
    }
    return true;
}

QByteArray messageOf(int number)
{
    return "message " + QByteArray::number(number).rightJustified(7, '0') + '\n';
}

QString mebibytes(qint64 bytes)
{
    return QString::number(bytes / 1024 / 1024) + u" MiB"_s;
}

void lineOf(const Stage &stage)
{
    line("the latest turn of the window's event loop", us(stage.latestUs()), u"asked: 100 ms"_s);
    line("the most that the window worked in a turn", us(stage.mostWorkUs()), u"of the processor's time"_s);
    line("resident memory at most", mebibytes(stage.mostMemory()));
}

} // namespace

void measureLongFlood()
{
    heading("Flood: 4 GiB from one peer into a window, kept on disk");
    Stage stage;
    QCryptographicHash sent(QCryptographicHash::Sha256);
    QElapsedTimer timer;
    timer.start();
    std::thread peer([&sent, port = stage.port()] {
        const int client = connectTo(port);
        QByteArray piece(kPiece, Qt::Uninitialized);
        quint64 state = 88172645463325252U;
        for (qint64 done = 0; done < kFloodBytes; done += kPiece) {
            auto *words = reinterpret_cast<quint64 *>(piece.data());
            for (int i = 0; i < kPiece / 8; ++i) {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                words[i] = state;
            }
            sent.addData(piece);
            if (!sendAll(client, piece))
                break;
        }
        ::close(client);
    });
    const bool hasAll = QTest::qWaitFor(
        [&stage] { return stage.session().journal().receivedBytes() >= kFloodBytes; }, kPatience);
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    peer.join();
    line("taken in", hasAll ? QString::number(seconds, 'f', 1) + u" s"_s : u"not all"_s,
         mebibytes(qint64(double(kFloodBytes) / seconds)) + u"/s, with making and hashing the bytes"_s);
    lineOf(stage);
    stage.finish();
    auto opened = SessionFile::open(stage.writtenPath());
    auto *file = std::get_if<SessionFile>(&opened);
    QCryptographicHash kept(QCryptographicHash::Sha256);
    quint64 seq = 0;
    for (QList<Event> events; file && !(events = file->read(seq, 500)).isEmpty();) {
        for (const Event &event : std::as_const(events)) {
            if (event.kind == EventKind::Received)
                kept.addData(file->payload(event.seq));
        }
        seq = events.constLast().seq;
    }
    line("SHA-256 of the session's bytes", kept.result() == sent.result() ? u"the same"_s : u"DIFFERENT"_s,
         QString::fromLatin1(kept.result().toHex().left(16)) + u"…"_s);
}

void measureMessages()
{
    heading("Messages: 1,000,000 from 64 clients into a window, filtered and searched while they come");
    Stage stage;
    stage.window()
        .findChild<QAction *>(u"showLogAction"_s)
        ->trigger(); // shown, or it would not look for anything
    auto *log = stage.window().findChild<LogView *>();
    auto *model = qobject_cast<LogModel *>(log ? log->model() : nullptr);
    QElapsedTimer timer;
    timer.start();
    std::thread peers([port = stage.port()] {
        std::vector<int> clients;
        for (int i = 0; i < kClients; ++i)
            clients.push_back(connectTo(port));
        for (int number = 0; number < kMessages; ++number)
            sendAll(clients[size_t(number % kClients)], messageOf(number));
        for (const int client : clients)
            ::close(client);
    });
    const qint64 bytes = qint64(kMessages) * messageOf(0).size();
    const auto has = [&](qint64 part) {
        return QTest::qWaitFor([&] { return stage.session().journal().receivedBytes() >= part; }, kPatience);
    };
    std::ignore = has(bytes / 4);
    int foundWhileComing = 0;
    if (model) {
        LogFilter filter;
        filter.pattern = u"00777"_s;
        model->setFilter(filter);
        std::ignore = QTest::qWaitFor([&] { return model->rowCount() > 0; }, 10'000);
        foundWhileComing = model->rowCount();
    }
    const bool hasAll = has(bytes);
    peers.join();
    line("taken in",
         hasAll ? QString::number(double(timer.elapsed()) / 1000, 'f', 1) + u" s"_s : u"not all"_s,
         u"%1 rows"_s.arg(stage.session().journal().size()));
    if (model) {
        std::ignore = QTest::qWaitFor([&] { return model->matcher().isComplete(); }, kPatience);
        line("rows that a filter for a text found", QString::number(model->rowCount()),
             u"%1 of them while the messages came"_s.arg(foundWhileComing));
    }
    lineOf(stage);
    stage.finish();
    auto opened = SessionFile::open(stage.writtenPath());
    auto *file = std::get_if<SessionFile>(&opened);
    std::map<quint32, QByteArray> kept;
    quint64 seq = 0;
    for (QList<Event> events; file && !(events = file->read(seq, 2000)).isEmpty();) {
        for (const Event &event : std::as_const(events)) {
            if (event.kind == EventKind::Received)
                kept[event.connection] += file->payload(event.seq);
        }
        seq = events.constLast().seq;
    }
    int inOrder = 0;
    for (const auto &[connection, received] : kept) {
        QByteArray wanted;
        const int first = received.mid(8, 7).toInt();
        for (int number = first; first < kClients && number < kMessages; number += kClients)
            wanted += messageOf(number);
        inOrder += received == wanted ? 1 : 0;
    }
    line("connections whose messages are complete and in order", QString::number(inOrder),
         u"of %1"_s.arg(kClients));
}

} // namespace bothends::bench
