// SPDX-License-Identifier: MIT
#include "bench/benchwindow.h"

#include "bench/stopwatch.h"
#include "gui/inspector.h"
#include "gui/timelinemodel.h"
#include "gui/timelineview.h"
#include "net/session.h"
#include "support/eventlist.h"

#include <QApplication>
#include <QMainWindow>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTabWidget>
#include <QTest>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace bothends::bench {

namespace {

constexpr int kFrames = 300;
constexpr int kSelections = 200;

/// A long conversation over one connection, with what the kernel says of it.
struct Conversation
{
    explicit Conversation(int rows)
    {
        test::EventList events;
        QList<Event> batch;
        const auto reading = [&events](Side side, EventKind kind, qint64 unread) {
            Event event = events.make(kind, side);
            event.origin = Origin::Kernel;
            KernelReading value;
            value.state = TcpState::Established;
            value.hasOwner = true;
            value.unread = unread;
            value.metrics = TcpMetrics();
            event.reading = std::make_shared<const KernelReading>(value);
            return event;
        };
        batch << events.make(EventKind::Connect, Side::Client) << reading(Side::Client, EventKind::State, 0)
              << reading(Side::Server, EventKind::State, 0) << events.make(EventKind::Accept, Side::Server)
              << events.make(EventKind::Connected, Side::Client);
        const QByteArray text = u"您好，您收到了服务器的新年祝福！ Happy new year"_s.toUtf8();
        qint64 row = batch.size();
        while (row < rows) {
            const Side sender = row % 4 < 2 ? Side::Server : Side::Client;
            const Side receiver = sender == Side::Server ? Side::Client : Side::Server;
            batch << events.data(EventKind::Sent, sender, text)
                  << events.data(EventKind::Received, receiver, text);
            row += 2;
            if (row % 100 == 1) {
                batch << reading(receiver, EventKind::Queues, row % 7);
                ++row;
            }
            if (batch.size() > 5000)
                journal.append(std::exchange(batch, {}));
        }
        journal.append(batch);
        window.resize(900, 900);
        view = new TimelineView;
        view->setModel(&model);
        window.setCentralWidget(view);
        inspector = new Inspector(readings, session, &window);
        window.addDockWidget(Qt::BottomDockWidgetArea, inspector);
        QObject::connect(view, &TimelineView::currentRowChanged, inspector, &Inspector::showRow);
        window.show();
        settle();
    }
    static void settle() { QTest::qWait(50); }
    static void finishFrame()
    {
        QApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::UpdateRequest);
    }

    Journal journal;
    ConnectionIndex connections{journal};
    TextReading texts{journal, connections};
    LifeLines lifeLines{journal};
    Readings readings{journal, connections, texts, lifeLines};
    TimelineModel model{readings};
    Session session; // asked for nothing
    QMainWindow window;
    TimelineView *view = nullptr;
    Inspector *inspector = nullptr;
};

struct Result
{
    Samples wheel;
    Samples jump;
    std::vector<Samples> tabs; // of the inspector
    QStringList names;
    double rowsPerFrame = 0;
};

Result measure(int rows)
{
    Conversation conversation(rows);
    Result result;
    QScrollBar *bar = conversation.view->verticalScrollBar();
    QRandomGenerator random(1);
    bar->setValue(bar->maximum() / 2);
    Conversation::settle();
    const qint64 before = conversation.view->paintedRows();
    for (int frame = 0; frame < kFrames; ++frame) {
        result.wheel.measure([&] {
            bar->setValue(bar->value() + 60);
            conversation.view->viewport()->repaint();
        });
    }
    result.rowsPerFrame = double(conversation.view->paintedRows() - before) / kFrames;
    for (int frame = 0; frame < kFrames; ++frame) {
        result.jump.measure([&] {
            bar->setValue(int(random.bounded(qMax(1, bar->maximum()))));
            conversation.view->viewport()->repaint();
        });
    }
    auto *tabs = conversation.inspector->findChild<QTabWidget *>(u"inspectorTabs"_s);
    for (int tab = 0; tab < tabs->count(); ++tab) {
        result.names << tabs->tabText(tab);
        Samples &samples = result.tabs.emplace_back();
        tabs->setCurrentIndex(tab);
        Conversation::settle();
        for (int i = 0; i < kSelections; ++i) {
            const qsizetype row = qsizetype(random.bounded(quint32(conversation.journal.size())));
            samples.measure([&] {
                conversation.inspector->showRow(row);
                conversation.inspector->widget()->repaint();
                Conversation::finishFrame();
            });
        }
    }
    return result;
}

} // namespace

void measureWindow()
{
    heading("Window: 1,000,000 rows against 1,000 rows (a frame at 60 Hz is 16.7 ms)");
    const Result small = measure(1000);
    const Result large = measure(1'000'000);
    const auto compare = [](const QString &what, const Samples &of, const Samples &to) {
        line(qPrintable(what), us(of.median()) + QStringLiteral(" median"),
             QStringLiteral("%1 in 99 of 100, worst %2; median is %3")
                 .arg(us(of.quantile(0.99)), us(of.worst()),
                      times(of.median() / to.median(), "that of 1,000 rows")));
    };
    compare(u"scrolling by a notch, one frame"_s, large.wheel, small.wheel);
    compare(u"jumping to a random place, one frame"_s, large.jump, small.jump);
    line("rows painted a frame", QString::number(large.rowsPerFrame, 'f', 1),
         times(large.rowsPerFrame / small.rowsPerFrame, "that of 1,000 rows"));
    for (size_t tab = 0; tab < large.tabs.size(); ++tab)
        compare(u"selecting a row: %1"_s.arg(large.names.at(qsizetype(tab))), large.tabs[tab],
                small.tabs[tab]);
}

} // namespace bothends::bench
