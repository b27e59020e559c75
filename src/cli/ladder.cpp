// SPDX-License-Identifier: MIT
#include "cli/ladder.h"

#include "cli/displaywidth.h"
#include "core/connectionindex.h"
#include "core/eventtext.h"
#include "core/textreading.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

// Columns: time, gap, server lane, wire, client lane.
constexpr int kTime = 9;
constexpr int kGap = 2;
constexpr int kWire = 12;
constexpr int kLane = (kLadderWidth - kTime - kGap - kWire) / 2;
constexpr int kTextLines = 4; // of a box, then an ellipsis
constexpr std::array kTracks = {5, 7, 3}; // columns of the wire where an arrow may run down

// ---- Rows
// --------------------------------------------------------------------------------------------------

/// What a row paints in its lane.
struct Block
{
    Side side = Side::Server;
    QString time;
    QStringList lines;
    int anchor = 0; ///< the line where arrows begin and end
    int top = 0; ///< the picture's line of lines[0]

    int anchorLine() const { return top + anchor; }
};

QStringList wrapped(const QString &text, int columns)
{
    QStringList lines;
    const QStringList paragraphs = text.split(u'\n');
    for (const QString &paragraph : paragraphs) {
        QStringView rest(paragraph);
        do {
            QStringView part = frontThatFits(rest, columns);
            // Between words if there are any; Chinese has none.
            const qsizetype space = part.lastIndexOf(u' ');
            if (part.size() < rest.size() && space > part.size() / 2)
                part = part.first(space + 1);
            lines += part.toString();
            rest = rest.sliced(part.isEmpty() ? rest.size() : part.size());
        } while (!rest.isEmpty());
    }
    return lines;
}

struct Frame
{
    char16_t topLeft, topRight, bottomLeft, bottomRight, horizontal, vertical;
};
constexpr Frame kHeavy = {u'┏', u'┓', u'┗', u'┛', u'━', u'┃'};
constexpr Frame kLight = {u'┌', u'┐', u'└', u'┘', u'─', u'│'};

QStringList boxed(const QStringList &text, const Frame &frame)
{
    int width = 1;
    for (const QString &line : text)
        width = qMax(width, displayWidth(line));
    const QString bar(width + 2, QChar(frame.horizontal));
    QStringList lines{QChar(frame.topLeft) + bar + QChar(frame.topRight)};
    for (const QString &line : text)
        lines += u"%1 %2 %1"_s.arg(QChar(frame.vertical)).arg(paddedTo(line, width));
    lines += QChar(frame.bottomLeft) + bar + QChar(frame.bottomRight);
    return lines;
}

Block dataBlock(const Event &event, const TextReading &reading, qsizetype row)
{
    const TextReading::RowText read = reading.rowText(row);
    QStringList text = wrapped(read.display.text, kLane - 4);
    if (text.size() > kTextLines || read.isShortened) {
        text = text.first(qMin<qsizetype>(text.size(), kTextLines));
        text.last() = elidedTo(text.constLast() + QString(kLane, u' '), kLane - 4);
    }
    Block block;
    block.lines = boxed(text, event.kind == EventKind::Sent ? kHeavy : kLight)
        + wrapped(dataCaption(event, read, reading.encoding(event.connection)), kLane);
    block.anchor = 1;
    return block;
}

Block tagBlock(const Event &event)
{
    Block block;
    const QString tag = eventTag(event);
    block.lines += elidedTo(tag.isEmpty() ? eventKindName(event.kind) : tag, kLane);
    if (event.error)
        block.lines += wrapped(eventNote(event), kLane);
    return block;
}

/// What the kernel reported, set apart from what the programs did.
Block stateBlock(const Event &event)
{
    Block block;
    const QString note = eventNote(event);
    const QString tag = eventTag(event);
    const QString text = tag.isEmpty() || note.isEmpty() ? tag + note : tag + u" – "_s + note;
    block.lines = wrapped(u"· "_s + text, kLane);
    return block;
}

/// The queues of an end change with every byte; here they would only be in the way.
bool isShown(const Event &event)
{
    return event.kind != EventKind::Queues || event.connection == 0;
}

std::vector<Block> blocksOf(const Journal &journal, const TextReading &reading, int firstLine)
{
    std::vector<Block> blocks;
    int line = firstLine;
    for (qsizetype row = 0; row < journal.size(); ++row) {
        const Event &event = journal.at(row);
        const bool isData = event.kind == EventKind::Sent || event.kind == EventKind::Received;
        Block block = isData                 ? dataBlock(event, reading, row)
            : event.origin == Origin::Kernel ? stateBlock(event)
                                             : tagBlock(event);
        if (!isShown(event))
            block.lines.clear(); // it has no line, and nothing points to it
        block.side = event.side;
        block.time = event.origin == Origin::Kernel ? QString() : eventTime(event);
        block.top = line;
        line += int(block.lines.size());
        blocks.push_back(std::move(block));
    }
    return blocks;
}

// ---- Arrows
// ------------------------------------------------------------------------------------------------

struct Arrow
{
    qsizetype from = 0; ///< row
    qsizetype to = 0;
};

/// The row of an event at the other end that this one caused, apart from data.
std::optional<qsizetype> effectOf(const Journal &journal, RowSpan rows, qsizetype row)
{
    const Event &cause = journal.at(row);
    EventKind effect = EventKind::Accept;
    const bool isReadShut = cause.detail && cause.detail->how == ShutdownHow::Read; // nothing leaves
    if ((cause.kind == EventKind::Shutdown && !isReadShut) || cause.kind == EventKind::Closed)
        effect = EventKind::Eof;
    else if (cause.kind != EventKind::Connect)
        return std::nullopt;
    for (const qsizetype other : rows) {
        const Event &event = journal.at(other);
        // A close() after shutdown() sends nothing more: the FIN is out.
        const bool isEarlierEnd = other < row && event.side == cause.side && event.kind == EventKind::Shutdown
            && !(event.detail && event.detail->how == ShutdownHow::Read);
        if (isEarlierEnd && effect == EventKind::Eof)
            return std::nullopt;
        if (other > row && event.side != cause.side && event.kind == effect)
            return other;
    }
    return std::nullopt;
}

std::vector<Arrow> arrowsOf(const Journal &journal, const ConnectionIndex &connections)
{
    std::vector<Arrow> arrows;
    for (qsizetype row = 0; row < journal.size(); ++row) {
        const Event &event = journal.at(row);
        if (event.kind == EventKind::Sent) {
            for (const qsizetype reader : connections.matches(row))
                arrows.push_back({row, reader});
        } else if (event.connection != 0) {
            if (const auto effect = effectOf(journal, connections.rows(event.connection), row))
                arrows.push_back({row, *effect});
        }
    }
    return arrows;
}

// ---- The wire
// ----------------------------------------------------------------------------------------------

/// The columns between the lanes: each cell knows in which directions a line leaves it.
class Wire
{
public:
    explicit Wire(int lines)
        : m_cells(size_t(lines))
    {
    }

    void draw(const Block &from, const Block &to)
    {
        const int start = from.anchorLine();
        const int end = to.anchorLine();
        const bool isToClient = to.side == Side::Client;
        const int track = freeTrack(std::min(start, end), std::max(start, end));
        horizontal(start, isToClient ? 0 : track, isToClient ? track : kWire - 1);
        horizontal(end, isToClient ? track : 0, isToClient ? kWire - 1 : track);
        for (int line = std::min(start, end); line <= std::max(start, end); ++line) {
            if (line > std::min(start, end))
                cell(line, track).directions |= Up;
            if (line < std::max(start, end))
                cell(line, track).directions |= Down;
            cell(line, track).isTaken = true;
        }
        cell(end, isToClient ? kWire - 2 : 1).head = isToClient ? u'▶' : u'◀';
        cell(end, isToClient ? kWire - 1 : 0).directions = 0;
        if (from.side == Side::Server)
            m_cells[size_t(start)].touchesServer = true;
    }

    /// True if an arrow begins at the server on this line; its lane then leads over to the wire.
    bool touchesServer(int line) const { return m_cells[size_t(line)].touchesServer; }

    QString text(int line) const
    {
        QString text;
        for (const Cell &each : m_cells[size_t(line)].cells)
            text += QChar(each.head != 0 ? each.head : kLines[each.directions]);
        return text;
    }

private:
    enum Direction : quint8 { Up = 1, Down = 2, Left = 4, Right = 8 };
    static constexpr char16_t kLines[] = u" │││─╯╮┤─╰╭├─┴┬┼"; // by the sum of directions

    struct Cell
    {
        quint8 directions = 0;
        bool isTaken = false;
        char16_t head = 0;
    };
    struct Line
    {
        std::array<Cell, kWire> cells;
        bool touchesServer = false;
    };

    Cell &cell(int line, int column) { return m_cells[size_t(line)].cells[size_t(column)]; }

    int freeTrack(int first, int last)
    {
        for (const int track : kTracks) {
            bool isFree = true;
            for (int line = first; line <= last; ++line)
                isFree = isFree && !cell(line, track).isTaken;
            if (isFree)
                return track;
        }
        return kTracks.front();
    }

    void horizontal(int line, int first, int last)
    {
        for (int column = first; column <= last; ++column) {
            quint8 &directions = cell(line, column).directions;
            if (column > first || first == 0)
                directions |= Left;
            if (column < last || last == kWire - 1)
                directions |= Right;
        }
    }

    std::vector<Line> m_cells;
};

// ---- The picture
// -------------------------------------------------------------------------------------------

QString laneText(const Block &block, int line, const Wire &wire)
{
    const QString text = block.lines.at(line - block.top);
    const int blank = kLane - displayWidth(text);
    if (block.side == Side::Client)
        return QString(kLane, u' ') + wire.text(line) + text;
    const bool leadsOver = wire.touchesServer(line) && line == block.anchorLine() && blank > 1;
    return text + (leadsOver ? u' ' + QString(blank - 1, u'─') : QString(blank, u' ')) + wire.text(line);
}

QString withoutTrailingSpaces(QString text)
{
    while (text.endsWith(u' '))
        text.chop(1);
    return text;
}

} // namespace

QStringList ladderLines(const Journal &journal)
{
    const ConnectionIndex connections(journal);
    const TextReading reading(journal, connections);
    const QString margin(kTime + kGap, u' ');
    QStringList lines{QString(kTime - 2, u' ') + u"ms"_s + QString(kGap, u' ')
                          + paddedTo(sideText(Side::Server), kLane + kWire) + sideText(Side::Client),
                      margin + QString(kLane, u'─') + QString(kWire, u' ') + QString(kLane, u'─')};

    const std::vector<Block> blocks = blocksOf(journal, reading, int(lines.size()));
    if (blocks.empty())
        return lines;
    Wire wire(blocks.back().top + int(blocks.back().lines.size()));
    for (const Arrow &arrow : arrowsOf(journal, connections))
        wire.draw(blocks[size_t(arrow.from)], blocks[size_t(arrow.to)]);
    for (const Block &block : blocks) {
        for (int line = block.top; line < block.top + int(block.lines.size()); ++line) {
            const QString time = line == block.anchorLine() ? block.time : QString();
            lines += withoutTrailingSpaces(time.rightJustified(kTime) + QString(kGap, u' ')
                                           + laneText(block, line, wire));
        }
    }
    return lines;
}

} // namespace bothends
