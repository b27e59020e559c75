// SPDX-License-Identifier: MIT
#pragma once

#include <QPoint>
#include <QRect>
#include <QString>

#include <optional>
#include <vector>

namespace bothends {

enum class HexColumn : quint8 { Hex, Text };

/// The sizes of the font, in pixels.
struct HexMetrics
{
    int charWidth = 8;
    int textCell = 11; ///< width of one byte in the text column
    int lineHeight = 20;
    int margin = 8;
};

/// The part of a range of bytes that is in one line: its first and last byte, counted in the line.
struct HexSpan
{
    qint64 line = 0;
    int first = 0;
    int last = 0;
    bool hasStart = false; ///< the range begins here
    bool hasEnd = false; ///< the range ends here

    bool operator==(const HexSpan &other) const = default;
};

/// Arithmetic of a hex view: lines of 16 bytes, or 8 where there is little room, each with its offset, the
/// bytes in hex and their text. Pixels are those of the content; `row` is a line counted from the top one.
/// For streams of up to 2^40 bytes; as scroll bars count in int, one step of theirs may be several lines.
class HexLayout
{
public:
    /// A scroll bar has at most so many steps.
    static constexpr qint64 kMaxSteps = qint64(1) << 30;

    HexLayout()
        : HexLayout({}, 0, 0)
    {
    }
    HexLayout(const HexMetrics &metrics, int width, qint64 size);

    qint64 size() const { return m_size; }
    int bytesPerLine() const { return m_bytesPerLine; }
    int offsetDigits() const { return m_offsetDigits; }
    int contentWidth() const { return contentWidth(m_bytesPerLine); }
    int lineHeight() const { return m_metrics.lineHeight; }
    qint64 lineCount() const { return (m_size + m_bytesPerLine - 1) / m_bytesPerLine; }
    qint64 lineOf(qint64 offset) const { return offset / m_bytesPerLine; }
    qint64 offsetOf(qint64 line) const { return line * m_bytesPerLine; }
    /// In hex, upper case, as wide as the offset of the last byte needs.
    QString offsetText(qint64 line) const;

    QRect offsetRect(int row) const;
    /// The cells of the bytes first … last of a line; they touch each other.
    QRect cells(HexColumn column, int row, int first, int last) const;

    /// The parts of the bytes from … to - 1 that are in the lines firstLine … lastLine.
    std::vector<HexSpan> spans(qint64 from, qint64 to, qint64 firstLine, qint64 lastLine) const;

    HexColumn columnAt(int x) const;
    /// The byte nearest to a point, which may be outside; nothing if there are no bytes.
    std::optional<qint64> byteAt(const QPoint &point, qint64 topLine, HexColumn column) const;

    qint64 linesPerStep() const { return (lineCount() + kMaxSteps - 1) / kMaxSteps + (m_size == 0 ? 1 : 0); }
    /// The largest value of a scroll bar that shows so many lines at once.
    int lastStep(int visibleLines) const;
    int stepOf(qint64 line) const { return int(line / linesPerStep()); }

private:
    int hexLeft() const;
    int textLeft() const { return textLeft(m_bytesPerLine); }
    int textLeft(int bytesPerLine) const;
    int contentWidth(int bytesPerLine) const;

    HexMetrics m_metrics;
    qint64 m_size;
    int m_offsetDigits = 4;
    int m_bytesPerLine = 16;
};

} // namespace bothends
