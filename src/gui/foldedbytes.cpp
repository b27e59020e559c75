// SPDX-License-Identifier: MIT
#include "gui/foldedbytes.h"

#include <cstring>

namespace bothends {

namespace {

constexpr qsizetype kWord = sizeof(quint64);
constexpr quint64 kEach = Q_UINT64_C(0x0101010101010101);
constexpr quint64 kTops = 0x80 * kEach;

/// Eight bytes at once; what is added to each never reaches the next.
quint64 foldedWord(quint64 word)
{
    const quint64 low = word & ~kTops;
    const quint64 isFromA = low + (0x80 - 'A') * kEach;
    const quint64 isBehindZ = low + (0x7f - 'Z') * kEach;
    const quint64 isLetter = isFromA & ~isBehindZ & ~word & kTops;
    return word | isLetter >> 2; // 0x20 is what makes a letter small
}

quint64 controlsIn(quint64 word)
{
    const quint64 isVisible = (word & ~kTops) + (0x80 - 0x20) * kEach;
    const quint64 isDelete = (word & ~kTops) + kEach;
    return (~isVisible | isDelete) & kTops;
}

} // namespace

void FoldedBytes::take(QByteArrayView bytes)
{
    m_original = bytes;
    if (m_folded.size() < bytes.size())
        m_folded.resize(bytes.size());
    quint64 all = 0;
    quint64 controls = 0;
    const auto takeWord = [&](const char *from, char *to, qsizetype length) {
        quint64 word = ' ' * kEach;
        std::memcpy(&word, from, size_t(length));
        all |= word;
        controls |= controlsIn(word);
        word = foldedWord(word);
        std::memcpy(to, &word, size_t(length));
    };
    const char *from = bytes.data();
    char *to = m_folded.data();
    qsizetype at = 0;
    for (; at + kWord <= bytes.size(); at += kWord)
        takeWord(from + at, to + at, kWord);
    if (at < bytes.size() && at > 0)
        takeWord(from + bytes.size() - kWord, to + bytes.size() - kWord, kWord); // some of them again
    else if (at < bytes.size())
        takeWord(from, to, bytes.size());
    m_isAscii = (all & kTops) == 0;
    m_hasControls = controls != 0;
}

} // namespace bothends
