// SPDX-License-Identifier: MIT
#pragma once

#include "core/packedevents.h"
#include "core/textencoding.h"

#include <vector>

namespace bothends {

/// Whether messages begin where a character does, for who looks at all of them in the order of the journal:
/// remembers how the last one of each direction of a connection ended. Of as many directions as a table of
/// fixed size holds; of the others it says that it does not know. In the journal's thread.
class StreamEnds
{
public:
    /// Notes a row with its payload. True if it is certain that no bytes of a row before belong to its text,
    /// as TextReading reads it.
    bool isWhole(const PackedEvents::Brief &event, QByteArrayView bytes, TextEncoding encoding);
    void clear();

private:
    struct End
    {
        quint64 direction = 0; ///< 0 = none
        quint64 place = 0; ///< in the stream, of what follows
        quint32 sinceAlone = 0; ///< bytes since one that is no part of a longer character in any encoding
        bool isClean = false; ///< a character ended here
        bool isLost = false; ///< the journal's order is not that of the stream
    };

    std::vector<End> m_ends;
};

} // namespace bothends
