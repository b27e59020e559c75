// SPDX-License-Identifier: MIT
#include "gui/timelinepicture.h"

#include "gui/timelineheader.h"
#include "gui/timelinelegend.h"
#include "gui/timelinepainter.h"

#include <QApplication>
#include <QFontInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <cmath>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kFontPixels = 13;
constexpr qreal kSharpness = 2; // pixels of a PNG for one of ours, if there is room
constexpr qreal kFooterSpace = 10;
constexpr int kPdfResolution = 300;
constexpr qreal kPdfMargin = 10; // mm

QPalette paper()
{
    QPalette palette(QColor(0xf6, 0xf8, 0xfb));
    palette.setColor(QPalette::WindowText, QColor(0x1d, 0x23, 0x2b));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Text, QColor(0x1d, 0x23, 0x2b));
    palette.setColor(QPalette::Link, QColor(0x1f, 0x5f, 0xa8));
    return palette;
}

// In pixels, because a size in points would depend on the resolution of what is painted on.
QFont pictureFont()
{
    QFont font = QApplication::font();
    font.setPixelSize(kFontPixels);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

// With the fonts by their own names: an SVG says no more than the first, and what an alias such as
// "monospace" means is different where it is shown.
TimelineStyle pictureStyle(quint32 highestNumber)
{
    TimelineStyle style = TimelineStyle::make(pictureFont(), paper(), 1, highestNumber);
    for (QFont *font : {&style.text, &style.tag, &style.note, &style.link, &style.bar})
        font->setFamilies(QStringList(QFontInfo(*font).family()) + font->families());
    return style;
}

} // namespace

TimelinePicture::TimelinePicture(const Readings &readings, quint32 connection, int mostRows)
    : m_model(readings)
{
    m_model.setConnection(connection);
    const std::vector<quint32> &numbers = readings.connections.connections();
    const quint32 highest = connection == 0 && !numbers.empty() ? numbers.back() : 0;
    m_rows.setModel(&m_model);
    m_rows.setStyle(pictureStyle(highest), kWidth);
    m_rows.rebuild();
    cutAt(qMin(m_model.rowCount(), mostRows));
    for (int row = 0; row < m_shown; ++row)
        m_rows.measure(row, m_rows.top(row) + 1);
}

void TimelinePicture::cutAt(int rows)
{
    m_shown = rows > 1 && m_rows.isPaired(rows) ? rows - 1 : rows;
}

qreal TimelinePicture::headerHeight() const
{
    return TimelineHeader::heightOf(TimelineHeader::textsOf(m_model), m_rows.style(), m_rows.layout());
}

qreal TimelinePicture::footerHeight() const
{
    const qreal line = leftOutRows() > 0 ? std::ceil(m_rows.style().sizes.noteLine) + kFooterSpace : 0;
    return kFooterSpace + line + TimelineLegend::heightOf(m_rows.style(), kWidth);
}

int TimelinePicture::height() const
{
    return int(std::ceil(headerHeight() + qreal(m_rows.top(m_shown)) + footerHeight()));
}

std::vector<int> TimelinePicture::pageStarts(qreal height) const
{
    std::vector<int> starts;
    for (int row = 0; row < m_shown;) {
        starts.push_back(row);
        int next = qMin(m_shown, m_rows.rowAt(qint64(qreal(m_rows.top(row)) + height)));
        if (qreal(m_rows.top(m_shown) - m_rows.top(row)) <= height)
            next = m_shown;
        else if (m_rows.isPaired(next))
            --next;
        row = qMax(row + 1, next);
    }
    return starts;
}

// The header at the painter's origin and rows below it. What they leave above and below is painted over:
// not every format of a picture can clip.
void TimelinePicture::paintPart(QPainter &painter, int first, int last, qreal height)
{
    const qreal header = headerHeight();
    const qreal top = qreal(m_rows.top(first));
    const qreal bottom = qreal(m_rows.top(last + 1));
    painter.fillRect(QRectF(0, 0, kWidth, height), m_rows.style().colours.ground);
    painter.save();
    painter.translate(0, header);
    TimelinePainter rows(m_rows, TimelinePainter::focusOf(m_model, -1), {first, last, top, bottom});
    rows.paint(painter, nullptr, QRectF(0, 0, kWidth, bottom - top));
    painter.restore();
    const qreal end = header + bottom - top;
    painter.fillRect(QRectF(0, end, kWidth, height - end), m_rows.style().colours.ground);
    TimelineHeader::paintTexts(painter, QRectF(0, 0, kWidth, header), TimelineHeader::textsOf(m_model),
                               m_rows.style(), m_rows.layout());
}

qreal TimelinePicture::paintFooter(QPainter &painter, qreal top, qreal height)
{
    const TimelineStyle &style = m_rows.style();
    painter.setPen(style.colours.line);
    painter.drawLine(QPointF(0, top + 0.5), QPointF(kWidth, top + 0.5));
    qreal y = top + kFooterSpace;
    const qreal legend = TimelineLegend::heightOf(style, kWidth);
    TimelineLegend::paintAll(painter, QRectF(0, y, kWidth, legend), style);
    y += legend;
    if (leftOutRows() > 0) {
        painter.setFont(style.note);
        painter.setPen(style.colours.note);
        painter.drawText(QRectF(kFooterSpace, y, kWidth - 2 * kFooterSpace, height),
                         int(Qt::AlignLeft | Qt::AlignTop) | Qt::TextSingleLine,
                         tr("%n more row(s) are left out.", nullptr, leftOutRows()));
    }
    return y;
}

void TimelinePicture::paintSheet(QPainter &painter)
{
    if (m_shown == 0) {
        painter.fillRect(QRectF(0, 0, kWidth, height()), m_rows.style().colours.ground);
        TimelineHeader::paintTexts(painter, QRectF(0, 0, kWidth, headerHeight()),
                                   TimelineHeader::textsOf(m_model), m_rows.style(), m_rows.layout());
    } else {
        paintPart(painter, 0, m_shown - 1, height());
    }
    paintFooter(painter, height() - footerHeight(), footerHeight());
}

QString TimelinePicture::write(QIODevice &device, PictureFormat format)
{
    switch (format) {
    case PictureFormat::Png:
        return writePng(device);
    case PictureFormat::Svg:
        return writeSvg(device);
    case PictureFormat::Pdf:
        return writePdf(device);
    }
    return {};
}

QString TimelinePicture::writePng(QIODevice &device)
{
    if (height() > kHighestPng)
        cutAt(m_rows.rowAt(qint64(kHighestPng - headerHeight() - footerHeight() - 2 * kFontPixels)));
    const qreal scale = height() * kSharpness <= kHighestPng ? kSharpness : 1;
    QImage image(QSize(kWidth, height()) * scale, QImage::Format_RGB32);
    if (image.isNull())
        return tr("There is not enough memory for a picture of this size.");
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintSheet(painter);
    painter.end();
    return image.save(&device, "PNG") ? QString() : device.errorString();
}

QString TimelinePicture::writeSvg(QIODevice &device)
{
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setResolution(96); // of a pixel in CSS
    generator.setSize(QSize(kWidth, height()));
    generator.setViewBox(QRect(0, 0, kWidth, height()));
    generator.setTitle(tr("Timeline of a session in BothEnds"));
    QPainter painter;
    if (!painter.begin(&generator))
        return device.errorString();
    paintSheet(painter);
    return painter.end() ? QString() : device.errorString();
}

QString TimelinePicture::writePdf(QIODevice &device)
{
    QPdfWriter writer(&device);
    writer.setResolution(kPdfResolution);
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait,
                                     QMarginsF(kPdfMargin, kPdfMargin, kPdfMargin, kPdfMargin),
                                     QPageLayout::Millimeter));
    writer.setTitle(tr("Timeline of a session in BothEnds"));
    const QSizeF page = writer.pageLayout().paintRectPixels(kPdfResolution).size();
    const qreal scale = page.width() / kWidth;
    const qreal pageHeight = std::floor(page.height() / scale);
    const qreal line = std::ceil(m_rows.style().sizes.noteLine);
    const qreal room = pageHeight - headerHeight() - 2 * line; // the number of the page is below
    std::vector<int> starts = pageStarts(room);
    const int lastStart = starts.empty() ? 0 : starts.back();
    const bool fits = qreal(m_rows.top(m_shown) - m_rows.top(lastStart)) + footerHeight() <= room;
    if (starts.empty() || !fits)
        starts.push_back(m_shown); // a page for the legend

    QPainter painter;
    if (!painter.begin(&writer))
        return device.errorString();
    painter.scale(scale, scale);
    for (size_t i = 0; i < starts.size(); ++i) {
        if (i > 0)
            writer.newPage();
        const bool isLast = i + 1 == starts.size();
        const int end = isLast ? m_shown : starts[i + 1];
        qreal bottom = 0;
        if (starts[i] < end) {
            paintPart(painter, starts[i], end - 1, pageHeight);
            bottom = headerHeight() + qreal(m_rows.top(end) - m_rows.top(starts[i])) + kFooterSpace / 2;
        }
        if (isLast)
            paintFooter(painter, bottom, footerHeight());
        painter.setFont(m_rows.style().note);
        painter.setPen(m_rows.style().colours.note);
        painter.drawText(QRectF(0, pageHeight - line, kWidth, line), int(Qt::AlignCenter),
                         tr("%1 of %2").arg(i + 1).arg(starts.size()));
    }
    return painter.end() ? QString() : device.errorString();
}

bool exportTimeline(const Readings &readings, quint32 connection, const QString &file, PictureFormat format,
                    QString *fault)
{
    QSaveFile target(file);
    QString why;
    if (!target.open(QIODevice::WriteOnly))
        why = target.errorString();
    else
        why = TimelinePicture(readings, connection).write(target, format);
    if (why.isEmpty() && !target.commit())
        why = target.errorString();
    if (fault && !why.isEmpty())
        *fault = TimelinePicture::tr("The picture could not be written to %1: %2").arg(file, why);
    return why.isEmpty();
}

} // namespace bothends
