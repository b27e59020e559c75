// SPDX-License-Identifier: MIT
#include "gui/timelinestyle.h"

#include "gui/fonts.h"

#include <QFontMetricsF>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qreal kTagFactor = 0.92;
constexpr qreal kNoteFactor = 0.87;
constexpr qreal kBarFactor = 0.75;

} // namespace

TimelineStyle TimelineStyle::make(const QFont &font, const QPalette &palette, qreal zoom,
                                  quint32 highestNumber)
{
    TimelineStyle style;
    style.text = scaledFont(font, zoom);
    style.tag = fixedPitchFont(font, zoom * kTagFactor);
    style.note = scaledFont(font, zoom * kNoteFactor);
    style.link = style.note;
    style.link.setUnderline(true);
    style.bar = scaledFont(font, zoom * kBarFactor);
    style.bar.setBold(true);
    style.colours = coloursFor(palette);
    style.linkColour = palette.color(QPalette::Link);
    style.focusColour = palette.color(QPalette::Highlight);

    const QFontMetricsF text(style.text);
    const QFontMetricsF note(style.note);
    style.sizes.zoom = zoom;
    style.sizes.textLine = text.height();
    style.sizes.tagLine = QFontMetricsF(style.tag).height();
    style.sizes.noteLine = note.height();
    style.sizes.barLine = QFontMetricsF(style.bar).height();
    style.sizes.textColumn = text.averageCharWidth();
    style.sizes.timeWidth = note.horizontalAdvance(u"000\u2009000.0"_s);
    if (highestNumber > 0) {
        const qsizetype digits = QString::number(highestNumber).size();
        style.sizes.numberWidth = note.horizontalAdvance(u'#' + QString(digits, u'0'));
    }
    return style;
}

QColor TimelineStyle::outline(const QColor &colour) const
{
    const auto mixed = [](int a, int b) { return (a * 60 + b * 40) / 100; };
    const QColor &ground = colours.ground;
    return QColor(mixed(colour.red(), ground.red()), mixed(colour.green(), ground.green()),
                  mixed(colour.blue(), ground.blue()));
}

} // namespace bothends
