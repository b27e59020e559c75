// SPDX-License-Identifier: MIT
#include "gui/timelinelayout.h"

#include <QRandomGenerator>
#include <QTest>

#include <numeric>

using namespace bothends;

class TestTimelineLayout : public QObject
{
    Q_OBJECT
private slots:
    void heightsAgreeWithASimpleSum();
    void heightsOfNoRows();
    void rowsWithoutHeightAreSkipped();
    void lanesFollowEachOther_data();
    void lanesFollowEachOther();
    void marksKeepToTheirLane_data();
    void marksKeepToTheirLane();
    void partsDoNotOverlap();
    void thinRowsAreLow();
    void secondOfPairMakesRoomForTheTaller();
    void estimateIsNearTheTruth();
    void arrowsAreClipped();
};

void TestTimelineLayout::heightsAgreeWithASimpleSum()
{
    constexpr int count = 100'000;
    QRandomGenerator random(7);
    RowHeights heights;
    std::vector<int> simple;
    for (int i = 0; i < count; ++i) {
        const int height = random.bounded(0, 300);
        heights.append(height);
        simple.push_back(height);
    }
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 2000; ++i) {
            const int row = random.bounded(count);
            const int height = random.bounded(0, 5000);
            QCOMPARE(heights.setHeight(row, height), simple[size_t(row)] != height);
            simple[size_t(row)] = height;
        }
        std::vector<qint64> tops(count + 1, 0);
        std::partial_sum(simple.begin(), simple.end(), tops.begin() + 1,
                         [](qint64 a, qint64 b) { return a + b; });
        QCOMPARE(heights.count(), count);
        QCOMPARE(heights.total(), tops.back());
        for (int row = 0; row <= count; ++row) {
            if (heights.top(row) != tops[size_t(row)])
                QCOMPARE(heights.top(row), tops[size_t(row)]);
        }
        for (int i = 0; i < 20'000; ++i) {
            const qint64 y = qint64(random.generateDouble() * double(heights.total() - 1));
            const auto next = std::upper_bound(tops.begin(), tops.end(), y);
            const qsizetype expected = next - tops.begin() - 1;
            if (heights.rowAt(y) != expected)
                QCOMPARE(heights.rowAt(y), expected);
        }
    }
    QCOMPARE(heights.rowAt(-5), 0);
    QCOMPARE(heights.rowAt(heights.total() + 5), count - 1);
    heights.clear();
    QCOMPARE(heights.total(), 0);
}

void TestTimelineLayout::heightsOfNoRows()
{
    const RowHeights heights;
    QCOMPARE(heights.count(), 0);
    QCOMPARE(heights.top(0), 0);
    QCOMPARE(heights.rowAt(0), -1);
}

void TestTimelineLayout::rowsWithoutHeightAreSkipped()
{
    RowHeights heights;
    for (const int height : {0, 10, 0, 0, 5})
        heights.append(height);
    QCOMPARE(heights.rowAt(0), 1);
    QCOMPARE(heights.rowAt(9), 1);
    QCOMPARE(heights.rowAt(10), 4);
}

void TestTimelineLayout::lanesFollowEachOther_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {0, 120, 300, 400, 640, 835, 1440, 3840})
        QTest::addRow("%d", width) << width;
}

void TestTimelineLayout::lanesFollowEachOther()
{
    QFETCH(int, width);
    for (const qreal zoom : {0.6, 1.0, 2.5}) {
        TimelineSizes sizes;
        sizes.zoom = zoom;
        const TimelineLanes lanes = TimelineLayout(width, sizes).lanes();
        const QList<qreal> edges{0,
                                 lanes.timeLeft,
                                 lanes.timeRight,
                                 lanes.serverLeft,
                                 lanes.serverRight,
                                 lanes.listenBar.left,
                                 lanes.listenBar.right,
                                 lanes.serverStrip.left,
                                 lanes.serverStrip.right,
                                 lanes.serverBar.left,
                                 lanes.serverBar.right,
                                 lanes.wireLeft,
                                 lanes.wireRight,
                                 lanes.clientBar.left,
                                 lanes.clientBar.right,
                                 lanes.clientStrip.left,
                                 lanes.clientStrip.right,
                                 lanes.clientLeft,
                                 lanes.clientRight};
        QVERIFY(std::is_sorted(edges.begin(), edges.end()));
        QVERIFY(lanes.width(Side::Server) > 0);
        QCOMPARE(lanes.width(Side::Server), lanes.width(Side::Client));
        if (width >= 640 && zoom == 1.0)
            QVERIFY(lanes.clientRight <= width);
    }
}

void TestTimelineLayout::marksKeepToTheirLane_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<qreal>("number");
    for (const int width : {200, 400, 835, 2000}) {
        QTest::addRow("%d", width) << width << 0.0;
        QTest::addRow("%d numbered", width) << width << 30.0;
    }
}

void TestTimelineLayout::marksKeepToTheirLane()
{
    QFETCH(int, width);
    QFETCH(qreal, number);
    TimelineSizes sizes;
    sizes.numberWidth = number;
    const TimelineLayout layout(width, sizes);
    for (const Side side : {Side::Server, Side::Client}) {
        for (const bool isData : {false, true}) {
            RowContent content;
            content.side = side;
            content.isData = isData;
            content.body = QSizeF(isData ? layout.bubbleTextLimit(side) : layout.tagTextLimit(side), 100);
            content.note = QSizeF(20, 13);
            content.isNoteBelow = true;
            content.numberWidth = number;
            const RowPlaces places = layout.place(content);
            QCOMPARE(places.number.isNull(), number == 0);
            if (layout.lanes().width(side) > 110) {
                QVERIFY(places.mark.left() >= layout.lanes().left(side));
                QVERIFY(places.mark.right() <= layout.lanes().right(side));
            }
            QVERIFY(places.mark.bottom() <= places.height);
            QVERIFY(places.note.bottom() <= places.height);
            QVERIFY(places.wireY > places.mark.top() && places.wireY < places.mark.bottom());
            // Beside the wire, with room for the connector.
            if (side == Side::Server)
                QVERIFY(places.mark.right() < layout.lanes().wireLeft);
            else
                QVERIFY(places.mark.left() > layout.lanes().wireRight);
        }
    }
}

void TestTimelineLayout::partsDoNotOverlap()
{
    TimelineSizes sizes;
    sizes.numberWidth = 24;
    const TimelineLayout layout(835, sizes);
    RowContent tag;
    tag.body = QSizeF(100, 15);
    tag.numberWidth = 24;
    tag.note = QSizeF(layout.noteLimitBeside(Side::Server, 100, 24), 13);
    tag.hasGap = true;
    const RowPlaces server = layout.place(tag);
    QVERIFY(server.note.right() <= server.number.left());
    QVERIFY(server.number.right() <= server.mark.left());
    QVERIFY(server.note.left() >= layout.lanes().serverLeft);
    QVERIFY(server.gap.bottom() <= server.mark.top());
    QVERIFY(server.time.right() <= layout.lanes().serverLeft);
    tag.side = Side::Client;
    const RowPlaces client = layout.place(tag);
    QVERIFY(client.mark.right() <= client.number.left());
    QVERIFY(client.number.right() <= client.note.left());
    QVERIFY(client.note.right() <= layout.lanes().clientRight);

    RowContent bubble;
    bubble.isData = true;
    bubble.body = QSizeF(100, 12 * 16);
    bubble.note = QSizeF(150, 13);
    bubble.moreWidth = 30;
    bubble.showAllWidth = 90;
    const RowPlaces places = layout.place(bubble);
    QVERIFY(places.body.bottom() <= places.more.top());
    QVERIFY(places.more.right() <= places.showAll.left());
    QVERIFY(places.more.bottom() <= places.note.top());
    for (const QRectF &part : {places.body, places.more, places.showAll, places.note})
        QVERIFY(places.mark.contains(part));
}

void TestTimelineLayout::thinRowsAreLow()
{
    const TimelineLayout layout(835, {});
    RowContent thin;
    thin.isThin = true;
    thin.body = QSizeF(80, 13);
    thin.note = QSizeF(100, 13);
    for (const Side side : {Side::Server, Side::Client}) {
        thin.side = side;
        const RowPlaces places = layout.place(thin);
        QCOMPARE(places.height, layout.thinHeight(false));
        QVERIFY(places.height < layout.tagHeight() - 5);
        QVERIFY(places.mark.contains(places.dot) && places.mark.contains(places.body));
        QVERIFY(!places.dot.intersects(places.body) && !places.body.intersects(places.note));
        QVERIFY(places.note.left() >= layout.lanes().left(side));
        QVERIFY(places.note.right() <= layout.lanes().right(side));
        QCOMPARE(side == Side::Server ? places.dot.right() : places.dot.left(),
                 side == Side::Server ? layout.lanes().serverRight : layout.lanes().clientLeft);
    }
    thin.extraLead = 20;
    QCOMPARE(layout.place(thin).height, layout.thinHeight(false) + 20);
    thin.isNoteBelow = true;
    QVERIFY(layout.place(thin).note.top() >= layout.place(thin).mark.bottom());
    QVERIFY(layout.place(thin).height >= layout.place(thin).note.bottom());
}

void TestTimelineLayout::secondOfPairMakesRoomForTheTaller()
{
    const TimelineLayout layout(835, {});
    QCOMPARE(layout.pairShift(), 16);
    QCOMPARE(layout.firstOfPairHeight(0), 16);
    QCOMPARE(layout.secondOfPairHeight(0, 60, 60), 60);
    QCOMPARE(layout.secondOfPairHeight(0, 200, 60), 184);
    QCOMPARE(layout.firstOfPairHeight(23), 39);
    QCOMPARE(layout.secondOfPairHeight(23, 83, 60), 60);
}

void TestTimelineLayout::estimateIsNearTheTruth()
{
    const TimelineLayout layout(835, {});
    QCOMPARE(layout.estimatedHeight(0, false), layout.place(RowContent()).height);
    QVERIFY(layout.estimatedHeight(0, true) > layout.estimatedHeight(0, false));
    QVERIFY(layout.estimatedHeight(10, false) > layout.estimatedHeight(0, false));
    QVERIFY(layout.estimatedHeight(200, false) > layout.estimatedHeight(10, false));
    QCOMPARE(layout.estimatedHeight(100'000'000, false), layout.estimatedHeight(5000, false));
}

void TestTimelineLayout::arrowsAreClipped()
{
    const auto whole = visibleArrow(QLineF(0, 10, 100, 20), 0, 100);
    QVERIFY(whole.has_value());
    QCOMPARE(whole->line, QLineF(0, 10, 100, 20));
    QVERIFY(whole->hasHead);
    const auto tail = visibleArrow(QLineF(0, 50, 100, 1e9), 0, 100);
    QVERIFY(tail.has_value());
    QVERIFY(!tail->hasHead);
    QVERIFY(tail->line.y2() <= 100.001);
    const auto upwards = visibleArrow(QLineF(0, 1e9, 100, 50), 0, 100);
    QVERIFY(upwards.has_value());
    QVERIFY(upwards->hasHead);
    QVERIFY(!visibleArrow(QLineF(0, 200, 100, 300), 0, 100).has_value());
    QVERIFY(!visibleArrow(QLineF(0, -20, 100, -10), 0, 100).has_value());
    QVERIFY(visibleArrow(QLineF(0, -1e6, 100, 1e6), 0, 100).has_value());
}

QTEST_APPLESS_MAIN(TestTimelineLayout)
#include "tst_timelinelayout.moc"
