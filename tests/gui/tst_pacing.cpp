// SPDX-License-Identifier: MIT
#include "gui/framepacer.h"
#include "gui/paintpacer.h"
#include "gui/throttle.h"

#include <QElapsedTimer>
#include <QListView>
#include <QStringListModel>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

/// What keeps views from following every change.
class TestPacing : public QObject
{
    Q_OBJECT
private slots:
    void worksAtOnceAndThenOnceForAll()
    {
        int done = 0;
        Throttle throttle(
            50, [&done] { ++done; }, this);
        throttle.request();
        QCOMPARE(done, 1); // after a rest
        for (int i = 0; i < 1000; ++i)
            throttle.request();
        QCOMPARE(done, 1); // no event loop ran: the pause cannot be over
        QTRY_COMPARE(done, 2);
        throttle.request(); // either in the pause that follows, or after it
        QTRY_COMPARE(done, 3);
    }

    void isNotDueAgainByItself()
    {
        int done = 0;
        int others = 0;
        Throttle throttle(
            1, [&done] { ++done; }, this);
        throttle.request();
        // Another one's pauses are over many times meanwhile.
        Throttle other(
            1, [&others] { ++others; }, this);
        QTRY_VERIFY((other.request(), others >= 10));
        QCOMPARE(done, 1);
    }

    void holdsPaintingAndLetsGo()
    {
        QStringListModel model({u"a"_s});
        QListView view;
        view.setModel(&model);
        new PaintPacer(&view);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTRY_VERIFY(view.viewport()->updatesEnabled());
        view.viewport()->repaint();
        model.setStringList({u"a"_s, u"b"_s}); // a reset is none of the changes that come in thousands
        QVERIFY(view.viewport()->updatesEnabled());
        view.viewport()->repaint();
        model.setData(model.index(0), u"c"_s);
        QVERIFY(!view.viewport()->updatesEnabled());
        model.insertRow(0);
        QTRY_VERIFY(view.viewport()->updatesEnabled());
    }

    void aFrameThatCostNothingIsFollowedAtOnce()
    {
        FramePacer pacer;
        QCOMPARE(pacer.untilNext(), 0);
        pacer.beginFrame();
        QCOMPARE(pacer.untilNext(), 0);
    }

    void aDearFrameIsFollowedLater()
    {
        FramePacer pacer;
        const auto frame = [&pacer] {
            pacer.beginFrame();
            const FramePacer::Work work(pacer);
            QElapsedTimer busy;
            busy.start();
            while (busy.elapsed() < 3) { }
        };
        // A machine that does something else for a while lets the pause pass.
        QTRY_VERIFY((frame(), pacer.untilNext() > 0));
        QVERIFY(pacer.untilNext() <= FramePacer::kLongestMs);
        pacer.beginFrame(); // of which nothing is known yet
        QCOMPARE(pacer.untilNext(), 0);
    }
};

QTEST_MAIN(TestPacing)
#include "tst_pacing.moc"
