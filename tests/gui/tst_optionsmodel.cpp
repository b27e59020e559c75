// SPDX-License-Identifier: MIT
#include "core/languages.h"
#include "gui/optionsmodel.h"
#include "story.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace bothends;
using namespace Qt::StringLiterals;

namespace {

constexpr quint32 kSocket = 1; // of the story's server

int rowOf(const OptionsModel &model, SocketOption option)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.infoAt(row).option == option)
            return row;
    }
    return -1;
}

QString textOf(const OptionsModel &model, SocketOption option, OptionsModel::Column column)
{
    return model.index(rowOf(model, option), column).data().toString();
}

} // namespace

class TestOptionsModel : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { m_languages.install(u"en"_s); }

    void everyOptionHasItsWords_data()
    {
        QTest::addColumn<int>("option");
        for (const SocketOption option : allSocketOptions())
            QTest::newRow(qPrintable(socketOptionName(option))) << int(option);
    }
    void everyOptionHasItsWords()
    {
        QFETCH(int, option);
        const OptionInfo info = optionInfo(SocketOption(option));
        QCOMPARE(int(info.option), option);
        QVERIFY(info.least <= info.most);
        QVERIFY(optionPurpose(info.option).endsWith(u'.'));
        bool isOffered = false;
        for (const Transport transport : allTransports())
            isOffered = isOffered || optionsFor(transport, true).contains(info.option);
        QVERIFY(isOffered);
    }

    void offersWhatAppliesToTheSocket()
    {
        const auto tcp = optionsFor(Transport::Tcp, false);
        QVERIFY(tcp.contains(SocketOption::NoDelay));
        QVERIFY(!tcp.contains(SocketOption::V6Only));
        QVERIFY(!tcp.contains(SocketOption::Broadcast));
        const auto udp = optionsFor(Transport::Udp, true);
        QVERIFY(udp.contains(SocketOption::V6Only));
        QVERIFY(udp.contains(SocketOption::MulticastJoin));
        QVERIFY(!udp.contains(SocketOption::KeepAlive));
        const auto local = optionsFor(Transport::LocalStream, false);
        QVERIFY(local.contains(SocketOption::PeerCredentials));
        QVERIFY(!local.contains(SocketOption::TimeToLive));
        for (const Transport transport : allTransports()) {
            const QList<SocketOption> all = optionsFor(transport, true);
            QCOMPARE(QSet<SocketOption>(all.begin(), all.end()).size(), all.size());
        }
    }

    void tellsWhatTheKernelMadeOfIt_data()
    {
        QTest::addColumn<int>("option");
        QTest::addColumn<qint64>("asked");
        QTest::addColumn<qint64>("now");
        QTest::addColumn<QString>("outcome");
        const auto row
            = [](const char *name, SocketOption option, qint64 asked, qint64 now, const QString &text) {
                  QTest::newRow(name) << int(option) << asked << now << text;
              };
        row("as told", SocketOption::KeepIdle, 30, 30, {});
        row("any number is on", SocketOption::KeepAlive, 7, 1, {});
        row("doubled", SocketOption::ReceiveBuffer, 4096, 8192,
            u"Asked for 4,096 bytes, the kernel made it 8,192 bytes: it doubles the number, for its own "
            "bookkeeping (socket(7))."_s);
        row("too little", SocketOption::SendBuffer, 1, 4608,
            u"Asked for 1 byte, the kernel made it 4,608 bytes: less is not allowed (socket(7))."_s);
        row("too much", SocketOption::ReceiveBuffer, 100'000'000, 425984,
            u"Asked for 100,000,000 bytes, the kernel made it 425,984 bytes: twice what the system’s limit "
            "allows (socket(7))."_s);
        row("another number", SocketOption::TimeToLive, 5, 64, u"Asked for 5, the kernel made it 64."_s);
    }
    void tellsWhatTheKernelMadeOfIt()
    {
        QFETCH(int, option);
        QFETCH(qint64, asked);
        QFETCH(qint64, now);
        QTEST(optionOutcome(SocketOption(option), {asked, {}}, {now, {}}), "outcome");
    }

    void followsTheJournal()
    {
        Journal journal;
        OptionsModel model(journal);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Story story;
        story.option(1, Side::Server, SocketOption::KeepAlive, 1);
        journal.append(story.take()); // before it is shown
        QCOMPARE(model.rowCount(), 0);
        model.setSocket(kSocket, Transport::Tcp, false, true);
        QCOMPARE(model.rowCount(), optionsFor(Transport::Tcp, false).size());
        QVERIFY(model.hasValues());
        QCOMPARE(textOf(model, SocketOption::KeepAlive, OptionsModel::ValueColumn), u"on"_s);
        QCOMPARE(textOf(model, SocketOption::KeepAlive, OptionsModel::AskedColumn), QString());
        QCOMPARE(textOf(model, SocketOption::NoDelay, OptionsModel::ValueColumn), u"not read"_s);

        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        story.option(2, Side::Server, SocketOption::ReceiveBuffer, 8192, 4096);
        story.option(2, Side::Client, SocketOption::NoDelay, 1, 1, 1); // of another socket
        journal.append(story.take());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(textOf(model, SocketOption::ReceiveBuffer, OptionsModel::ValueColumn), u"8,192 bytes"_s);
        QCOMPARE(textOf(model, SocketOption::ReceiveBuffer, OptionsModel::AskedColumn), u"4,096 bytes"_s);
        QVERIFY(model.index(rowOf(model, SocketOption::ReceiveBuffer), 0)
                    .data(OptionsModel::OutcomeRole)
                    .toString()
                    .contains(u"doubles"_s));
        QCOMPARE(textOf(model, SocketOption::NoDelay, OptionsModel::ValueColumn), u"not read"_s);

        Event &refused = story.failure(3, Side::Server, CallName::SetSockOpt, ErrorCode::NotPermitted, 1);
        auto detail = std::make_shared<CallDetail>(*refused.detail);
        detail->option = SocketOption::ReceiveBuffer;
        detail->optionAsked = OptionValue{1, {}};
        refused.detail = detail;
        journal.append(story.take());
        QCOMPARE(textOf(model, SocketOption::ReceiveBuffer, OptionsModel::ValueColumn), u"8,192 bytes"_s);
        QVERIFY(textOf(model, SocketOption::ReceiveBuffer, OptionsModel::AskedColumn).contains(u"EPERM"_s));

        model.setSocket(0, Transport::Tcp, false, false);
        QCOMPARE(model.rowCount(), 0);
    }

    void anEditOnlyAsks()
    {
        Journal journal;
        OptionsModel model(journal);
        model.setSocket(kSocket, Transport::Udp, false, true);
        SocketOption option{};
        OptionValue value;
        int requests = 0;
        connect(&model, &OptionsModel::setRequested, this, [&](SocketOption which, const OptionValue &what) {
            option = which;
            value = what;
            ++requests;
        });
        const auto cell
            = [&](SocketOption which) { return model.index(rowOf(model, which), OptionsModel::ValueColumn); };
        QVERIFY(model.setData(cell(SocketOption::Broadcast), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(option, SocketOption::Broadcast);
        QCOMPARE(value.number, 1);
        QCOMPARE(textOf(model, SocketOption::Broadcast, OptionsModel::ValueColumn), u"not read"_s);
        QVERIFY(model.setData(cell(SocketOption::MulticastTtl), 1000, Qt::EditRole));
        QCOMPARE(value.number, 255); // what the kernel takes at most
        QVERIFY(model.setData(cell(SocketOption::MulticastJoin), u" 239.1.2.3 "_s, Qt::EditRole));
        QCOMPARE(value.text, u"239.1.2.3"_s);
        QCOMPARE(requests, 3);
        QVERIFY(!model.setData(cell(SocketOption::MulticastJoin), QString(), Qt::EditRole));
        QVERIFY(!model.setData(cell(SocketOption::Type), 1, Qt::EditRole));
        QVERIFY(!(model.flags(cell(SocketOption::Type)) & Qt::ItemIsEditable));
        QVERIFY(model.flags(cell(SocketOption::Broadcast)) & Qt::ItemIsUserCheckable);

        model.setSocket(kSocket, Transport::Udp, false, false); // it is closed now
        QVERIFY(!(model.flags(cell(SocketOption::Broadcast)) & Qt::ItemIsUserCheckable));
        QVERIFY(!model.setData(cell(SocketOption::Broadcast), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(requests, 3);
    }

private:
    Languages m_languages;
};

QTEST_MAIN(TestOptionsModel)
#include "tst_optionsmodel.moc"
