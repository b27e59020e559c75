// SPDX-License-Identifier: MIT
#pragma once

#include "core/readings.h"
#include "gui/bytepattern.h"
#include "gui/notememory.h"
#include "gui/rowpattern.h"
#include "gui/streamends.h"

#include <optional>
#include <vector>

namespace bothends {

/// Which of many rows have a pattern: says of each exactly what RowPattern::match() says, at a fraction of
/// the cost when the rows rise and none is far from the next. Then the bytes of some thousands of rows are
/// looked at where they are, and only what they cannot tell is read as text. What rows without bytes say is
/// made once for all that say the same. Bounded work for a row; what is ahead of it takes a millisecond or
/// so. Lives in the journal's thread; the encodings of the readings and the language must stay the same.
class RowMatcher
{
public:
    explicit RowMatcher(const Readings &readings);

    void start(const RowPattern &pattern);
    const RowPattern &pattern() const { return m_pattern; }
    RowPattern::Result match(qsizetype row);
    /// The last row took hardly any time: it was looked at together with one before, or says the same.
    bool wasAhead() const { return m_wasAhead; }

private:
    using Answer = std::optional<RowPattern::Result>; // none = the row has to be read

    RowPattern::Result matchOne(qsizetype row);
    void lookAhead(qsizetype row);
    Answer judge(qsizetype row, QByteArrayView bytes);
    Answer judgeText(TextEncoding encoding, bool isWhole, bool isEnd);
    Answer judgeRegex(TextEncoding encoding, bool isWhole, bool isEnd);

    Readings m_readings;
    RowPattern m_pattern;
    BytePattern m_bytePattern;
    NoteMemory m_notes;
    StreamEnds m_ends;
    FoldedBytes m_bytes; // of the row that is looked at
    std::vector<Answer> m_answers; // of the rows from m_aheadFrom on
    qsizetype m_aheadFrom = 0;
    qsizetype m_lastRow = -1;
    qint64 m_weight = 0; // of what was looked at ahead: bytes, those that were read as text several times
    bool m_wasAhead = false;
};

} // namespace bothends
