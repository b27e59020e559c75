// SPDX-License-Identifier: MIT
//
// Everything is tried with Qt's own dispatcher, too: ours has to behave as it does.

#include "net/epolldispatcher.h"
#include "net/socketcalls.h"

#include <QAbstractEventDispatcher>
#include <QBasicTimer>
#include <QFile>
#include <QSocketNotifier>
#include <QTemporaryFile>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <functional>
#include <semaphore>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

using namespace bothends;

namespace {

#define CHECK(condition)                                                                                     \
    do {                                                                                                     \
        if (!(condition))                                                                                    \
            return #condition;                                                                               \
    } while (false)

/// Runs the body in a thread with the dispatcher of the row; what it returns is what was wrong, or null.
const char *runIn(bool isOurs, const std::function<const char *()> &body)
{
    std::atomic<const char *> fault = nullptr; // ThreadSanitizer does not see what QThread::wait() orders
    const std::unique_ptr<QThread> thread(QThread::create([&] { fault = body(); }));
    if (isOurs) {
        std::unique_ptr<QAbstractEventDispatcher> dispatcher = makeEpollDispatcher();
        if (!dispatcher)
            return "there is no epoll dispatcher";
        thread->setEventDispatcher(dispatcher.release());
    }
    thread->start();
    thread->wait();
    return fault;
}

/// Turns the event loop, sleeping between its events, until the condition holds.
bool turnUntil(const std::function<bool()> &condition)
{
    QTimer deadline;
    deadline.setSingleShot(true);
    deadline.start(30'000);
    QEventLoop loop;
    while (!condition() && deadline.isActive())
        loop.processEvents(QEventLoop::WaitForMoreEvents);
    return condition();
}

/// One turn that does not sleep.
void turn(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents)
{
    QAbstractEventDispatcher::instance()->processEvents(flags);
}

struct Pair
{
    Pair()
    {
        int ends[2] = {-1, -1};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) == 0) {
            ours = DescriptorHandle(ends[0]);
            theirs = DescriptorHandle(ends[1]);
        }
    }
    void say(const char *text = "x") const
    {
        const QByteArrayView view(text);
        std::ignore = ::send(int(theirs.get()), view.data(), size_t(view.size()), MSG_NOSIGNAL);
    }
    /// One byte of what came; false if there was none.
    bool take() const
    {
        char byte = 0;
        return ::recv(int(ours.get()), &byte, 1, MSG_DONTWAIT) == 1;
    }
    DescriptorHandle ours;
    DescriptorHandle theirs;
};

} // namespace

class TestEpollDispatcher : public QObject
{
    Q_OBJECT
public:
    enum class Ending { Deleted, Disabled, DeletesItself };
    Q_ENUM(Ending)

private slots:
    static void initTestCase() { ignoreBrokenPipes(); }

    static void deliversWhatIsPosted_data() { dispatchers(); }
    void deliversWhatIsPosted()
    {
        QFETCH(const bool, isOurs);
        constexpr int kCalls = 2000;
        std::binary_semaphore started(0);
        QObject *target = nullptr;
        QEventLoop *loop = nullptr;
        std::vector<int> seen;
        const std::unique_ptr<QThread> poster(QThread::create([&] {
            started.acquire();
            for (int i = 1; i <= kCalls; ++i) {
                QMetaObject::invokeMethod(
                    target,
                    [&, i] {
                        seen.push_back(i);
                        if (i == kCalls)
                            loop->exit(1);
                    },
                    Qt::QueuedConnection);
            }
        }));
        poster->start();
        const char *fault = runIn(isOurs, [&]() -> const char * {
            QObject here;
            QEventLoop turning;
            target = &here;
            loop = &turning;
            started.release();
            QTimer::singleShot(30'000, &here, [&] { turning.exit(2); });
            CHECK(turning.exec() == 1);
            CHECK(seen.size() == kCalls);
            CHECK(std::is_sorted(seen.begin(), seen.end()));
            return nullptr;
        });
        poster->wait();
        QVERIFY2(!fault, fault);
    }

    static void endsWhenAskedTo_data() { dispatchers(); }
    void endsWhenAskedTo()
    {
        QFETCH(const bool, isOurs);
        for (int i = 0; i < 50; ++i) {
            QThread thread;
            if (isOurs)
                thread.setEventDispatcher(makeEpollDispatcher().release());
            thread.start();
            thread.quit(); // also before it sleeps, or before it has begun to turn
            QVERIFY(thread.wait(QDeadlineTimer(30'000)));
        }
    }

    static void firesTimers_data()
    {
        QTest::addColumn<bool>("isOurs");
        QTest::addColumn<Qt::TimerType>("type");
        QTest::addColumn<int>("interval");
        for (const bool isOurs : {false, true}) {
            const auto row = [isOurs](const char *name) -> QTestData & {
                return QTest::addRow("%s, %s", isOurs ? "ours" : "Qt's", name) << isOurs;
            };
            row("precise") << Qt::PreciseTimer << 3;
            row("precise, at once") << Qt::PreciseTimer << 0;
            row("coarse, short") << Qt::CoarseTimer << 3;
            row("coarse") << Qt::CoarseTimer << 40;
            row("coarse, at once") << Qt::CoarseTimer << 0;
            row("very coarse") << Qt::VeryCoarseTimer << 1000;
        }
    }
    void firesTimers()
    {
        QFETCH(const bool, isOurs);
        QFETCH(const Qt::TimerType, type);
        QFETCH(const int, interval);
        const char *fault = runIn(isOurs, [&]() -> const char * {
            QTimer timer;
            timer.setTimerType(type);
            int fired = 0;
            QObject::connect(&timer, &QTimer::timeout, &timer, [&] { ++fired; });
            QElapsedTimer clock;
            clock.start();
            timer.start(interval);
            CHECK(timer.remainingTime() >= 0);
            CHECK(timer.remainingTime()
                  <= interval + interval / 20 + (type == Qt::VeryCoarseTimer ? 1000 : 1));
            const int rounds = type == Qt::VeryCoarseTimer ? 1 : 3;
            CHECK(turnUntil([&] { return fired >= rounds; }));
            if (type == Qt::PreciseTimer)
                CHECK(clock.elapsed() >= qint64(interval) * rounds - 1);
            timer.stop();
            const int before = fired;
            for (int i = 0; i < 5; ++i)
                turn();
            CHECK(fired == before);
            CHECK(timer.remainingTime() == -1);
            return nullptr;
        });
        QVERIFY2(!fault, fault);
    }

    static void knowsItsTimers_data() { dispatchers(); }
    void knowsItsTimers()
    {
        QFETCH(const bool, isOurs);
        const char *fault = runIn(isOurs, []() -> const char * {
            QAbstractEventDispatcher *dispatcher = QAbstractEventDispatcher::instance();
            QObject first;
            QObject second;
            const int a = first.startTimer(1'000'000, Qt::PreciseTimer);
            first.startTimer(2'000'000, Qt::CoarseTimer);
            second.startTimer(3'000'000, Qt::VeryCoarseTimer);
            CHECK(dispatcher->registeredTimers(&first).size() == 2);
            const auto of = dispatcher->registeredTimers(&second);
            CHECK(of.size() == 1);
            CHECK(of.constFirst().interval == 3'000'000);
            CHECK(of.constFirst().timerType == Qt::VeryCoarseTimer);
            CHECK(dispatcher->remainingTime(a) > 900'000);
            CHECK(dispatcher->unregisterTimer(a));
            CHECK(!dispatcher->unregisterTimer(a));
            CHECK(dispatcher->remainingTime(a) == -1);
            CHECK(dispatcher->unregisterTimers(&first));
            CHECK(dispatcher->registeredTimers(&first).isEmpty());
            CHECK(dispatcher->registeredTimers(&second).size() == 1);
            return nullptr;
        });
        QVERIFY2(!fault, fault);
    }

    // The one that is due first comes first, however they were started.
    static void firesInOrder_data() { dispatchers(); }
    void firesInOrder()
    {
        QFETCH(const bool, isOurs);
        const char *fault = runIn(isOurs, []() -> const char * {
            std::vector<int> order;
            QObject context;
            for (const int ms : {30, 10, 20}) {
                QTimer::singleShot(std::chrono::milliseconds(ms), Qt::PreciseTimer, &context,
                                   [&order, ms] { order.push_back(ms); });
            }
            CHECK(turnUntil([&] { return order.size() == 3; }));
            CHECK((order == std::vector<int>{10, 20, 30}));
            return nullptr;
        });
        QVERIFY2(!fault, fault);
    }

    static void timersEndEachOther_data() { dispatchers(); }
    void timersEndEachOther()
    {
        QFETCH(const bool, isOurs);
        const char *fault = runIn(isOurs, []() -> const char * {
            int first = 0;
            int second = 0;
            auto a = std::make_unique<QTimer>();
            auto b = std::make_unique<QTimer>();
            QObject::connect(a.get(), &QTimer::timeout, a.get(), [&] {
                ++first;
                b.reset(); // both are due
                a->start(0); // and itself again
            });
            QObject::connect(b.get(), &QTimer::timeout, b.get(), [&] { ++second; });
            a->start(0);
            b->start(0);
            CHECK(turnUntil([&] { return first >= 3; }));
            CHECK(second == 0);
            return nullptr;
        });
        QVERIFY2(!fault, fault);
    }

    // A timer whose slot turns an event loop is not delivered from within; others are.
    static void timersAndNestedLoops_data() { dispatchers(); }
    void timersAndNestedLoops()
    {
        QFETCH(const bool, isOurs);
        const char *fault = runIn(isOurs, []() -> const char * {
            QTimer outer;
            QTimer other;
            int depth = 0;
            int deepest = 0;
            int others = 0;
            bool isOver = false;
            bool wentOn = false;
            QObject::connect(&outer, &QTimer::timeout, &outer, [&] {
                deepest = qMax(deepest, ++depth);
                wentOn = wentOn || isOver;
                if (!isOver)
                    turnUntil([&] { return others >= 3; });
                isOver = true;
                --depth;
            });
            QObject::connect(&other, &QTimer::timeout, &other, [&] { ++others; });
            outer.start(1);
            other.start(1);
            CHECK(turnUntil([&] { return wentOn; }));
            CHECK(deepest == 1);
            return nullptr;
        });
        QVERIFY2(!fault, fault);
    }

    // As long as there is something to read, it is said again.
    static void isLevelTriggered_data() { dispatchers(); }
    void isLevelTriggered()
    {
        QFETCH(const bool, isOurs);
        const char *fault = runIn(isOurs, []() -> const char * {
            const Pair pair;
            QSocketNotifier reader(pair.ours.get(), QSocketNotifier::Read);
            int activated = 0;
            QObject::connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                ++activated;
                pair.take();
            });
            turn();
            CHECK(activated == 0);
            pair.say("three");
            CHECK(turnUntil([&] { return activated == 5; }));
            for (int i = 0; i < 5; ++i)
                turn();
            CHECK(activated == 5);
            return nullptr;
        });
        QVERIFY2(!fault, fault);
    }

    static void watchesBothDirections_data() { dispatchers(); }
    void watchesBothDirections()
    {
        QFETCH(const bool, isOurs);
        const char *fault = runIn(isOurs, []() -> const char * {
            const Pair pair;
            QSocketNotifier reader(pair.ours.get(), QSocketNotifier::Read);
            QSocketNotifier writer(pair.ours.get(), QSocketNotifier::Write);
            int reads = 0;
            int writes = 0;
            QObject::connect(&reader, &QSocketNotifier::activated, &reader,
                             [&] { reads += pair.take() ? 1 : 0; });
            QObject::connect(&writer, &QSocketNotifier::activated, &writer, [&] { ++writes; });
            CHECK(turnUntil([&] { return writes == 2; }));
            CHECK(reads == 0);
            writer.setEnabled(false);
            pair.say("ab");
            CHECK(turnUntil([&] { return reads == 2; }));
            CHECK(writes == 2);
            reader.setEnabled(false);
            pair.say("c");
            writer.setEnabled(true);
            CHECK(turnUntil([&] { return writes == 3; }));
            CHECK(reads == 2);
            writer.setEnabled(false);
            writer.setEnabled(true);
            writer.setEnabled(false);
            reader.setEnabled(true);
            CHECK(turnUntil([&] { return reads == 3; }));
            CHECK(writes == 3);
            return nullptr;
        });
        QVERIFY2(!fault, fault);
    }

    // What a peer leaves behind when it goes concerns whoever reads and whoever writes.
    static void tellsTheEnd_data() { dispatchers(); }
    void tellsTheEnd()
    {
        QFETCH(const bool, isOurs);
        const char *fault = runIn(isOurs, []() -> const char * {
            Pair pair;
            const QByteArray much(64 * 1024, 'x');
            while (::send(int(pair.ours.get()), much.constData(), size_t(much.size()), MSG_DONTWAIT) > 0) { }
            QSocketNotifier reader(pair.ours.get(), QSocketNotifier::Read);
            QSocketNotifier writer(pair.ours.get(), QSocketNotifier::Write);
            bool hasRead = false;
            bool hasWritten = false;
            QObject::connect(&reader, &QSocketNotifier::activated, &reader, [&] { hasRead = true; });
            QObject::connect(&writer, &QSocketNotifier::activated, &writer, [&] { hasWritten = true; });
            turn();
            CHECK(!hasRead && !hasWritten);
            pair.theirs.close();
            CHECK(turnUntil([&] { return hasRead && hasWritten; }));
            return nullptr;
        });
        QVERIFY2(!fault, fault);
    }

    // More are ready than one question to the kernel tells of.
    static void reachesAll_data() { dispatchers(); }
    void reachesAll()
    {
        QFETCH(const bool, isOurs);
        const char *fault = runIn(isOurs, []() -> const char * {
            constexpr size_t kMany = 400;
            std::vector<Pair> pairs(kMany);
            std::vector<std::unique_ptr<QSocketNotifier>> readers;
            std::vector<int> reads(kMany);
            int done = 0;
            for (size_t i = 0; i < kMany; ++i) {
                readers.push_back(
                    std::make_unique<QSocketNotifier>(pairs[i].ours.get(), QSocketNotifier::Read));
                QObject::connect(readers.back().get(), &QSocketNotifier::activated, readers.back().get(),
                                 [&, i] {
                                     pairs[i].take();
                                     done += ++reads[i] == 2 ? 1 : 0;
                                 });
                pairs[i].say("ab");
            }
            CHECK(turnUntil([&] { return done == int(kMany); }));
            return nullptr;
        });
        QVERIFY2(!fault, fault);
    }

    static void endsWhileOthersAreDelivered_data()
    {
        QTest::addColumn<bool>("isOurs");
        QTest::addColumn<Ending>("ending");
        for (const bool isOurs : {false, true}) {
            const char *name = isOurs ? "ours" : "Qt's";
            QTest::addRow("%s, deleted", name) << isOurs << Ending::Deleted;
            QTest::addRow("%s, disabled", name) << isOurs << Ending::Disabled;
            QTest::addRow("%s, deletes itself", name) << isOurs << Ending::DeletesItself;
        }
    }
    void endsWhileOthersAreDelivered()
    {
        QFETCH(const bool, isOurs);
        QFETCH(const Ending, ending);
        const char *fault = runIn(isOurs, [&]() -> const char * {
            const std::array<Pair, 2> pairs;
            std::array<std::unique_ptr<QSocketNotifier>, 2> readers;
            int activated = 0;
            for (size_t i = 0; i < 2; ++i) {
                readers[i] = std::make_unique<QSocketNotifier>(pairs[i].ours.get(), QSocketNotifier::Read);
                QObject::connect(readers[i].get(), &QSocketNotifier::activated, readers[i].get(), [&, i] {
                    ++activated; // both are ready: whoever is first ends
                    const size_t which = ending == Ending::DeletesItself ? i : 1 - i;
                    if (ending == Ending::Disabled)
                        readers[which]->setEnabled(false);
                    else if (ending == Ending::DeletesItself)
                        readers[which].release()->deleteLater();
                    else
                        readers[which].reset();
                    pairs[i].take();
                });
                pairs[i].say();
            }
            CHECK(turnUntil([&] { return activated > 0; }));
            for (int i = 0; i < 5; ++i)
                turn();
            CHECK(activated == (ending == Ending::DeletesItself ? 2 : 1));
            return nullptr;
        });
        QVERIFY2(!fault, fault);
    }

    // An event loop within a delivery delivers to the others.
    static void notifiersAndNestedLoops_data() { dispatchers(); }
    void notifiersAndNestedLoops()
    {
        QFETCH(const bool, isOurs);
        const char *fault = runIn(isOurs, []() -> const char * {
            const std::array<Pair, 2> pairs;
            std::array<std::unique_ptr<QSocketNotifier>, 2> readers;
            std::array<int, 2> activated{};
            bool isNested = false;
            bool reachedOther = false;
            for (size_t i = 0; i < 2; ++i) {
                readers[i] = std::make_unique<QSocketNotifier>(pairs[i].ours.get(), QSocketNotifier::Read);
                QObject::connect(readers[i].get(), &QSocketNotifier::activated, readers[i].get(), [&, i] {
                    pairs[i].take();
                    ++activated[i];
                    if (!std::exchange(isNested, true))
                        reachedOther = turnUntil([&] { return activated[1 - i] > 0; });
                });
                pairs[i].say();
            }
            CHECK(turnUntil([&] { return reachedOther; }));
            CHECK(activated[0] == 1 && activated[1] == 1);
            return nullptr;
        });
        QVERIFY2(!fault, fault);
    }

    static void leavesNotifiersOut_data() { dispatchers(); }
    void leavesNotifiersOut()
    {
        QFETCH(const bool, isOurs);
        const char *fault = runIn(isOurs, [&]() -> const char * {
            const Pair pair;
            QSocketNotifier reader(pair.ours.get(), QSocketNotifier::Read);
            int activated = 0;
            QObject::connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                ++activated;
                pair.take();
            });
            pair.say();
            for (int i = 0; i < 3; ++i)
                turn(QEventLoop::ExcludeSocketNotifiers);
            CHECK(!isOurs || activated == 0); // Qt's on GLib takes it in nevertheless
            // Neither a ready socket nor its being left out keeps a timer from ending the sleep.
            bool hasFired = false;
            QTimer::singleShot(1, &reader, [&] { hasFired = true; });
            QEventLoop loop;
            while (!hasFired)
                loop.processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::ExcludeSocketNotifiers);
            CHECK(!isOurs || activated == 0);
            CHECK(turnUntil([&] { return activated == 1; }));
            return nullptr;
        });
        QVERIFY2(!fault, fault);
    }

    // epoll does not take a regular file (EPERM); poll() finds it always ready.
    static void watchesFiles_data() { dispatchers(); }
    void watchesFiles()
    {
        QFETCH(const bool, isOurs);
        const char *fault = runIn(isOurs, []() -> const char * {
            QTemporaryFile file;
            CHECK(file.open());
            const Pair pair;
            QSocketNotifier onFile(file.handle(), QSocketNotifier::Read);
            QSocketNotifier onSocket(pair.ours.get(), QSocketNotifier::Read);
            int files = 0;
            int sockets = 0;
            QObject::connect(&onFile, &QSocketNotifier::activated, &onFile, [&] { ++files; });
            QObject::connect(&onSocket, &QSocketNotifier::activated, &onSocket,
                             [&] { sockets += pair.take(); });
            pair.say();
            CHECK(turnUntil([&] { return files >= 3 && sockets == 1; }));
            onFile.setEnabled(false);
            const int before = files;
            pair.say();
            CHECK(turnUntil([&] { return sockets == 2; }));
            CHECK(files == before);
            return nullptr;
        });
        QVERIFY2(!fault, fault);
    }

    // Whoever closes a descriptor before its notifier gets a warning, and the others are served as before;
    // also if a duplicate keeps the socket itself alive, which epoll then goes on to watch.
    static void survivesAClosedDescriptor_data()
    {
        QTest::addColumn<bool>("isOurs");
        QTest::addColumn<bool>("hasDuplicate");
        QTest::addRow("Qt's") << false << false;
        QTest::addRow("Qt's, with a duplicate") << false << true;
        QTest::addRow("ours") << true << false;
        QTest::addRow("ours, with a duplicate") << true << true;
    }
    void survivesAClosedDescriptor()
    {
        QFETCH(const bool, isOurs);
        QFETCH(const bool, hasDuplicate);
        const char *fault = runIn(isOurs, [&]() -> const char * {
            Pair pair;
            const qintptr number = pair.ours.get();
            auto careless = std::make_unique<QSocketNotifier>(number, QSocketNotifier::Read);
            turn();
            const DescriptorHandle duplicate
                = hasDuplicate ? duplicateDescriptor(number) : DescriptorHandle();
            pair.ours.close();
            careless.reset();
            pair.say(); // to the duplicate, whom nobody watches
            const Pair next; // takes the number
            CHECK(next.ours.get() == number || next.theirs.get() == number);
            QSocketNotifier reader(next.ours.get(), QSocketNotifier::Read);
            int reads = 0;
            QObject::connect(&reader, &QSocketNotifier::activated, &reader,
                             [&] { reads += next.take() ? 1 : 0; });
            for (int i = 0; i < 5; ++i)
                turn();
            CHECK(reads == 0);
            next.say("ab");
            CHECK(turnUntil([&] { return reads == 2; }));
            return nullptr;
        });
        QVERIFY2(!fault, fault);
    }

    static void disablesWhatIsNotOpen_data() { dispatchers(); }
    void disablesWhatIsNotOpen()
    {
        QFETCH(const bool, isOurs);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("QSocketNotifier: .*")));
        const char *fault = runIn(isOurs, []() -> const char * {
            Pair pair;
            const qintptr number = pair.ours.get();
            pair.ours.close();
            QSocketNotifier reader(number, QSocketNotifier::Read);
            CHECK(reader.isEnabled());
            for (int i = 0; i < 3; ++i)
                turn();
            CHECK(!reader.isEnabled());
            return nullptr;
        });
        QVERIFY2(!fault, fault);
    }

    // It sleeps when there is nothing to do, instead of turning.
    static void sleeps_data() { dispatchers(); }
    void sleeps()
    {
        QFETCH(const bool, isOurs);
        const char *fault = runIn(isOurs, []() -> const char * {
            const Pair pair;
            QSocketNotifier reader(pair.ours.get(), QSocketNotifier::Read);
            QSocketNotifier writer(pair.ours.get(), QSocketNotifier::Write);
            writer.setEnabled(false);
            turn();
            turn(); // what was posted at the start
            int turns = 0;
            const auto counting
                = QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake,
                                   &reader, [&] { ++turns; });
            QEventLoop loop;
            QTimer::singleShot(std::chrono::milliseconds(100), Qt::PreciseTimer, &reader,
                               [&] { loop.quit(); });
            loop.exec();
            QObject::disconnect(counting);
            CHECK(turns <= 5);
            return nullptr;
        });
        QVERIFY2(!fault, fault);
    }

private:
    static void dispatchers()
    {
        QTest::addColumn<bool>("isOurs");
        QTest::addRow("Qt's") << false;
        QTest::addRow("ours") << true;
    }
};

QTEST_GUILESS_MAIN(TestEpollDispatcher)

#include "tst_epolldispatcher.moc"
