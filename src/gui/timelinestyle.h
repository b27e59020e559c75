// SPDX-License-Identifier: MIT
#pragma once

#include "gui/theme.h"
#include "gui/timelinelayout.h"

#include <QFont>

namespace bothends {

/// Fonts and colours of the timeline at one zoom. A value; made anew when font, palette or zoom change.
struct TimelineStyle
{
    QFont text;
    QFont tag;
    QFont note;
    QFont link;
    QFont bar; ///< names of states in their life lines
    Colours colours;
    QColor linkColour;
    QColor focusColour;
    TimelineSizes sizes;

    /// @param highestNumber the widest `#n` that is shown; 0 = none is
    static TimelineStyle make(const QFont &font, const QPalette &palette, qreal zoom, quint32 highestNumber);

    QColor role(Side side) const { return side == Side::Server ? colours.server : colours.client; }
    QColor fill(Side side) const { return side == Side::Server ? colours.serverFill : colours.clientFill; }
    /// A softer shade of `colour` for outlines and connectors.
    QColor outline(const QColor &colour) const;
};

} // namespace bothends
