// SPDX-License-Identifier: MIT
//
// The program's window as it is, with a probe in its GUI thread; or, as `empty`, an empty window of Qt's; or,
// as `label`, one with a single word in it. A start-up function of Qt's installs the probe, so the program is
// started as always.
//
// It prints `painted NS` when the first window has been painted (CLOCK_MONOTONIC). On standard input,
// `frames` asks for `frames WORST_MS PAINTED WORK_MS`: how late the event loop was at most since the last
// time it was asked, how many paintings there were, and the most that its thread worked between two ticks;
// the end of the input ends the program.

#include "gui/window.h"
#include "net/session.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QSocketNotifier>
#include <QTimer>
#include <QWidget>

#include <cstdio>
#include <ctime>
#include <unistd.h>

namespace {

constexpr int kTickMs = 10;

qint64 threadNs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

class Probe : public QObject
{
public:
    Probe()
        : m_input(STDIN_FILENO, QSocketNotifier::Read)
    {
        m_tick.setTimerType(Qt::PreciseTimer);
        connect(&m_tick, &QTimer::timeout, this, [this] {
            m_worstNs = qMax(m_worstNs, m_since.nsecsElapsed() - qint64(kTickMs) * 1'000'000);
            const qint64 worked = threadNs();
            m_mostWorkNs = qMax(m_mostWorkNs, worked - std::exchange(m_workedNs, worked));
            m_since.start();
        });
        connect(&m_input, &QSocketNotifier::activated, this, &Probe::answer);
        QCoreApplication::instance()->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && watched->isWidgetType()) {
            ++m_painted;
            if (!std::exchange(m_hasPainted, true)) {
                // Behind what is being painted now.
                QMetaObject::invokeMethod(
                    this,
                    [] {
                        timespec time{};
                        clock_gettime(CLOCK_MONOTONIC, &time);
                        std::printf("painted %lld\n",
                                    static_cast<long long>(time.tv_sec) * 1'000'000'000 + time.tv_nsec);
                        std::fflush(stdout);
                    },
                    Qt::QueuedConnection);
            }
        }
        return false;
    }

private:
    void answer()
    {
        char input[256];
        const ssize_t n = ::read(STDIN_FILENO, input, sizeof input);
        if (n <= 0) {
            m_input.setEnabled(false);
            QApplication::closeAllWindows();
            return;
        }
        std::printf("frames %.1f %d %.1f\n", double(m_worstNs) / 1e6, m_painted, double(m_mostWorkNs) / 1e6);
        std::fflush(stdout);
        m_worstNs = 0;
        m_mostWorkNs = 0;
        m_workedNs = threadNs();
        m_painted = 0;
        const bool isWatching = input[0] != 'i';
        m_since.start();
        isWatching ? m_tick.start(kTickMs) : m_tick.stop(); // `idle`: it wakes nobody
    }

    QSocketNotifier m_input;
    QTimer m_tick;
    QElapsedTimer m_since;
    qint64 m_worstNs = 0;
    qint64 m_workedNs = 0;
    qint64 m_mostWorkNs = 0;
    int m_painted = 0;
    bool m_hasPainted = false;
};

void installProbe()
{
    static Probe *probe = nullptr;
    if (!probe)
        probe = new Probe; // ends with the process
}
Q_COREAPP_STARTUP_FUNCTION(installProbe)

int runEmpty(int argc, char **argv, bool hasLabel)
{
    QApplication application(argc, argv);
    QWidget window;
    window.resize(1000, 700);
    if (hasLabel)
        new QLabel(QStringLiteral("word"), &window);
    window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    for (const char *role : {"empty", "label"}) {
        if (argc > 1 && qstrcmp(argv[1], role) == 0)
            return runEmpty(argc, argv, role[0] == 'l');
    }
    // Without the word that chose this.
    for (int i = 1; i + 1 < argc; ++i)
        argv[i] = argv[i + 1];
    --argc;
    bothends::Session::prepareProcess();
    return bothends::runWindow(argc, argv);
}
