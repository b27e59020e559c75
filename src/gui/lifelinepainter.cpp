// SPDX-License-Identifier: MIT
#include "gui/lifelinepainter.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qreal kBeyond = 24; // painted above and below what is seen, so that no edge shows
constexpr qreal kHatchStep = 5; // before zooming
constexpr qreal kNameMargin = 4; // above and below a name

QColor mixed(const QColor &colour, const QColor &ground, int percent)
{
    const auto mix = [percent](int a, int b) { return (a * percent + b * (100 - percent)) / 100; };
    return QColor(mix(colour.red(), ground.red()), mix(colour.green(), ground.green()),
                  mix(colour.blue(), ground.blue()));
}

// Other sockets than TCP's have no states for a half-close; they get the colour of the state that has.
TcpState lookOf(const LifeMark &mark)
{
    if (mark.isWriteShut)
        return TcpState::FinWait1;
    return mark.isReadShut ? TcpState::CloseWait : mark.state;
}

} // namespace

QString lifeMarkName(const LifeMark &mark)
{
    const QString name = tcpStateName(mark.state);
    if (!mark.isReadShut && !mark.isWriteShut)
        return name;
    const ShutdownHow how = mark.isReadShut && mark.isWriteShut ? ShutdownHow::Both
        : mark.isReadShut                                       ? ShutdownHow::Read
                                                                : ShutdownHow::Write;
    return name + u" · "_s + shutdownHowName(how);
}

bool waitsForAccept(const LifeMark &mark, Side side)
{
    return side == Side::Server && !mark.hasOwner
        && (mark.state == TcpState::Established || mark.state == TcpState::CloseWait);
}

LifeLinePainter::LifeLinePainter(QPainter &painter, const TimelineStyle &style, qreal top, qreal bottom)
    : m_painter(painter)
    , m_style(style)
    , m_top(top)
    , m_bottom(bottom)
{
}

void LifeLinePainter::paint(const std::vector<LifePiece> &pieces, const Span &bar, Side side,
                            LifeOwner owner) const
{
    for (const LifePiece &piece : pieces) {
        const qreal top = std::round(std::max(piece.top, m_top - kBeyond) - m_top);
        const qreal bottom = std::round(std::min(piece.bottom, m_bottom + kBeyond) - m_top);
        if (bottom <= top)
            continue;
        const qreal inset = waitsForAccept(piece.mark, side) ? std::round(bar.width() / 4) : 0;
        paintPiece(QRectF(bar.left + inset, top, bar.width() - 2 * inset, bottom - top), piece.mark, owner);
        const qreal seenTop = std::max<qreal>(top, 0);
        const qreal seenBottom = std::min(bottom, m_bottom - m_top);
        if (inset == 0)
            paintName(QRectF(bar.left, seenTop, bar.width(), seenBottom - seenTop), piece.mark);
    }
}

void LifeLinePainter::paintPiece(const QRectF &place, const LifeMark &mark, LifeOwner owner) const
{
    const QColor colour = stateColour(m_style.colours, lookOf(mark));
    const bool isWaiting
        = !mark.hasOwner && (mark.state == TcpState::Established || mark.state == TcpState::CloseWait);
    const QColor pale = mixed(colour, m_style.colours.ground, isWaiting ? 55 : 30);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.fillRect(place, mark.isObserved && !isWaiting ? colour : pale);
    if (!mark.isObserved)
        paintHatch(place, colour);
    if (owner == LifeOwner::Other) {
        m_painter.setPen(QPen(m_style.colours.outside, 2));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(place.adjusted(1, 1, -1, -1));
    }
    m_painter.setRenderHint(QPainter::Antialiasing, true);
}

// Rising lines at the same places of the contents, however far they are scrolled. By hand, because a brush
// with a pattern does not survive in every format of a picture.
void LifeLinePainter::paintHatch(const QRectF &place, const QColor &colour) const
{
    const qreal step = std::max<qreal>(4, std::round(kHatchStep * m_style.sizes.zoom));
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    m_painter.setPen(QPen(colour, 1.3 * m_style.sizes.zoom, Qt::SolidLine, Qt::FlatCap));
    const qreal first = place.top() - std::fmod(m_top + place.top(), step);
    const int lines = int(std::ceil((place.bottom() + place.width() - first) / step));
    for (int line = 0; line < lines; ++line) {
        const qreal y = first + line * step;
        // From the left edge at y up to the right edge at y - width, cut at both ends of the place.
        const qreal leftX = std::max<qreal>(0, y - place.bottom());
        const qreal rightX = std::min(place.width(), y - place.top());
        if (rightX > leftX) {
            m_painter.drawLine(QPointF(place.left() + leftX, y - leftX),
                               QPointF(place.left() + rightX, y - rightX));
        }
    }
    m_painter.setRenderHint(QPainter::Antialiasing, false);
}

void LifeLinePainter::paintName(const QRectF &place, const LifeMark &mark) const
{
    const QFontMetricsF metrics(m_style.bar);
    QString name = lifeMarkName(mark);
    if (metrics.horizontalAdvance(name) + 2 * kNameMargin > place.height())
        name = name.section(u" · "_s, -1); // what is new about it
    const qreal length = metrics.horizontalAdvance(name);
    if (length + 2 * kNameMargin > place.height())
        return;
    m_painter.save();
    m_painter.translate(place.center());
    m_painter.rotate(-90);
    const QRectF words(-length / 2, -place.width() / 2, length, place.width());
    if (!mark.isObserved) { // off the hatch
        m_painter.fillRect(words.adjusted(-2, 1, 2, -1),
                           mixed(stateColour(m_style.colours, lookOf(mark)), m_style.colours.ground, 30));
    }
    m_painter.setFont(m_style.bar);
    m_painter.setPen(mark.isObserved ? stateTextColour(m_style.colours, lookOf(mark)) : m_style.colours.text);
    m_painter.drawText(words, int(Qt::AlignCenter) | Qt::TextSingleLine | Qt::TextDontClip, name);
    m_painter.restore();
}

} // namespace bothends
