// SPDX-License-Identifier: MIT
#include "gui/acceptqueue.h"
#include "gui/acceptqueuemodel.h"
#include "support/eventlist.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace bothends;
using namespace bothends::test;
using namespace Qt::StringLiterals;

namespace {

constexpr quint32 kServer = 4;

Event reported(EventList &events, quint32 connection, const KernelReading &reading)
{
    Event event
        = events.make(connection == 0 ? EventKind::Queues : EventKind::State, Side::Server, connection);
    event.endpoint = kServer;
    event.origin = Origin::Kernel;
    event.reading = std::make_shared<const KernelReading>(reading);
    return event;
}

KernelReading queue(int length, int backlog)
{
    KernelReading reading;
    reading.state = TcpState::Listen;
    reading.acceptQueue = length;
    reading.backlog = backlog;
    return reading;
}

KernelReading waiting(qint64 unread, TcpState state = TcpState::Established)
{
    KernelReading reading;
    reading.state = state;
    reading.hasOwner = false;
    reading.unread = unread;
    return reading;
}

QStringList texts(const AcceptQueueModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row)
        lines << model.index(row).data().toString();
    return lines;
}

} // namespace

class tst_AcceptQueue : public QObject
{
    Q_OBJECT
private slots:
    void tellsWhoWaits()
    {
        EventList events;
        Journal journal;
        AcceptQueueModel model(journal);
        const QAbstractItemModelTester tester(&model);
        model.setServer(kServer);
        QCOMPARE(model.capacity(), -1);
        journal.append({reported(events, 0, queue(0, 3)), reported(events, 2, waiting(0)),
                        reported(events, 1, waiting(5)), reported(events, 3, waiting(1, TcpState::CloseWait)),
                        reported(events, 0, queue(3, 3))});
        QCOMPARE(model.length(), 3);
        QCOMPARE(model.capacity(), 4);
        QCOMPARE(texts(model),
                 QStringList({u"#1 127.0.0.1:51234: 5 byte(s) wait already"_s, u"#2 127.0.0.1:51234"_s,
                              u"#3 127.0.0.1:51234: 1 byte(s) wait, and it has closed"_s}));

        Event accepted = events.make(EventKind::Accept, Side::Server, 1);
        accepted.endpoint = kServer;
        KernelReading owned = waiting(0);
        owned.hasOwner = true;
        KernelReading gone;
        journal.append({accepted, reported(events, 2, owned), reported(events, 3, gone)});
        QCOMPARE(model.rowCount(), 0);

        KernelReading stopped;
        journal.append({reported(events, 0, stopped)});
        QCOMPARE(model.length(), -1);
    }

    void ignoresOtherServers()
    {
        EventList events;
        Journal journal;
        AcceptQueueModel model(journal);
        model.setServer(kServer + 1);
        journal.append({reported(events, 0, queue(2, 3)), reported(events, 1, waiting(0))});
        QCOMPARE(model.length(), -1);
        QCOMPARE(model.rowCount(), 0);
    }

    void showsPlacesAndLetsOneIn()
    {
        EventList events;
        Journal journal;
        AcceptQueueModel model(journal);
        model.setServer(kServer);
        AcceptQueue view;
        view.setModel(&model);
        view.resize(280, 200);
        view.show();
        auto *label = view.findChild<QLabel *>(u"acceptQueueLabel"_s);
        auto *button = view.findChild<QPushButton *>(u"acceptOneButton"_s);
        auto *list = view.findChild<QListView *>(u"acceptQueueList"_s);
        auto *bar = view.findChild<QWidget *>(u"acceptQueueBar"_s);
        QVERIFY(label && button && list && bar);

        view.setState(true, false);
        journal.append({reported(events, 0, queue(0, 3))});
        QTRY_COMPARE(label->text(), u"Accept queue: 0 of 4"_s);
        QVERIFY(!button->isVisible());
        QVERIFY(!list->isVisible());
        const QImage empty = bar->grab().toImage();

        view.setState(true, true);
        QVERIFY(button->isVisible());
        QVERIFY(!button->isEnabled()); // nobody waits
        journal.append({reported(events, 1, waiting(0)), reported(events, 0, queue(4, 3))});
        QTRY_COMPARE(label->text(), u"Accept queue: 4 of 4, full"_s);
        QCOMPARE(bar->accessibleName(), label->text());
        QVERIFY(list->isVisible());
        QVERIFY(bar->grab().toImage() != empty);
        QSignalSpy spy(&view, &AcceptQueue::acceptOneRequested);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(spy.size(), 1);
    }

    void saysWhatItCannotObserve()
    {
        EventList events;
        Journal journal;
        AcceptQueueModel model(journal);
        model.setServer(kServer);
        AcceptQueue view;
        view.setModel(&model);
        view.setState(true, true);
        Event blind = events.make(EventKind::State, Side::Server, 0);
        blind.origin = Origin::Kernel;
        blind.error = Error{ErrorCode::KernelNotObservable, 0, {}, 0, {}};
        journal.append({blind});
        QTRY_COMPARE(view.findChild<QLabel *>(u"acceptQueueLabel"_s)->text(),
                     u"Accept queue: cannot be observed on this system"_s);
        QVERIFY(view.findChild<QPushButton *>(u"acceptOneButton"_s)->isEnabled()); // it works nevertheless
    }
};

QTEST_MAIN(tst_AcceptQueue)
#include "tst_acceptqueue.moc"
