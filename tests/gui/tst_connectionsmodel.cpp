// SPDX-License-Identifier: MIT
#include "gui/connectionsmodel.h"
#include "gui/widgets.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace bothends;

class TestConnectionsModel : public QObject
{
    Q_OBJECT
private slots:
    void takesOnlyItsSide()
    {
        ConnectionsModel model(Side::Server);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update({status(1), status(2, ConnectionStatus::State::Open, Side::Client)});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.openCount(), 1);
    }

    void staysOrderedWhateverTheOrderOfNews()
    {
        ConnectionsModel model(Side::Server);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update({status(5), status(2), status(9)});
        model.update(
            {status(7), status(1), status(3), status(2, ConnectionStatus::State::Closed), status(12)});
        QList<uint> numbers;
        for (int row = 0; row < model.rowCount(); ++row)
            numbers << model.index(row, 0).data().toUInt();
        QCOMPARE(numbers, (QList<uint>{1, 2, 3, 5, 7, 9, 12}));
        QCOMPARE(model.openCount(), 6);
        QCOMPARE(model.open().size(), 6);
        QCOMPARE(model.find(2)->state, ConnectionStatus::State::Closed);
        QVERIFY(!model.find(4));
    }

    void forgetsOldEndedOnesButNoOpenOne()
    {
        ConnectionsModel model(Side::Server);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update({status(1)});
        for (quint32 connection = 2; connection < 1000; ++connection)
            model.update({status(connection, ConnectionStatus::State::Closed)});
        QVERIFY(model.rowCount() <= 310);
        QVERIFY(model.find(1));
        QVERIFY(model.find(999));
        QVERIFY(!model.find(2));
    }

    void saysWhatItCounts()
    {
        ConnectionsModel model(Side::Server);
        ConnectionStatus full = status(1);
        full.receivedBytes = 23;
        full.queuedBytes = 7;
        model.update({full});
        QCOMPARE(model.index(0, ConnectionsModel::Peer).data().toString(), u"127.0.0.1:51234"_s);
        QCOMPARE(model.index(0, ConnectionsModel::In).data().toString(), u"23"_s);
        QCOMPARE(model.queuedBytes(), 7);
        QVERIFY(!model.headerData(ConnectionsModel::State, Qt::Horizontal).toString().isEmpty());
    }

    void aChangeIsAnnouncedAtOnceAndManyTogether()
    {
        ConnectionsModel model(Side::Server);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update({status(1), status(2), status(3)});
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.update({status(2, ConnectionStatus::State::Closing)});
        QCOMPARE(changed.size(), 1);
        for (int i = 0; i < 1000; ++i) // the event loop does not turn meanwhile
            model.update({status(1, ConnectionStatus::State::Closing), status(quint32(100 + i))});
        QCOMPARE(changed.size(), 1);
        QTRY_VERIFY(std::any_of(changed.cbegin() + 1, changed.cend(), [](const QList<QVariant> &arguments) {
            return arguments.at(0).toModelIndex().row() == 0;
        }));
    }

    void columnsAreAsWideAsTheirTexts()
    {
        ConnectionsModel model(Side::Server);
        QTreeView view;
        prepareConnectionTable(&view, model);
        ConnectionStatus large = status(1);
        large.receivedBytes = 123'456'789'012;
        model.update({large});
        const auto fits = [&](int column) {
            const QString text = model.index(0, column).data().toString();
            return view.columnWidth(column) > view.fontMetrics().horizontalAdvance(text);
        };
        for (const int column : {ConnectionsModel::Number, ConnectionsModel::State, ConnectionsModel::In})
            QTRY_VERIFY(fits(column));
        large.receivedBytes *= 1'000'000;
        model.update({large});
        QTRY_VERIFY(fits(ConnectionsModel::In));
        const int wide = view.columnWidth(ConnectionsModel::In);
        large.receivedBytes = 1;
        model.update({large});
        QTRY_VERIFY(view.columnWidth(ConnectionsModel::In) < wide);
    }

    void aNarrowTableScrollsRatherThanHideThePeer()
    {
        ConnectionsModel model(Side::Server);
        QTreeView view;
        prepareConnectionTable(&view, model);
        model.update({status(1)});
        view.resize(120, 100);
        view.show();
        const QString peer = model.index(0, ConnectionsModel::Peer).data().toString();
        QTRY_VERIFY(view.columnWidth(ConnectionsModel::Peer) > view.fontMetrics().horizontalAdvance(peer));
        view.resize(900, 100);
        QTRY_COMPARE(view.header()->length(), view.viewport()->width());
    }

private:
    static ConnectionStatus status(quint32 connection,
                                   ConnectionStatus::State state = ConnectionStatus::State::Open,
                                   Side side = Side::Server)
    {
        ConnectionStatus status;
        status.connection = connection;
        status.state = state;
        status.side = side;
        status.peer = {u"127.0.0.1"_s, 51234};
        return status;
    }
};

QTEST_MAIN(TestConnectionsModel)
#include "tst_connectionsmodel.moc"
