// SPDX-License-Identifier: MIT
#include "core/lifelines.h"

namespace bothends {

namespace {

constexpr size_t kMostPacked = 256; // of longer ones, packing would take long and save little

void packMarks(PackWriter &writer, const std::vector<LifeMark> &marks)
{
    writer.number(marks.size());
    qsizetype before = 0;
    for (const LifeMark &mark : marks) {
        writer.signedNumber(mark.row - before);
        before = mark.row;
        writer.number(quint64(mark.state) << 4 | quint64(mark.isObserved) << 3 | quint64(mark.hasOwner) << 2
                      | quint64(mark.isReadShut) << 1 | quint64(mark.isWriteShut));
    }
}

std::vector<LifeMark> unpackMarks(PackReader &reader)
{
    const quint64 count = reader.number();
    std::vector<LifeMark> marks(count);
    qsizetype before = 0;
    for (LifeMark &mark : marks) {
        before += reader.signedNumber();
        const quint64 rest = reader.number();
        mark = {before,          TcpState(rest >> 4), (rest & 8) != 0,
                (rest & 4) != 0, (rest & 2) != 0,     (rest & 1) != 0};
    }
    return marks;
}

void packSegments(PackWriter &writer, const std::vector<InferredSegment> &segments)
{
    writer.number(segments.size());
    qsizetype before = 0;
    for (const InferredSegment &segment : segments) {
        writer.number(quint64(segment.kind) << 1 | quint64(segment.from));
        writer.signedNumber(segment.fromRow - before);
        writer.signedNumber(segment.toRow - segment.fromRow);
        before = segment.toRow;
    }
}

std::vector<InferredSegment> unpackSegments(PackReader &reader)
{
    const quint64 count = reader.number();
    std::vector<InferredSegment> segments(count);
    qsizetype before = 0;
    for (InferredSegment &segment : segments) {
        const quint64 what = reader.number();
        segment.kind = SegmentKind(what >> 1);
        segment.from = Side(what & 1);
        segment.fromRow = before + reader.signedNumber();
        segment.toRow = before = segment.fromRow + reader.signedNumber();
    }
    return segments;
}

} // namespace

bool LifeLines::Entry::isPackable() const
{
    size_t length = segments.size();
    for (const End &each : ends)
        length += each.marks.size() + each.readings.size();
    return length <= kMostPacked;
}

void LifeLines::Entry::pack(PackWriter &writer) const
{
    const std::array flags{hasHandshake, hasFin[0], hasFin[1], hasFinAck[0], hasFinAck[1], hasRst};
    quint64 bits = 0;
    for (const bool flag : flags)
        bits = bits << 1 | quint64(flag);
    writer.number(bits);
    writer.number(quint64(transport));
    writer.signedNumber(connectRow);
    writer.number(listener);
    for (const End &each : ends) {
        packMarks(writer, each.marks);
        writer.rows(each.readings);
        writer.signedNumber(each.shutdownRow);
        writer.signedNumber(each.resetRow);
        writer.signedNumber(each.unread);
        writer.number(quint64(each.isReset));
    }
    packSegments(writer, segments);
}

void LifeLines::Entry::unpack(PackReader &reader)
{
    quint64 bits = reader.number();
    const std::array<bool *, 6> flags{&hasHandshake, &hasFin[0],    &hasFin[1],
                                      &hasFinAck[0], &hasFinAck[1], &hasRst};
    for (size_t i = flags.size(); i > 0; bits >>= 1)
        *flags[--i] = (bits & 1) != 0;
    transport = Transport(reader.number());
    connectRow = reader.signedNumber();
    listener = quint32(reader.number());
    for (End &each : ends) {
        each.marks = unpackMarks(reader);
        each.readings = reader.rows();
        each.shutdownRow = reader.signedNumber();
        each.resetRow = reader.signedNumber();
        each.unread = reader.signedNumber();
        each.isReset = reader.number() != 0;
    }
    segments = unpackSegments(reader);
}

} // namespace bothends
