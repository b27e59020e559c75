// SPDX-License-Identifier: MIT
#include "bench/benchjournal.h"

#include "bench/heldmemory.h"
#include "bench/stopwatch.h"
#include "core/rownotes.h"
#include "gui/logmodel.h"
#include "gui/logview.h"
#include "gui/timelinemodel.h"
#include "gui/timelineview.h"
#include "store/sessionloader.h"
#include "store/sessionpayloads.h"

#include <QFile>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

#include <ctime>
#include <malloc.h>
#include <memory>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bothends::bench {

namespace {

constexpr int kEvents = 10'000'000;
constexpr int kBatch = 4096;
constexpr quint32 kConnections = 48;
constexpr int kFrames = 200;

/// Messages over some dozens of connections, both ends ours, made one after the other.
class Chat
{
public:
    QList<Event> next(int count)
    {
        QList<Event> events;
        events.reserve(count);
        for (int i = 0; i < count; ++i)
            events << one();
        return events;
    }

private:
    Event one()
    {
        const bool isSent = m_seq % 2 == 0;
        const auto connection = quint32(m_seq / 2 % kConnections);
        Event event;
        event.seq = ++m_seq;
        event.monotonicNs = qint64(m_seq) * 20'000;
        event.wallClockUs = 1'700'000'000'000'000 + event.monotonicNs / 1000 + qint64(m_seq % 3);
        event.endpoint = isSent ? 2 : 1;
        event.socket = 10 + 2 * connection + (isSent ? 1 : 0);
        event.connection = connection + 1;
        event.side = isSent ? Side::Client : Side::Server;
        event.kind = isSent ? EventKind::Sent : EventKind::Received;
        const Address server{u"127.0.0.1"_s, 30000, Address::Kind::Ip};
        const Address client{u"127.0.0.1"_s, quint16(40000 + connection), Address::Kind::Ip};
        event.local = isSent ? client : server;
        event.peer = isSent ? server : client;
        event.payload = "message " + QByteArray::number(m_seq & ~quint64(1)) + " of a long talk";
        if (m_seq % 1'000'000 < 2)
            event.payload += ", and a needle in it";
        event.bytes = event.payload.size();
        quint64 &place = m_places[2 * connection + (isSent ? 1 : 0)];
        event.streamOffset = place;
        place += quint64(event.bytes);
        return event;
    }

    quint64 m_seq = 0;
    quint64 m_places[2 * kConnections]{};
};

QString perEvent(qint64 bytes)
{
    return QString::number(double(bytes) / kEvents, 'f', 1) + u" bytes an event"_s;
}

QString perSecond(double us, double events)
{
    return QString::number(events / us, 'f', 2) + u" million a second"_s;
}

/// A journal with all that a window has of it.
struct Window
{
    explicit Window(std::unique_ptr<PayloadStore> store)
        : journal(std::move(store))
    {
        view.resize(900, 900);
        view.setModel(&model);
        view.show();
        log.resize(900, 600);
        log.setLog(&logModel);
        log.show();
        QTest::qWait(50);
    }
    Journal journal;
    ConnectionIndex connections{journal};
    TextReading texts{journal, connections};
    LifeLines lifeLines{journal};
    Readings readings{journal, connections, texts, lifeLines};
    TimelineModel model{readings};
    RowNotes notes;
    LogModel logModel{readings, notes};
    TimelineView view;
    LogView log;
};

void append(Journal &journal, Samples &samples)
{
    Chat chat;
    for (int done = 0; done < kEvents; done += kBatch) {
        const QList<Event> batch = chat.next(qMin(kBatch, kEvents - done));
        samples.measure([&] { journal.append(batch); });
    }
}

void measureMemory()
{
    double plain = 0;
    {
        std::vector<Event> events;
        Chat chat;
        Samples samples;
        constexpr int kSome = 1'000'000; // ten would take 4 GB
        for (int done = 0; done < kSome; done += kBatch) {
            const QList<Event> batch = chat.next(qMin(kBatch, kSome - done));
            samples.measure([&] { events.insert(events.end(), batch.begin(), batch.end()); });
        }
        plain = samples.sum() / kSome;
    }
    ::malloc_trim(0);
    {
        const qint64 before = heldMemory();
        Samples samples;
        Journal journal(std::make_unique<NoPayloads>());
        append(journal, samples);
        line("the journal alone", perEvent(heldMemory() - before));
        line("appending to it", perSecond(samples.sum(), kEvents),
             times(samples.sum() / kEvents / plain, "the time of a std::vector<Event>"));
    }
    ::malloc_trim(0);
    const qint64 before = heldMemory();
    Samples samples;
    Window window(std::make_unique<NoPayloads>());
    append(window.journal, samples);
    std::ignore = QTest::qWaitFor([&] { return window.logModel.matcher().isComplete(); }, 600'000);
    QTest::qWait(50);
    line("with all readings, timeline and log", perEvent(heldMemory() - before));
    line("appending, with all of them", perSecond(samples.sum(), kEvents),
         u"%1 the longest batch of %2"_s.arg(us(samples.worst())).arg(kBatch));
}

Samples scroll(Window &window)
{
    Samples frames;
    QScrollBar *bar = window.view.verticalScrollBar();
    QRandomGenerator random(1);
    for (int frame = 0; frame < kFrames; ++frame) {
        frames.measure([&] {
            bar->setValue(frame % 10 == 0 ? int(random.bounded(qMax(1, bar->maximum()))) : bar->value() + 60);
            window.view.viewport()->repaint();
        });
    }
    return frames;
}

/// How long until rows are found, and until all are looked at.
void measureFilter(Window &window, const char *what, const LogFilter &filter)
{
    LogModel &model = window.logModel;
    model.setFilter({});
    std::ignore = QTest::qWaitFor([&] { return model.matcher().isComplete(); }, 600'000);
    QElapsedTimer timer;
    timer.start();
    double first = -1;
    const auto look = [&] {
        if (first < 0 && model.rowCount() > 0)
            first = double(timer.nsecsElapsed()) / 1000;
        return model.matcher().isComplete();
    };
    model.setFilter(filter);
    while (!look())
        QCoreApplication::processEvents();
    line(what, us(double(timer.nsecsElapsed()) / 1000),
         u"the first after %1; %2 rows"_s.arg(us(first)).arg(model.rowCount()));
}

QString writeSession(const QTemporaryDir &folder, const QString &name, auto next, int events)
{
    const QString path = folder.filePath(name);
    auto made = SessionFile::create(path);
    auto *file = std::get_if<SessionFile>(&made);
    for (int done = 0; file && done < events;) {
        const QList<Event> batch = next();
        std::ignore = file->beginTransaction();
        for (const Event &event : batch)
            std::ignore = file->append(event);
        std::ignore = file->commit();
        done += int(batch.size());
    }
    if (file)
        std::ignore = file->finish();
    return path;
}

double threadSeconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

/// From the file to what is painted first, and until all of it is there.
std::unique_ptr<Window> openSession(const QString &path, const char *what)
{
    QElapsedTimer timer;
    timer.start();
    auto window = std::make_unique<Window>(
        std::make_unique<SessionPayloads>(std::get<SessionFile>(SessionFile::open(path))));
    SessionLoader loader(std::get<SessionFile>(SessionFile::open(path)), window->journal);
    double first = -1;
    QObject::connect(&loader, &SessionLoader::progressed, &loader, [&] {
        if (first >= 0)
            return;
        window->view.viewport()->repaint();
        first = double(timer.nsecsElapsed()) / 1000;
    });
    loader.start();
    Samples turns;
    double mostWork = 0;
    while (!loader.isFinished()) {
        const double worked = threadSeconds();
        turns.measure([] { QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents); });
        mostWork = qMax(mostWork, (threadSeconds() - worked) * 1e6);
    }
    line(what, us(first),
         u"all %1 events after %2, the longest turn %3, the most work in one %4"_s.arg(window->journal.size())
             .arg(us(double(timer.nsecsElapsed()) / 1000), us(turns.worst()), us(mostWork)));
    return window;
}

/// What a server of greetings tells of its clients, most of it without bytes.
QList<Event> greetings(int count)
{
    QList<Event> events;
    for (int number = 1; events.size() < count; ++number) {
        const auto add = [&](EventKind kind, std::optional<TcpState> state = {}) -> Event & {
            Event &event = events.emplaceBack();
            event.seq = quint64(events.size());
            event.monotonicNs = qint64(event.seq) * 20'000;
            event.endpoint = 1;
            event.socket = quint32(number) + 1;
            event.connection = quint32(number);
            event.kind = kind;
            event.local = {u"127.0.0.1"_s, 30000, Address::Kind::Ip};
            event.peer = {u"127.0.0.1"_s, quint16(32768 + number % 28000), Address::Kind::Ip};
            if (state) {
                auto reading = std::make_shared<KernelReading>();
                reading->state = *state;
                reading->cookie = event.seq;
                reading->hasOwner = true;
                event.origin = Origin::Kernel;
                event.reading = reading;
            }
            return event;
        };
        add(EventKind::State, TcpState::Established);
        add(EventKind::Accept).number = 15 + number % 16;
        Event &sent = add(EventKind::Sent);
        sent.payload = "Happy new year to you";
        sent.bytes = sent.payload.size();
        add(EventKind::Eof);
        add(EventKind::State, TcpState::CloseWait);
        add(EventKind::Closed);
        add(EventKind::State, TcpState::LastAck);
        add(EventKind::State, TcpState::Closed);
    }
    return events;
}

void measureNotes()
{
    constexpr int kRows = 1'000'000;
    heading("Log: 1,000,000 rows of which one in eight has bytes, read and looked at");
    Journal journal;
    const ConnectionIndex connections(journal);
    const TextReading texts(journal, connections);
    const LifeLines lifeLines(journal);
    const Readings readings{journal, connections, texts, lifeLines};
    journal.append(greetings(kRows));
    for (const auto &[mode, text] :
         {std::pair(RowPattern::Mode::Text, u"needle"_s), std::pair(RowPattern::Mode::Text, u"31234"_s),
          std::pair(RowPattern::Mode::Regex, u"need.e"_s)}) {
        const RowPattern pattern(mode, text);
        int found = 0;
        const double begin = threadSeconds();
        for (qsizetype row = 0; row < journal.size(); ++row)
            found += pattern.match(readings, row) == RowPattern::Result::Yes ? 1 : 0;
        const double oneByOne = threadSeconds() - begin;
        RowMatcher matcher(readings);
        matcher.start(pattern);
        for (qsizetype row = 0; row < journal.size(); ++row)
            found -= matcher.match(row) == RowPattern::Result::Yes ? 1 : 0;
        const double together = threadSeconds() - begin - oneByOne;
        line(qPrintable(u"the rows with “%1”"_s.arg(text)), us(together * 1e6) + u" of processor time"_s,
             times(together / oneByOne, "each row by itself") + (found == 0 ? QString() : u", OTHERS"_s));
    }
}

} // namespace

void measureJournal()
{
    measureNotes();
    heading("Journal: 10,000,000 messages over 48 connections, both ends ours");
    measureMemory();
    const QTemporaryDir folder;
    {
        Chat chat;
        const QString small = writeSession(
            folder, u"small.bothends"_s, [&chat] { return chat.next(1000); }, 1000);
        Samples few = scroll(*openSession(small, "opening 1,000 events, first picture"));
        const QString path = writeSession(
            folder, u"many.bothends"_s, [chat = Chat()]() mutable { return chat.next(kBatch); }, kEvents);
        const std::unique_ptr<Window> window
            = openSession(path,
                          qPrintable(u"opening %1 MB of small events, first picture"_s.arg(QFile(path).size()
                                                                                           / 1'000'000)));
        const Samples frames = scroll(*window);
        line("scrolling the timeline, one frame", us(frames.median()) + u" median"_s,
             u"%1 in 99 of 100; median is %2"_s.arg(
                 us(frames.quantile(0.99)), times(frames.median() / few.median(), "that of 1,000 rows")));
        LogFilter one;
        one.connection = 7;
        measureFilter(*window, "log: the rows of one connection", one);
        LogFilter text;
        text.pattern = u"needle"_s;
        measureFilter(*window, "log: the rows with a word", text);
        QFile::remove(path);
    }
    quint64 seq = 0;
    const auto large = [&seq] {
        QList<Event> events;
        for (int i = 0; i < 64; ++i) {
            Event event;
            event.seq = ++seq;
            event.kind = EventKind::Received;
            event.connection = 1;
            event.payload = QByteArray(65536, char('a' + seq % 26));
            event.bytes = event.payload.size();
            event.streamOffset = (seq - 1) * 65536;
            events << event;
        }
        return events;
    };
    openSession(writeSession(folder, u"large.bothends"_s, large, 16384),
                "opening 1 GiB of large events, first picture");
}

} // namespace bothends::bench
