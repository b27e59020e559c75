// SPDX-License-Identifier: MIT
#include "core/eventtext.h"
#include "core/languages.h"
#include "gui/optionsmodel.h"
#include "gui/optionspane.h"
#include "net/session.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPixmap>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

#include <tuple>

using namespace bothends;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatience = 10'000;

/// A pane on real sockets that are worked step by step.
struct Desk
{
    Desk()
    {
        QObject::connect(&session, &Session::stopped, &session, [this] { isStopped = true; });
        pane.resize(900, 300);
        pane.show();
    }
    ~Desk()
    {
        session.stopAll(std::chrono::milliseconds(0));
        std::ignore = QTest::qWaitFor([this] { return isStopped; }, kPatience);
    }

    /// Opens a socket and shows the row that tells of it; its endpoint.
    quint32 open(Transport transport, bool isIpv6 = false)
    {
        const qsizetype before = session.journal().size();
        SocketConfig config;
        config.transport = transport;
        config.isIpv6 = isIpv6;
        const quint32 endpoint = session.openSocket(config);
        std::ignore = QTest::qWaitFor([&] { return session.journal().size() > before; }, kPatience);
        pane.showRow(before);
        return endpoint;
    }
    QTableView *table() const { return pane.findChild<QTableView *>(u"optionsTable"_s); }
    QString text(const char *label) const
    {
        return pane.findChild<QLabel *>(QString::fromLatin1(label))->text();
    }
    QModelIndex cell(SocketOption option, OptionsModel::Column column) const
    {
        const QAbstractItemModel *model = table()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            const QModelIndex index = model->index(row, column);
            if (index.data(OptionsModel::OptionRole).toInt() == int(option))
                return index;
        }
        return {};
    }
    QString value(SocketOption option) const
    {
        return cell(option, OptionsModel::ValueColumn).data().toString();
    }
    void go(SocketOption option) const
    {
        table()->setCurrentIndex(cell(option, OptionsModel::ValueColumn));
        table()->setFocus();
    }
    qsizetype options() const
    {
        qsizetype found = 0;
        for (qsizetype row = 0; row < session.journal().size(); ++row)
            found += session.journal().at(row).kind == EventKind::Option ? 1 : 0;
        return found;
    }

    Session session;
    ConnectionIndex connections{session.journal()};
    TextReading texts{session.journal(), connections};
    LifeLines lifeLines{session.journal()};
    OptionsPane pane{Readings{session.journal(), connections, texts, lifeLines}, session};
    bool isStopped = false;
};

} // namespace

/// Socket options by hand, on real sockets.
class TestOptionsPane : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { m_languages.install(qEnvironmentVariable("BOTHENDS_SHOT_LANGUAGE", u"en"_s)); }

    void nothingSelectedSaysWhatToDo()
    {
        Desk desk;
        QVERIFY(desk.text("optionsEmpty").contains(u"Select a row"_s));
        QVERIFY(!desk.table()->isVisible());
    }

    void readsAllOptionsOfTheSocket_data()
    {
        QTest::addColumn<int>("transport");
        QTest::addColumn<bool>("isIpv6");
        QTest::newRow("tcp") << int(Transport::Tcp) << false;
        QTest::newRow("udp") << int(Transport::Udp) << false;
        QTest::newRow("local stream") << int(Transport::LocalStream) << false;
        QTest::newRow("local datagram") << int(Transport::LocalDatagram) << false;
    }
    void readsAllOptionsOfTheSocket()
    {
        QFETCH(int, transport);
        QFETCH(bool, isIpv6);
        Desk desk;
        desk.open(Transport(transport), isIpv6);
        QTRY_VERIFY_WITH_TIMEOUT(desk.value(SocketOption::Type).startsWith(u"SOCK_"_s), kPatience);
        QVERIFY(desk.text("optionsSocket").contains(transportText(Transport(transport))));
        const QAbstractItemModel *model = desk.table()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            const OptionInfo info
                = optionInfo(SocketOption(model->index(row, 0).data(OptionsModel::OptionRole).toInt()));
            if (!info.isReadable)
                continue;
            const QString value = desk.value(info.option);
            QCOMPARE(value == u"not read"_s, !info.isHarmlessToRead);
            QVERIFY2(!value.startsWith(u'E'), qPrintable(socketOptionName(info.option) + u' ' + value));
        }
        if (const QString folder = qEnvironmentVariable("BOTHENDS_SHOTS"); !folder.isEmpty())
            QVERIFY(desk.pane.grab().save(QDir(folder).filePath(
                u"options-%1.png"_s.arg(QString::fromLatin1(QTest::currentDataTag())))));
    }

    void spaceSwitches()
    {
        Desk desk;
        desk.open(Transport::Tcp);
        QTRY_COMPARE_WITH_TIMEOUT(desk.value(SocketOption::KeepAlive), u"off"_s, kPatience);
        desk.go(SocketOption::KeepAlive);
        QTest::keyClick(desk.table(), Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(desk.value(SocketOption::KeepAlive), u"on"_s, kPatience);
    }

    void aClickSwitches()
    {
        Desk desk;
        desk.open(Transport::Tcp);
        QTRY_COMPARE_WITH_TIMEOUT(desk.value(SocketOption::NoDelay), u"off"_s, kPatience);
        const QRect cell
            = desk.table()->visualRect(desk.cell(SocketOption::NoDelay, OptionsModel::ValueColumn));
        const int box = desk.table()->style()->pixelMetric(QStyle::PM_IndicatorWidth);
        QTest::mouseClick(desk.table()->viewport(), Qt::LeftButton, {},
                          QPoint(cell.left() + 3 + box / 2, cell.center().y()));
        QTRY_COMPARE_WITH_TIMEOUT(desk.value(SocketOption::NoDelay), u"on"_s, kPatience);
    }

    void aNumberIsTypedAndTheKernelDoublesIt()
    {
        Desk desk;
        desk.open(Transport::Udp);
        QTRY_VERIFY_WITH_TIMEOUT(desk.value(SocketOption::ReceiveBuffer).contains(u"bytes"_s), kPatience);
        desk.go(SocketOption::ReceiveBuffer);
        QTest::keyClick(desk.table(), Qt::Key_F2);
        auto *edit = desk.table()->findChild<QSpinBox *>(u"optionEdit"_s);
        QVERIFY(edit);
        QVERIFY(edit->suffix().contains(u"bytes"_s));
        edit->selectAll();
        QTest::keyClicks(edit, u"4096"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(desk.value(SocketOption::ReceiveBuffer), u"8,192 bytes"_s, kPatience);
        QCOMPARE(desk.cell(SocketOption::ReceiveBuffer, OptionsModel::AskedColumn).data().toString(),
                 u"4,096 bytes"_s);
        QVERIFY2(desk.text("optionsDetail").contains(u"doubles"_s), qPrintable(desk.text("optionsDetail")));
    }

    void aRefusalIsSaid()
    {
        Desk desk;
        desk.open(Transport::Udp);
        QTRY_VERIFY_WITH_TIMEOUT(desk.cell(SocketOption::MulticastJoin, OptionsModel::ValueColumn).isValid(),
                                 kPatience);
        desk.go(SocketOption::MulticastJoin);
        QTest::keyClick(desk.table(), Qt::Key_F2);
        auto *edit = desk.table()->findChild<QLineEdit *>(u"optionEdit"_s);
        QVERIFY(edit);
        edit->setText(u"127.0.0.1"_s); // no group
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(desk.cell(SocketOption::MulticastJoin, OptionsModel::AskedColumn)
                                     .data()
                                     .toString()
                                     .contains(u"EINVAL"_s),
                                 kPatience);
        QVERIFY(!desk.text("optionsDetail").isEmpty());
    }

    void readingWhatIsClearedByReadingIsAskedFor()
    {
        Desk desk;
        desk.open(Transport::Tcp);
        QTRY_VERIFY_WITH_TIMEOUT(desk.value(SocketOption::Type).startsWith(u"SOCK_"_s), kPatience);
        QCOMPARE(desk.value(SocketOption::ErrorOption), u"not read"_s);
        desk.go(SocketOption::ErrorOption);
        QTest::keyClick(desk.table(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(desk.value(SocketOption::ErrorOption), u"0"_s, kPatience);
    }

    void itAsksOnlyWhatIsShown()
    {
        Desk desk;
        desk.pane.hide();
        desk.open(Transport::Tcp);
        QTest::qWait(50);
        QCOMPARE(desk.options(), 0);
        desk.pane.show();
        QTRY_VERIFY_WITH_TIMEOUT(desk.value(SocketOption::Type).startsWith(u"SOCK_"_s),
                                 kPatience); // the last
        const qsizetype first = desk.options();
        desk.pane.hide();
        desk.pane.show(); // it knows them
        QTest::qWait(50);
        QCOMPARE(desk.options(), first);
        QTest::mouseClick(desk.pane.findChild<QPushButton *>(u"optionsRefresh"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(desk.options(), 2 * first, kPatience);
    }

    void aClosedSocketSaysSo()
    {
        Desk desk;
        const quint32 endpoint = desk.open(Transport::Tcp);
        QTRY_VERIFY_WITH_TIMEOUT(desk.value(SocketOption::Type).startsWith(u"SOCK_"_s), kPatience);
        SocketCall close;
        close.call = CallName::Close;
        desk.session.call(endpoint, close);
        QTRY_VERIFY_WITH_TIMEOUT(desk.text("optionsSocket").contains(u"closed"_s), kPatience);
        QVERIFY(!desk.pane.findChild<QPushButton *>(u"optionsRefresh"_s)->isEnabled());
        QVERIFY(!(desk.cell(SocketOption::KeepAlive, OptionsModel::ValueColumn).flags()
                  & Qt::ItemIsUserCheckable));
        QVERIFY(desk.value(SocketOption::Type).startsWith(u"SOCK_"_s)); // what was known
    }

private:
    Languages m_languages;
};

QTEST_MAIN(TestOptionsPane)
#include "tst_optionspane.moc"
