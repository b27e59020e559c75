// SPDX-License-Identifier: MIT
#include "core/statepath.h"
#include "gui/statediagramlayout.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

namespace {

constexpr int kNameLength = 11; // ESTABLISHED
constexpr int kLabelLength = 16; // shutdown() → FIN

/// A font by the widths of its characters, in parts of its size.
struct Font
{
    qreal name = 0.72; // a wide one
    qreal label = 0.56;

    StateDiagramText text() const
    {
        StateDiagramText text;
        text.nameWidth = kNameLength * name;
        text.labelWidth = kLabelLength * label;
        return text;
    }
};

QString name(const Transition &edge)
{
    return tcpStateName(edge.from) + u" → "_s + tcpStateName(edge.to);
}

QString longestCause(const Transition &edge)
{
    QString longest;
    const QStringList causes = possibleCauses(edge.from, edge.to);
    for (const QString &cause : causes) {
        if (cause.size() > longest.size())
            longest = cause;
    }
    return longest;
}

QRectF label(const StateDiagramLayout &layout, const Font &font, const Transition &edge)
{
    return layout.labelRect(edge, layout.badgeHeight(),
                            longestCause(edge).size() * font.label * layout.fontSize());
}

/// Every way through the diagram that passes no state twice, except that it may end in CLOSED again.
void collectWays(const StateDiagramLayout &layout, TcpState from, const QList<Transition> &way,
                 QList<QList<Transition>> &ways)
{
    for (const Transition &edge : layout.transitions()) {
        const bool isUsed = std::any_of(way.begin(), way.end(), [&](const Transition &each) {
            return each.to == edge.to || (edge.to != TcpState::Closed && each.from == edge.to);
        });
        // RFC 9293, figure 5, note 1: only who has listened comes back to LISTEN.
        const bool isForPassiveOnly = from == TcpState::SynReceived && edge.to == TcpState::Listen;
        if (edge.from != from || isUsed || isForPassiveOnly)
            continue;
        QList<Transition> longer = way;
        longer << edge;
        ways << longer;
        if (edge.to != TcpState::Closed)
            collectWays(layout, edge.to, longer, ways);
    }
}

} // namespace

class TestStateDiagramLayout : public QObject
{
    Q_OBJECT
private slots:
    void isSmallEnoughForADock()
    {
        const QSizeF least = StateDiagramLayout::minimumSize(Font().text());
        QVERIFY2(least.width() <= 300 && least.height() <= 190,
                 qPrintable(u"%1 x %2"_s.arg(least.width()).arg(least.height())));
        QCOMPARE(StateDiagramLayout({10, 10}, Font().text()).size(), least);
        QCOMPARE(StateDiagramLayout({10, 10}, Font().text()).fontSize(), Font().text().smallest);
        QCOMPARE(StateDiagramLayout({1400, 900}, Font().text()).fontSize(), Font().text().largest);
    }

    void boxesAreApartAndInside_data() { sizes(); }
    void boxesAreApartAndInside()
    {
        QFETCH(Font, font);
        QFETCH(QSizeF, size);
        const StateDiagramLayout layout(size, font.text());
        const QList<QRectF> boxes = allBoxes(layout);
        QCOMPARE(boxes.size(), 12); // eleven states, CLOSED twice
        for (int i = 0; i < boxes.size(); ++i) {
            QVERIFY(QRectF({0, 0}, size).contains(boxes.at(i)));
            QVERIFY(boxes.at(i).width() >= kNameLength * font.name * layout.fontSize());
            QVERIFY(boxes.at(i).height() >= font.text().line * layout.fontSize());
            for (int j = 0; j < i; ++j)
                QVERIFY(!boxes.at(i).intersects(boxes.at(j)));
        }
    }

    void isArrangedAsInTheRfc()
    {
        using enum TcpState;
        const StateDiagramLayout layout({400, 300}, Font().text());
        const auto at = [&](TcpState state) { return layout.box(state).center(); };
        QCOMPARE(at(Closed).x(), at(Established).x());
        QVERIFY(at(Closed).y() < at(Listen).y());
        QVERIFY(at(SynReceived).x() < at(Listen).x() && at(SynSent).x() > at(Listen).x());
        QCOMPARE(at(SynReceived).y(), at(SynSent).y());
        QVERIFY(at(SynSent).y() < at(Established).y());
        QVERIFY(at(FinWait1).x() < at(Established).x() && at(CloseWait).x() > at(Established).x());
        QCOMPARE(at(FinWait2).y(), at(LastAck).y());
        QCOMPARE(at(Closing).x(), at(TimeWait).x());
        QVERIFY(layout.endBox().center().x() > at(TimeWait).x());
        QCOMPARE(layout.boxAfter(SynSent, Closed), layout.box(Closed));
        QCOMPARE(layout.boxAfter(LastAck, Closed), layout.endBox());
    }

    void hasTheEdgesOfTheFigure()
    {
        using enum TcpState;
        const StateDiagramLayout layout({400, 300}, Font().text());
        const std::pair<TcpState, TcpState> figure[]
            = {{Closed, Listen},      {Listen, Closed},          {Closed, SynSent},
               {SynSent, Closed},     {Listen, SynReceived},     {Listen, SynSent},
               {SynReceived, Listen}, {SynSent, SynReceived},    {SynSent, Established},
               {FinWait1, FinWait2},  {SynReceived, FinWait1},   {Established, FinWait1},
               {FinWait1, Closing},   {Closing, TimeWait},       {Established, CloseWait},
               {FinWait2, TimeWait},  {CloseWait, LastAck},      {LastAck, Closed},
               {TimeWait, Closed},    {SynReceived, Established}};
        for (const auto &[from, to] : figure) {
            QVERIFY(layout.transition(from, to));
            QVERIFY(layout.transition(from, to)->isInFigure);
        }
        QCOMPARE(std::count_if(layout.transitions().begin(), layout.transitions().end(),
                               [](const Transition &each) { return each.isInFigure; }),
                 qsizetype(std::size(figure)));
        // Whatever state an end is in, a reset ends it.
        const QList<TcpState> states = allTcpStates();
        for (const TcpState state : states)
            QVERIFY2(state == Closed || layout.transition(state, Closed), qPrintable(tcpStateName(state)));
        QVERIFY(!layout.transition(TimeWait, Listen));
    }

    void edgesJoinTheirBoxes_data() { sizes(); }
    void edgesJoinTheirBoxes()
    {
        QFETCH(Font, font);
        QFETCH(QSizeF, size);
        const StateDiagramLayout layout(size, font.text());
        for (const Transition &edge : layout.transitions()) {
            const QRectF start = layout.box(edge.from).adjusted(-0.1, -0.1, 0.1, 0.1);
            const QRectF end = layout.boxAfter(edge.from, edge.to).adjusted(-0.1, -0.1, 0.1, 0.1);
            QVERIFY2(start.contains(edge.line.constFirst()), qPrintable(name(edge)));
            QVERIFY2(end.contains(edge.line.constLast()), qPrintable(name(edge)));
            for (qsizetype i = 1; i < edge.line.size(); ++i) {
                const QPointF a = edge.line.at(i - 1);
                const QPointF b = edge.line.at(i);
                QVERIFY(QRectF({0, 0}, size).contains(a));
                QVERIFY2(qFuzzyCompare(a.x(), b.x()) || qFuzzyCompare(a.y(), b.y()), qPrintable(name(edge)));
                // Nothing runs through a box.
                const QRectF run = QRectF(a, b).normalized().adjusted(-0.2, -0.2, 0.2, 0.2);
                const QList<QRectF> boxes = allBoxes(layout);
                for (const QRectF &box : boxes)
                    QVERIFY2(!run.intersects(box.adjusted(1, 1, -1, -1)), qPrintable(name(edge)));
            }
        }
    }

    void labelsFitAndCoverNoBox_data() { sizes(); }
    void labelsFitAndCoverNoBox()
    {
        QFETCH(Font, font);
        QFETCH(QSizeF, size);
        const StateDiagramLayout layout(size, font.text());
        const QList<QRectF> boxes = allBoxes(layout);
        for (const Transition &edge : layout.transitions()) {
            const qreal needed = layout.badgeHeight() + layout.badgeGap()
                + longestCause(edge).size() * font.label * layout.fontSize();
            QVERIFY2(edge.slot.width() >= needed,
                     qPrintable(u"%1: %2 of %3"_s.arg(name(edge)).arg(edge.slot.width()).arg(needed)));
            QVERIFY2(QRectF({0, 0}, size).contains(label(layout, font, edge)), qPrintable(name(edge)));
            for (const QRectF &box : boxes)
                QVERIFY2(!label(layout, font, edge).intersects(box), qPrintable(name(edge)));
        }
    }

    void labelsOfOneWayAreApart_data() { sizes(); }
    void labelsOfOneWayAreApart()
    {
        QFETCH(Font, font);
        QFETCH(QSizeF, size);
        const StateDiagramLayout layout(size, font.text());
        QList<QList<Transition>> ways;
        collectWays(layout, TcpState::Closed, {}, ways);
        QVERIFY(ways.size() > 50);
        for (const QList<Transition> &way : ways) {
            for (qsizetype i = 0; i + 1 < way.size(); ++i)
                QVERIFY2(!label(layout, font, way.last()).intersects(label(layout, font, way.at(i))),
                         qPrintable(name(way.last()) + u" and "_s + name(way.at(i))));
        }
    }

private:
    static void sizes()
    {
        QTest::addColumn<Font>("font");
        QTest::addColumn<QSizeF>("size");
        const std::pair<const char *, Font> fonts[]
            = {{"wide", {}}, {"narrow names", {0.6, 0.6}}, {"narrow labels", {0.72, 0.45}}};
        for (const auto &[name, font] : fonts) {
            const QSizeF least = StateDiagramLayout::minimumSize(font.text());
            QTest::addRow("%s, smallest", name) << font << least;
            for (const QSizeF &size : {QSizeF(300, 190), QSizeF(300, 240), QSizeF(420, 180), QSizeF(500, 330),
                                       QSizeF(300, 900), QSizeF(1400, 300), QSizeF(1400, 900)})
                QTest::addRow("%s, %gx%g", name, size.width(), size.height())
                    << font << size.expandedTo(least);
        }
    }
    static QList<QRectF> allBoxes(const StateDiagramLayout &layout)
    {
        QList<QRectF> boxes{layout.endBox()};
        const QList<TcpState> states = allTcpStates();
        for (const TcpState state : states)
            boxes << layout.box(state);
        return boxes;
    }
};

QTEST_APPLESS_MAIN(TestStateDiagramLayout)
#include "tst_statediagramlayout.moc"
