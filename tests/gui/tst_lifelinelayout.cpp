// SPDX-License-Identifier: MIT
#include "gui/lifelinelayout.h"

#include <QRandomGenerator>
#include <QTest>

using namespace bothends;

namespace {

constexpr qreal kRow = 20; // height of each row; what it shows is in its middle

qreal yOf(qsizetype row)
{
    return qreal(row) * kRow + kRow / 2;
}

LifeStretch stretch(qsizetype first, qsizetype last, qreal openEnd = 1e6)
{
    return {first, last, yOf, openEnd, 6};
}

LifeMark mark(qsizetype row, TcpState state, bool isObserved = true)
{
    return {row, state, isObserved, true};
}

std::vector<LifeMark> longLife(qsizetype count)
{
    QRandomGenerator random(11);
    std::vector<LifeMark> marks;
    for (qsizetype i = 0, row = 3; i < count; ++i) {
        marks.push_back(mark(row, i % 2 == 0 ? TcpState::Established : TcpState::CloseWait, i % 3 == 0));
        row += random.bounded(0, 4);
    }
    return marks;
}

} // namespace

class TestLifeLineLayout : public QObject
{
    Q_OBJECT
private slots:
    void piecesFollowTheMarks();
    void passedStatesGetAShortPiece();
    void passedStatesShareTheRoom();
    void aLifeThatGoesOn();
    void aStretchIsAsTheWhole();
    void workDependsOnTheStretch();
    void handshakeKeepsItsNamesApart_data();
    void handshakeKeepsItsNamesApart();
    void segmentsArriveAtTheirRow();
    void laterAnswersComeLater();
};

void TestLifeLineLayout::piecesFollowTheMarks()
{
    const std::vector<LifeMark> marks{mark(2, TcpState::SynSent, false), mark(4, TcpState::Established),
                                      mark(10, TcpState::Closed), mark(20, TcpState::SynSent, false),
                                      mark(21, TcpState::Closed)};
    const std::vector<LifePiece> pieces = lifePieces(marks, stretch(0, 100));
    QCOMPARE(pieces.size(), 3U);
    QCOMPARE(pieces[0].top, yOf(2));
    QCOMPARE(pieces[0].bottom, yOf(4));
    QVERIFY(!pieces[0].mark.isObserved);
    QCOMPARE(pieces[1].bottom, yOf(10)); // nothing from there to row 20: the socket was gone
    QCOMPARE(pieces[2].top, yOf(20));
    QVERIFY(lifePieces({}, stretch(0, 100)).empty());
}

void TestLifeLineLayout::passedStatesGetAShortPiece()
{
    const std::vector<LifeMark> marks{mark(5, TcpState::SynReceived, false), mark(5, TcpState::Established),
                                      mark(9, TcpState::FinWait1, false), mark(9, TcpState::FinWait2, false),
                                      mark(9, TcpState::TimeWait)};
    const std::vector<LifePiece> pieces = lifePieces(marks, stretch(0, 100, 400));
    QCOMPARE(pieces.size(), 5U);
    QCOMPARE(pieces[0].top, yOf(5) - 6);
    QCOMPARE(pieces[1].top, yOf(5));
    QCOMPARE(pieces[2].top, yOf(9) - 12);
    QCOMPARE(pieces[3].top, yOf(9) - 6);
    QCOMPARE(pieces[4].top, yOf(9));
    QCOMPARE(pieces[4].bottom, 400.0);
}

void TestLifeLineLayout::passedStatesShareTheRoom()
{
    LifeStretch tight = stretch(0, 100);
    tight.yOf = [](qsizetype row) { return qreal(row) * 6; };
    const std::vector<LifeMark> marks{mark(1, TcpState::Established), mark(2, TcpState::FinWait1, false),
                                      mark(2, TcpState::FinWait2, false), mark(2, TcpState::TimeWait)};
    const std::vector<LifePiece> pieces = lifePieces(marks, tight);
    QCOMPARE(pieces.size(), 4U);
    for (const LifePiece &piece : pieces)
        QVERIFY(piece.bottom - piece.top >= 1.9);
    QVERIFY(pieces[0].top == 6 && pieces[3].top == 12);
}

void TestLifeLineLayout::aLifeThatGoesOn()
{
    const std::vector<LifeMark> marks{mark(5, TcpState::Listen)};
    QCOMPARE(lifePieces(marks, stretch(50, 60, 5000)).front().bottom, 5000.0);
    QCOMPARE(lifePieces(marks, stretch(50, 60, 5000)).front().top, yOf(5));
    const std::vector<LifeMark> ended{mark(5, TcpState::Listen), mark(8, TcpState::Closed)};
    QVERIFY(lifePieces(ended, stretch(50, 60)).empty());
}

void TestLifeLineLayout::aStretchIsAsTheWhole()
{
    const std::vector<LifeMark> marks = longLife(300);
    const std::vector<LifePiece> whole = lifePieces(marks, stretch(0, 10'000));
    for (qsizetype first = 0; first < 460; first += 7) {
        const qsizetype last = first + 12;
        const qreal top = qreal(first) * kRow;
        const qreal bottom = qreal(last + 1) * kRow;
        const auto seen = [&](const std::vector<LifePiece> &pieces) {
            QStringList lines;
            for (const LifePiece &piece : pieces) {
                const qreal from = qMax(top, piece.top);
                const qreal to = qMin(bottom, piece.bottom);
                if (to > from)
                    lines << QStringLiteral("%1 %2 %3").arg(from).arg(to).arg(int(piece.mark.state));
            }
            return lines;
        };
        QCOMPARE(seen(lifePieces(marks, stretch(first, last))), seen(whole));
    }
}

void TestLifeLineLayout::workDependsOnTheStretch()
{
    const std::vector<LifeMark> marks = longLife(1'000'000);
    int asked = 0;
    LifeStretch some = stretch(700'000, 700'030);
    some.yOf = [&asked](qsizetype row) {
        ++asked;
        return yOf(row);
    };
    QVERIFY(!lifePieces(marks, some).empty());
    QVERIFY2(asked < 60, qPrintable(QString::number(asked)));
}

void TestLifeLineLayout::handshakeKeepsItsNamesApart_data()
{
    QTest::addColumn<int>("connect");
    QTest::addColumn<int>("client");
    QTest::addColumn<int>("server");
    QTest::newRow("as the kernel reports it") << 3 << 4 << 5;
    QTest::newRow("all in one row") << 4 << 4 << 4;
    QTest::newRow("connect far above") << 0 << 40 << 41;
    QTest::newRow("known by accept alone") << 3 << 6 << 6;
    QTest::newRow("known late") << 3 << 4 << 30;
}

void TestLifeLineLayout::handshakeKeepsItsNamesApart()
{
    QFETCH(int, connect);
    QFETCH(int, client);
    QFETCH(int, server);
    const std::vector<InferredSegment> segments{{SegmentKind::Syn, Side::Client, connect, client},
                                                {SegmentKind::SynAck, Side::Server, client, client},
                                                {SegmentKind::Ack, Side::Client, client, server}};
    const std::vector<PlacedSegment> placed = placeSegments(segments, yOf, 14, 18);
    QCOMPARE(placed.size(), 3U);
    for (size_t i = 0; i < placed.size(); ++i) {
        QCOMPARE(placed[i].kind, segments[i].kind);
        QVERIFY(placed[i].arrives - placed[i].departs >= 7);
        if (i > 0)
            QVERIFY(placed[i].middle() - placed[i - 1].middle() >= 17.99);
    }
}

void TestLifeLineLayout::segmentsArriveAtTheirRow()
{
    const std::vector<PlacedSegment> placed
        = placeSegments({{SegmentKind::Fin, Side::Server, 3, 6}}, yOf, 14, 18);
    QCOMPARE(placed.front().departs, yOf(3));
    QCOMPARE(placed.front().arrives, yOf(6));
    const std::vector<InferredSegment> segments{{SegmentKind::Syn, Side::Client, 3, 6},
                                                {SegmentKind::SynAck, Side::Server, 6, 6}};
    QCOMPARE(arrivalsAt(segments, 6), 2);
    QCOMPARE(arrivalsAt(segments, 3), 0);
}

// The ACK of the first FIN became certain last, but it left first.
void TestLifeLineLayout::laterAnswersComeLater()
{
    const std::vector<PlacedSegment> placed = placeSegments({{SegmentKind::Fin, Side::Client, 8, 10},
                                                             {SegmentKind::Ack, Side::Server, 10, 10},
                                                             {SegmentKind::Ack, Side::Client, 6, 10}},
                                                            yOf, 14, 18);
    QCOMPARE(placed[0].from, Side::Client);
    QCOMPARE(placed[0].kind, SegmentKind::Ack);
    QCOMPARE(placed[1].kind, SegmentKind::Fin);
    QCOMPARE(placed[2].from, Side::Server);
    QCOMPARE(placed[2].arrives, yOf(10));
}

QTEST_APPLESS_MAIN(TestLifeLineLayout)
#include "tst_lifelinelayout.moc"
