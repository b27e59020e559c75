// SPDX-License-Identifier: MIT
#include "gui/streamends.h"

#include "core/textreading.h"

#include <algorithm>
#include <limits>

namespace bothends {

namespace {

constexpr size_t kDirections = 16384; // a power of two
constexpr qsizetype kFarthest = 8192; // half of what TextReading goes back to find where a character begins
constexpr uchar kAlwaysAlone = 0x30; // bytes below are no part of a longer character in GB18030, GBK, Big5

bool isContinuation(char byte)
{
    return (uchar(byte) & 0xC0) == 0x80;
}

bool endsInUtf8(QByteArrayView bytes)
{
    qsizetype last = bytes.size() - 1;
    qsizetype following = 0;
    while (last > 0 && following < 3 && isContinuation(bytes[last])) {
        --last;
        ++following;
    }
    const auto lead = uchar(bytes[last]);
    const int needed = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    return !isContinuation(bytes[last]) && following >= needed;
}

bool endsInUtf16(QByteArrayView bytes, quint64 place, bool isBigEndian)
{
    if (place % 2 != 0 || bytes.size() < 2)
        return false;
    const auto high = uchar(bytes[bytes.size() - (isBigEndian ? 2 : 1)]);
    return high < 0xD8 || high > 0xDF;
}

/// Of bytes that begin where a character does.
bool endsInMultiByte(TextEncoding encoding, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ByteSequence first = firstSequence(encoding, bytes);
        if (first.kind == ByteSequence::Kind::Incomplete)
            return false;
        bytes = bytes.sliced(first.length);
    }
    return true;
}

quint64 directionOf(const PackedEvents::Brief &event)
{
    const bool isSent = event.kind == EventKind::Sent;
    return quint64(event.connection) << 3 | quint64(event.side) << 2 | quint64(isSent) << 1 | 1U;
}

} // namespace

void StreamEnds::clear()
{
    m_ends.clear();
}

bool StreamEnds::isWhole(const PackedEvents::Brief &event, QByteArrayView bytes, TextEncoding encoding)
{
    if (encoding == TextEncoding::Latin1 || TextReading::isAlone(event))
        return true;
    if (event.extra && event.extra->segment) // what is before it may be anywhere
        return false;
    if (m_ends.empty())
        m_ends.resize(kDirections);
    const quint64 direction = directionOf(event);
    const quint64 place = event.streamOffset;
    const quint64 behind = place + quint64(bytes.size());
    End &end = m_ends[(direction * Q_UINT64_C(0x9E3779B97F4A7C15)) >> 50];
    if (end.direction != direction)
        end = {direction, std::numeric_limits<quint64>::max(), 0, false, false};
    else
        end.isLost = end.isLost || place < end.place;
    const bool isNext = end.place == place && !end.isLost;
    const bool isWhole = place == 0 || (isNext && end.isClean);

    end.place = behind;
    if (bytes.size() != event.bytes) {
        end.isClean = false;
        return isWhole;
    }
    switch (encoding) {
    case TextEncoding::Utf8:
        end.isClean = endsInUtf8(bytes);
        break;
    case TextEncoding::Utf16Le:
    case TextEncoding::Utf16Be:
        end.isClean = endsInUtf16(bytes, behind, encoding == TextEncoding::Utf16Be);
        break;
    default: {
        const auto alone = std::find_if(bytes.rbegin(), bytes.rend(),
                                        [](char byte) { return uchar(byte) < kAlwaysAlone; });
        const auto since = alone - bytes.rbegin();
        const bool isAnchored = alone != bytes.rend();
        const bool isKnown = isAnchored || isWhole;
        const qsizetype far
            = isAnchored ? since : qsizetype(isWhole && place != 0 ? end.sinceAlone : 0) + since;
        end.sinceAlone = quint32(std::min<qsizetype>(far, kFarthest));
        end.isClean = isKnown && far < kFarthest && endsInMultiByte(encoding, bytes.last(since));
        break;
    }
    }
    return isWhole;
}

} // namespace bothends
