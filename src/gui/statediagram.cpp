// SPDX-License-Identifier: MIT
#include "gui/statediagram.h"

#include "gui/fonts.h"
#include "gui/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QLineF>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kMargin = 2;
constexpr qreal kHeadFactor = 0.95;
constexpr qreal kFootFactor = 0.8;
constexpr qreal kSmallestFactor = 0.72; // of the widget's font
constexpr qreal kLargestFactor = 1.05;
constexpr qreal kMeasureFactor = 8; // large, so that rounding does not count
constexpr qreal kMostLine = 1.2; // of the font size: names and labels need no space for accents
constexpr qreal kSpare = 1.05; // small sizes are hinted wider than they should be

QColor mixed(const QColor &a, const QColor &b, qreal share)
{
    return QColor::fromRgbF(float(a.redF() * share + b.redF() * (1 - share)),
                            float(a.greenF() * share + b.greenF() * (1 - share)),
                            float(a.blueF() * share + b.blueF() * (1 - share)));
}

qreal widestCause(const QFontMetricsF &metrics)
{
    qreal widest = 0;
    const QList<TcpState> states = allTcpStates();
    for (const TcpState from : states) {
        for (const TcpState to : {TcpState::SynSent, TcpState::FinWait1, TcpState::Closed}) {
            const QStringList causes = possibleCauses(from, to);
            for (const QString &cause : causes)
                widest = qMax(widest, metrics.horizontalAdvance(cause));
        }
    }
    return widest;
}

void drawArrow(QPainter &painter, const QPolygonF &line, qreal head)
{
    const QPointF tip = line.constLast();
    QLineF last(tip, line.at(line.size() - 2));
    last.setLength(qMin(head, last.length()));
    QPolygonF shaft = line;
    shaft.last() = last.p2(); // a thick line would blunt the tip
    painter.drawPolyline(shaft);
    QLineF normal = last.normalVector();
    normal.translate(last.p2() - last.p1());
    const QPointF aside = (normal.p2() - normal.p1()) * 0.45;
    const QPen pen = painter.pen();
    painter.setPen(Qt::NoPen);
    painter.setBrush(pen.color());
    painter.drawPolygon(QPolygonF{tip, last.p2() + aside, last.p2() - aside});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
}

/// Of a number in a circle; wider for two digits.
qreal badgeWidth(const QFontMetricsF &metrics, qreal height, qsizetype number)
{
    return qMax(height, metrics.horizontalAdvance(QString::number(number)) + height * 0.5);
}

} // namespace

StateDiagram::StateDiagram(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    restyle();
}

void StateDiagram::setContent(const StateDiagramContent &content)
{
    if (m_content == content)
        return;
    m_content = content;
    relayout();
    describe();
}

bool StateDiagram::hasHatching() const
{
    const QList<Box> all = boxes();
    return std::any_of(all.begin(), all.end(), [](const Box &box) { return !box.isObserved; });
}

QStringList StateDiagram::footer() const
{
    QStringList lines;
    if (!m_content.note.isEmpty())
        lines << m_content.note;
    if (hasHatching())
        lines << tr("hatched: passed or concluded, not observed");
    return lines;
}

void StateDiagram::describe()
{
    QStringList parts;
    for (qsizetype i = 0; i < m_content.path.size(); ++i) {
        const PathStep &step = m_content.path.at(i);
        const QString text = u"%1 %2 → %3 %4"_s.arg(QString::number(i + 1), tcpStateName(step.from),
                                                    tcpStateName(step.to), step.cause);
        const bool isCurrent = i + 1 == m_content.path.size();
        parts << (step.isObserved || isCurrent ? text.trimmed()
                                               : tr("%1 (not observed)").arg(text.trimmed()));
    }
    if (m_content.isKnown) {
        const QString state = tcpStateName(m_content.state);
        parts << (m_content.isObserved ? tr("now %1 (reported by the kernel)").arg(state)
                                       : tr("now %1 (concluded, not observed)").arg(state));
    }
    if (!m_content.note.isEmpty())
        parts << m_content.note;
    setAccessibleName(m_content.heading);
    setAccessibleDescription(parts.join(u", "_s));
    setToolTip(m_content.note);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

void StateDiagram::restyle()
{
    m_headFont = scaledFont(font(), kHeadFactor);
    m_headFont.setBold(true);
    m_footFont = scaledFont(font(), kFootFactor);
    QFont large = scaledFont(font(), kMeasureFactor);
    const qreal pixels = qMax(1, QFontInfo(large).pixelSize());
    const QFontMetricsF plain(large);
    m_text.labelWidth = kSpare * widestCause(plain) / pixels;
    m_text.line = qMin(kMostLine, plain.height() / pixels);
    large.setBold(true);
    const QFontMetricsF bold(large);
    m_text.nameWidth = kSpare * bold.horizontalAdvance(tcpStateName(TcpState::Established)) / pixels;
    m_text.smallest = kSmallestFactor * pixels / kMeasureFactor;
    m_text.largest = kLargestFactor * pixels / kMeasureFactor;
    relayout();
}

void StateDiagram::relayout()
{
    const QSizeF room(width() - 2 * kMargin, height() - headHeight() - footHeight() - 2 * kMargin);
    m_layout = StateDiagramLayout(room, m_text);
    updateGeometry();
    update();
}

qreal StateDiagram::headHeight() const
{
    return QFontMetricsF(m_headFont).height();
}

qreal StateDiagram::footHeight() const
{
    return QFontMetricsF(m_footFont).height() * qreal(footer().size());
}

QSize StateDiagram::minimumSizeHint() const
{
    const QSizeF least = StateDiagramLayout::minimumSize(m_text);
    return QSizeF(least.width() + 2 * kMargin, least.height() + headHeight() + footHeight() + 2 * kMargin)
        .toSize();
}

QSize StateDiagram::sizeHint() const
{
    return minimumSizeHint() * 1.25;
}

QFont StateDiagram::diagramFont() const
{
    return scaledFont(font(), m_layout.fontSize() * kLargestFactor / m_text.largest);
}

QList<StateDiagram::Box> StateDiagram::boxes() const
{
    QList<Box> all;
    const QList<TcpState> states = allTcpStates();
    for (const TcpState state : states)
        all << Box{m_layout.box(state), state, Look::Untouched, true};
    all << Box{m_layout.endBox(), TcpState::Closed, Look::Untouched, true};
    const auto touch = [&all](const QRectF &rect, Look look, bool isObserved) {
        for (Box &box : all) {
            if (box.rect == rect) {
                box.look = look;
                box.isObserved = isObserved;
            }
        }
    };
    if (!m_content.path.isEmpty()) {
        // CLOSED before all else only means that there is no socket yet; nobody can observe that.
        const TcpState start = m_content.path.constFirst().from;
        touch(m_layout.box(start), Look::Passed, start == TcpState::Closed);
    }
    for (const PathStep &step : m_content.path)
        touch(m_layout.boxAfter(step.from, step.to), Look::Passed, step.isObserved);
    if (m_content.isKnown) {
        const QRectF now = m_content.path.isEmpty()
            ? m_layout.box(m_content.state)
            : m_layout.boxAfter(m_content.path.constLast().from, m_content.path.constLast().to);
        touch(now, Look::Current, m_content.isObserved);
    }
    return all;
}

void StateDiagram::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours colours = coloursFor(palette());
    painter.fillRect(rect(), colours.ground);
    paintHead(painter);
    paintFoot(painter);
    painter.save();
    painter.translate(kMargin, kMargin + headHeight());
    painter.setFont(diagramFont());
    paintEdges(painter);
    paintLabels(painter);
    const QList<Box> all = boxes();
    for (const Box &box : all)
        paintBox(painter, box);
    painter.restore();
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
    }
}

void StateDiagram::paintHead(QPainter &painter) const
{
    const Colours colours = coloursFor(palette());
    painter.setFont(m_headFont);
    painter.setPen(m_content.isOutside                  ? colours.outside
                       : m_content.side == Side::Server ? colours.server
                                                        : colours.client);
    const QRectF place(2 * kMargin, kMargin, width() - 4 * kMargin, headHeight());
    const QString text
        = QFontMetricsF(m_headFont).elidedText(m_content.heading, Qt::ElideRight, place.width());
    painter.drawText(place, int(Qt::AlignHCenter | Qt::AlignVCenter) | Qt::TextSingleLine, text);
}

void StateDiagram::paintFoot(QPainter &painter) const
{
    const QStringList lines = footer();
    const QFontMetricsF metrics(m_footFont);
    painter.setFont(m_footFont);
    painter.setPen(coloursFor(palette()).note);
    qreal top = height() - kMargin - metrics.height() * qreal(lines.size());
    for (const QString &line : lines) {
        const QRectF place(2 * kMargin, top, width() - 4 * kMargin, metrics.height());
        painter.drawText(place, int(Qt::AlignHCenter | Qt::AlignVCenter) | Qt::TextSingleLine,
                         metrics.elidedText(line, Qt::ElideRight, place.width()));
        top += metrics.height();
    }
}

void StateDiagram::paintEdges(QPainter &painter) const
{
    const Colours colours = coloursFor(palette());
    const auto isTaken = [this](const Transition &edge) {
        return std::any_of(m_content.path.begin(), m_content.path.end(), [&](const PathStep &step) {
            return step.from == edge.from && step.to == edge.to;
        });
    };
    const qreal head = m_layout.fontSize() * 0.6;
    painter.setPen(QPen(mixed(colours.note, colours.ground, 0.4), 1));
    for (const Transition &edge : m_layout.transitions()) {
        if (edge.isInFigure && !isTaken(edge))
            drawArrow(painter, edge.line, head * 0.8);
    }
    const QColor role = m_content.side == Side::Server ? colours.server : colours.client;
    for (const PathStep &step : m_content.path) {
        const std::optional<Transition> edge = m_layout.transition(step.from, step.to);
        if (!edge)
            continue;
        painter.setPen(
            QPen(role, 2.2, step.isObserved ? Qt::SolidLine : Qt::DashLine, Qt::FlatCap, Qt::RoundJoin));
        drawArrow(painter, edge->line, head * 1.3);
    }
}

void StateDiagram::paintLabels(QPainter &painter) const
{
    const Colours colours = coloursFor(palette());
    const bool isServer = m_content.side == Side::Server;
    const QFontMetricsF metrics(painter.font());
    const qreal height = m_layout.badgeHeight();
    for (qsizetype i = 0; i < m_content.path.size(); ++i) {
        const PathStep &step = m_content.path.at(i);
        const std::optional<Transition> edge = m_layout.transition(step.from, step.to);
        if (!edge)
            continue;
        const qreal badge = badgeWidth(metrics, height, i + 1);
        const QRectF place
            = m_layout.labelRect(*edge, badge, std::ceil(metrics.horizontalAdvance(step.cause)) + 1);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.ground);
        painter.drawRoundedRect(place.adjusted(-1, 0, 1, 0), 2, 2);
        const QRectF circle(place.left(), place.top(), badge, height);
        painter.setBrush(isServer ? colours.serverButton : colours.clientButton);
        painter.drawRoundedRect(circle.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2);
        painter.setPen(colours.buttonText);
        painter.drawText(circle, int(Qt::AlignCenter) | Qt::TextDontClip, QString::number(i + 1));
        painter.setPen(colours.text);
        const QRectF text = place.adjusted(badge + m_layout.badgeGap(), 0, 0, 0);
        painter.drawText(text, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip,
                         metrics.elidedText(step.cause, Qt::ElideRight, text.width() + 1));
    }
}

void StateDiagram::paintBox(QPainter &painter, const Box &box) const
{
    const Colours colours = coloursFor(palette());
    const QColor colour = stateColour(colours, box.state);
    const bool isCurrent = box.look == Look::Current;
    const bool isPassed = box.look == Look::Passed;
    const QColor fill = isCurrent ? colour : isPassed ? mixed(colour, colours.ground, 0.3) : colours.ground;
    const QColor edge = isCurrent ? colours.text
        : isPassed                ? mixed(colour, colours.text, 0.6)
                                  : mixed(colours.note, colours.ground, 0.4);
    const QColor text = isCurrent ? stateTextColour(colours, box.state)
        : isPassed                ? colours.text
                                  : colours.note;
    painter.setPen(QPen(edge, isCurrent ? 2.4 : 1));
    painter.setBrush(fill);
    const qreal radius = qMin(5.0, box.rect.height() / 3);
    painter.drawRoundedRect(box.rect, radius, radius);

    const QFont plain = painter.font();
    QFont font = plain;
    font.setBold(isCurrent);
    painter.setFont(font);
    if (!box.isObserved) {
        painter.setBrush(QBrush(isCurrent ? mixed(colours.ground, colour, 0.55) : mixed(colour, fill, 0.75),
                                Qt::BDiagPattern));
        painter.drawRoundedRect(box.rect, radius, radius);
        // The name stays as easy to read as on the plain colour.
        const QSizeF size(QFontMetricsF(font).horizontalAdvance(tcpStateName(box.state)) + 4,
                          QFontMetricsF(font).ascent() + 1);
        QRectF behind({0, 0}, size.boundedTo(box.rect.size() - QSizeF(3, 3)));
        behind.moveCenter(box.rect.center());
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawRoundedRect(behind, 2, 2);
    }
    painter.setPen(text);
    painter.drawText(box.rect, int(Qt::AlignCenter) | Qt::TextSingleLine | Qt::TextDontClip,
                     tcpStateName(box.state));
    painter.setFont(plain);
}

void StateDiagram::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    relayout();
}

void StateDiagram::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange) {
        restyle();
        describe();
    } else if (event->type() == QEvent::PaletteChange) {
        update();
    }
}

void StateDiagram::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void StateDiagram::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace bothends
