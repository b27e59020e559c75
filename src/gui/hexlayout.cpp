// SPDX-License-Identifier: MIT
#include "gui/hexlayout.h"

#include <algorithm>

namespace bothends {

namespace {

constexpr int kWide = 16;
constexpr int kNarrow = 8;
constexpr int kHalf = 8; // bytes; behind them the hex column has a gap
constexpr int kHexChars = 3; // two digits and the space around them
constexpr int kGapChars = 2; // between two columns
constexpr int kFewestDigits = 4;

int digitsFor(qint64 lastOffset)
{
    int digits = kFewestDigits;
    while (digits < 16 && (lastOffset >> (4 * digits)) != 0)
        digits += 2;
    return digits;
}

// Characters before the cell of a byte in the hex column.
int hexChars(int byte)
{
    return byte * kHexChars + (byte >= kHalf ? 1 : 0);
}

} // namespace

HexLayout::HexLayout(const HexMetrics &metrics, int width, qint64 size)
    : m_metrics(metrics)
    , m_size(qMax<qint64>(0, size))
    , m_offsetDigits(digitsFor(qMax<qint64>(0, m_size - 1)))
{
    m_bytesPerLine = width >= contentWidth(kWide) ? kWide : kNarrow;
}

QString HexLayout::offsetText(qint64 line) const
{
    return QString::number(offsetOf(line), 16).toUpper().rightJustified(m_offsetDigits, u'0');
}

int HexLayout::hexLeft() const
{
    return m_metrics.margin + (m_offsetDigits + kGapChars) * m_metrics.charWidth;
}

int HexLayout::textLeft(int bytesPerLine) const
{
    const int chars = hexChars(bytesPerLine - 1) + kHexChars + kGapChars;
    return hexLeft() + chars * m_metrics.charWidth;
}

int HexLayout::contentWidth(int bytesPerLine) const
{
    return textLeft(bytesPerLine) + bytesPerLine * m_metrics.textCell + m_metrics.margin;
}

QRect HexLayout::offsetRect(int row) const
{
    return {m_metrics.margin, row * m_metrics.lineHeight, m_offsetDigits * m_metrics.charWidth,
            m_metrics.lineHeight};
}

QRect HexLayout::cells(HexColumn column, int row, int first, int last) const
{
    const int top = row * m_metrics.lineHeight;
    if (column == HexColumn::Text) {
        return {textLeft() + first * m_metrics.textCell, top, (last - first + 1) * m_metrics.textCell,
                m_metrics.lineHeight};
    }
    const int chars = hexChars(last) + kHexChars - hexChars(first);
    return {hexLeft() + hexChars(first) * m_metrics.charWidth, top, chars * m_metrics.charWidth,
            m_metrics.lineHeight};
}

std::vector<HexSpan> HexLayout::spans(qint64 from, qint64 to, qint64 firstLine, qint64 lastLine) const
{
    std::vector<HexSpan> found;
    if (from >= to)
        return found;
    const qint64 low = qMax(firstLine, lineOf(from));
    const qint64 high = qMin(lastLine, lineOf(to - 1));
    for (qint64 line = low; line <= high; ++line) {
        const qint64 begin = offsetOf(line);
        const qint64 end = begin + m_bytesPerLine;
        found.push_back(
            {line, int(qMax(from, begin) - begin), int(qMin(to, end) - 1 - begin), from >= begin, to <= end});
    }
    return found;
}

HexColumn HexLayout::columnAt(int x) const
{
    return x >= textLeft() - m_metrics.charWidth ? HexColumn::Text : HexColumn::Hex;
}

std::optional<qint64> HexLayout::byteAt(const QPoint &point, qint64 topLine, HexColumn column) const
{
    if (m_size == 0)
        return std::nullopt;
    const int down = point.y() >= 0 ? point.y() / m_metrics.lineHeight : -1;
    const qint64 line = std::clamp<qint64>(topLine + down, 0, lineCount() - 1);
    int byte = 0;
    while (byte < m_bytesPerLine - 1 && point.x() > cells(column, 0, byte, byte).right())
        ++byte;
    return qMin(offsetOf(line) + byte, m_size - 1);
}

int HexLayout::lastStep(int visibleLines) const
{
    const qint64 lines = qMax<qint64>(0, lineCount() - visibleLines);
    return int((lines + linesPerStep() - 1) / linesPerStep());
}

} // namespace bothends
