// SPDX-License-Identifier: MIT
#include "gui/windowfixture.h"

#include "gui/endpointfields.h"

#include <QLineEdit>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

/// The types in the order of the combo.
enum Type { Tcp, Udp, LocalStream, LocalDatagram, Raw };

/// Chooses by keys, as a user does.
void choose(QComboBox *combo, int index)
{
    QVERIFY(combo);
    combo->setFocus();
    QTest::keyClick(combo, Qt::Key_Home);
    for (int i = 0; i < index; ++i)
        QTest::keyClick(combo, Qt::Key_Down);
    QCOMPARE(combo->currentIndex(), index);
}

void chooseTypes(const WindowFixture &f, int type)
{
    choose(f.child<QComboBox>("serverPanel", "serverTypeCombo"), type);
    choose(f.child<QComboBox>("clientPanel", "clientTypeCombo"), type);
}

} // namespace

/// Each type of endpoint, operated as a user does: chosen, started, connected, greeted; its errors beside
/// their cause.
class TestEndpointTypes : public QObject
{
    Q_OBJECT
private slots:
    void onlyTheFieldsThatMeanSomethingAreThere_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QStringList>("fields");
        QTest::newRow("TCP") << int(Tcp) << QStringList{u"addressCombo"_s, u"portSpin"_s};
        QTest::newRow("UDP") << int(Udp) << QStringList{u"addressCombo"_s, u"portSpin"_s};
        QTest::newRow("local stream") << int(LocalStream) << QStringList{u"pathEdit"_s, u"browseButton"_s};
        QTest::newRow("local datagram")
            << int(LocalDatagram) << QStringList{u"pathEdit"_s, u"browseButton"_s};
        QTest::newRow("raw") << int(Raw) << QStringList{u"addressCombo"_s, u"rawCombo"_s};
    }
    void onlyTheFieldsThatMeanSomethingAreThere()
    {
        QFETCH(int, type);
        QFETCH(QStringList, fields);
        WindowFixture f;
        chooseTypes(f, type);
        for (const char *panel : {"serverPanel", "clientPanel"}) {
            for (const char *name : {"addressCombo", "portSpin", "pathEdit", "browseButton", "rawCombo"})
                QCOMPARE(f.child(panel, name)->isVisible(), fields.contains(QString::fromLatin1(name)));
        }
        QCOMPARE(f.child("serverPanel", "backlogSpin")->isVisible(), type == Tcp || type == LocalStream);
    }

    void namesThatCannotBeAreRefusedBesideTheField_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("empty") << QString();
        QTest::newRow("too long") << u"/tmp/"_s + QString(103, u'x');
        QTest::newRow("too long in bytes") << u"/tmp/"_s + QString(35, u'您');
    }
    void namesThatCannotBeAreRefusedBesideTheField()
    {
        QFETCH(QString, typed);
        WindowFixture f;
        chooseTypes(f, LocalStream);
        for (const char *panel : {"serverPanel", "clientPanel"}) {
            f.child<QLineEdit>(panel, "pathEdit")->setText(typed);
            QTest::keyClick(f.child(panel, "pathEdit"), Qt::Key_Return);
            QVERIFY(!f.errorOf(panel).isEmpty());
        }
        QCOMPARE(f.session.journal().size(), 0);
    }

    void theExposureNoteStaysForEveryTypeWithAnAddress()
    {
        WindowFixture f;
        auto *note = f.child<InlineMessage>("serverPanel", "exposureNote");
        f.child<QComboBox>("serverPanel", "addressCombo")->setEditText(u"::"_s);
        for (const int type : {Tcp, Udp, LocalStream, LocalDatagram, Raw}) {
            chooseTypes(f, type);
            QCOMPARE(note->isEmpty(), type == LocalStream || type == LocalDatagram);
        }
    }

    void aPlaceThatIsNoneIsRefused()
    {
        WindowFixture f;
        auto *from = f.child<QComboBox>("clientPanel", "fromCombo");
        QTest::keyClicks(from, u"127.0.0.1:http"_s);
        QTest::keyClick(from, Qt::Key_Return);
        QVERIFY(f.errorOf("clientPanel").contains(u"“127.0.0.1:http”"_s));
        QCOMPARE(f.session.journal().size(), 0);
    }
};

int main(int argc, char **argv)
{
    Session::prepareProcess();
    QApplication application(argc, argv);
    TestEndpointTypes test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_endpointtypes.moc"
