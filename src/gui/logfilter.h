// SPDX-License-Identifier: MIT
#pragma once

#include "gui/rowpattern.h"

#include <optional>

namespace bothends {

/// What an event is about, for whoever looks for one kind; each event has exactly one.
enum class KindGroup : quint8 { Calls, Signals, Data, Kernel, Errors };

/// Errors come first: a write that failed is an error, not data.
KindGroup kindGroupOf(const Event &event);
KindGroup kindGroupOf(const PackedEvents::Brief &event);

/// One or two words in the language that is installed now.
QString kindGroupText(KindGroup kinds);
QString originText(Origin origin);

/// Which rows of the journal the log shows. A value.
struct LogFilter
{
    quint32 connection = 0; ///< 0 = all of them, and what belongs to none
    std::optional<Side> side;
    std::optional<KindGroup> kinds;
    std::optional<Origin> origin;
    RowPattern::Mode mode = RowPattern::Mode::Text;
    QString pattern; ///< empty = anything

    bool operator==(const LogFilter &) const = default;

    /// All of it but the pattern. Constant work.
    bool admits(const PackedEvents::Brief &event) const;
    /// It lets all through, but for the pattern.
    bool admitsAll() const { return connection == 0 && !side && !kinds && !origin; }
};

} // namespace bothends
