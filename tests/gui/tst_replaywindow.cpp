// SPDX-License-Identifier: MIT
#include "gui/differenceview.h"
#include "gui/hexview.h"
#include "gui/inlinemessage.h"
#include "gui/mainwindow.h"
#include "gui/replaydialog.h"
#include "gui/sessionwindows.h"
#include "store/sessionfile.h"
#include "support/eventlist.h"
#include "support/sessionprobe.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

constexpr int kPatience = 60000;

/// A stored session of a client that said two things to an echo, open in a window.
class Stage
{
public:
    Stage()
        : store(home.filePath(u"settings.ini"_s), QSettings::IniFormat)
        , windows(languages, store, {}, KernelSource::None)
    {
        languages.install(u"en"_s);
        file = home.filePath(u"then.bothends"_s);
        {
            auto made = SessionFile::create(file);
            auto &session = std::get<SessionFile>(made);
            EventList events;
            session.beginTransaction();
            for (const char *each : {"hello", "world"}) {
                session.append(events.data(EventKind::Sent, Side::Client, each));
                session.append(events.data(EventKind::Received, Side::Client, each));
            }
            session.append(events.make(EventKind::Closed, Side::Client));
            session.commit();
            session.finish();
        }
        stored = std::get<MainWindow *>(windows.open(file));
    }
    ~Stage()
    {
        for (QWidget *each : QApplication::topLevelWidgets()) {
            if (qobject_cast<MainWindow *>(each))
                each->close();
        }
        (void)QTest::qWaitFor([this] { return windows.count() == 0; }, kPatience);
    }
    ReplayDialog *ask() const
    {
        stored->findChild<QAction *>(u"replayAction"_s)->trigger();
        return stored->findChild<ReplayDialog *>();
    }
    /// The window in which the replay is.
    MainWindow *live() const
    {
        for (QWidget *each : QApplication::topLevelWidgets()) {
            auto *window = qobject_cast<MainWindow *>(each);
            if (window && window != stored && window->isVisible())
                return window;
        }
        return nullptr;
    }

    QTemporaryDir home;
    Languages languages;
    QSettings store;
    SessionWindows windows;
    QString file;
    MainWindow *stored = nullptr;
};

void type(QLineEdit *edit, const QString &text)
{
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

QString messageOf(MainWindow *window)
{
    return window && !window->message().isEmpty() ? window->message().text() : QString();
}

} // namespace

class tst_ReplayWindow : public QObject
{
    Q_OBJECT
private slots:
    void showsTheFirstDifference_data()
    {
        QTest::addColumn<bool>("isEcho");
        QTest::newRow("the same comes back") << true;
        QTest::newRow("something else comes back") << false;
    }

    void showsTheFirstDifference()
    {
        QFETCH(bool, isEcho);
        SessionProbe other;
        ServerConfig config;
        config.afterGreeting = isEcho ? AfterGreeting::Echo : AfterGreeting::KeepChatting;
        config.greeting = isEcho ? "" : "help!";
        const quint32 server = startServer(other, config);

        Stage stage;
        QTRY_VERIFY_WITH_TIMEOUT(!stage.stored->readings().connections.connections().empty(), kPatience);
        ReplayDialog *dialog = stage.ask();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLineEdit *>(u"replayTargetEdit"_s)->text(), u"127.0.0.1:30000"_s);
        type(dialog->findChild<QLineEdit *>(u"replayTargetEdit"_s), other.addressOf(server).toString());
        dialog->findChild<QComboBox *>(u"replayTimingCombo"_s)->setCurrentIndex(1);
        if (!isEcho)
            QTest::mouseClick(dialog->findChild<QCheckBox *>(u"replayAwaitsCheck"_s), Qt::LeftButton);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"replayStartButton"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(stage.live(), kPatience);
        const QString expected = isEcho ? u"the same bytes as then"_s : u"first difference is at offset 3"_s;
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(stage.live()).contains(expected), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(other.received(Side::Server, 1), QByteArray("helloworld"), kPatience);

        auto *button = stage.live()->findChild<QPushButton *>(u"showDifference"_s);
        QCOMPARE(button && button->isVisible(), !isEcho);
        if (isEcho)
            return;
        QTest::mouseClick(button, Qt::LeftButton);
        auto *view = stage.live()->findChild<DifferenceView *>();
        QVERIFY(view && view->isVisible());
        for (const QString &half : {u"differenceThen"_s, u"differenceNow"_s}) {
            const HexView::Selection marked{3, 1};
            QVERIFY(view->findChild<HexView *>(half)->selection() == marked);
            QVERIFY(!view->findChild<HexView *>(half)->accessibleName().isEmpty());
        }
        stage.stored->close(); // what it showed of then is gone with it
        QTRY_VERIFY_WITH_TIMEOUT(!stage.live()->findChild<DifferenceView *>(), kPatience);
    }

    void saysWhatIsWrongBesideTheField_data()
    {
        QTest::addColumn<int>("side");
        QTest::addColumn<QString>("typed");
        QTest::newRow("no address") << int(Side::Client) << u"what?"_s;
        QTest::newRow("nothing") << int(Side::Client) << QString();
        QTest::newRow("to listen, all interfaces by accident") << int(Side::Server) << u"127.1:4000"_s;
    }

    void saysWhatIsWrongBesideTheField()
    {
        QFETCH(int, side);
        QFETCH(QString, typed);
        Stage stage;
        QTRY_VERIFY_WITH_TIMEOUT(!stage.stored->readings().connections.connections().empty(), kPatience);
        ReplayDialog *dialog = stage.ask();
        auto *sides = dialog->findChild<QComboBox *>(u"replaySideCombo"_s);
        sides->setCurrentIndex(sides->findData(side));
        auto *edit = dialog->findChild<QLineEdit *>(u"replayTargetEdit"_s);
        edit->clear();
        type(edit, typed);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"replayStartButton"_s), Qt::LeftButton);
        QVERIFY(dialog->isVisible());
        QVERIFY(!dialog->findChild<InlineMessage *>()->isEmpty());
        QCOMPARE(stage.windows.count(), 1);
    }

    void saysThatNobodyListens()
    {
        Stage stage;
        QTRY_VERIFY_WITH_TIMEOUT(!stage.stored->readings().connections.connections().empty(), kPatience);
        SessionProbe other;
        const quint32 server = startServer(other);
        const QString gone = other.addressOf(server).toString();
        other.session.stop(server);
        QTRY_VERIFY(other.hasStopped(server));
        ReplayDialog *dialog = stage.ask();
        type(dialog->findChild<QLineEdit *>(u"replayTargetEdit"_s), gone);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"replayStartButton"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(stage.live()).contains(u"refused"_s), kPatience);
    }
};

QTEST_MAIN(tst_ReplayWindow)
#include "tst_replaywindow.moc"
