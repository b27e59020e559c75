// SPDX-License-Identifier: MIT
#pragma once

#include "core/readings.h"

#include <QStringList>

namespace bothends {

enum class CodeLanguage : quint8 { Python, C, Qt };

QList<CodeLanguage> allCodeLanguages();

/// A whole program, and which of its lines are the event's.
struct CodeListing
{
    QStringList lines; ///< without line feeds
    int first = -1; ///< lines first … last are the event's; -1 = none is, and the remark says why
    int last = -1;
    QString remark; ///< sentences in the language that is installed now, one a line; may be empty

    QString text() const { return lines.join(u'\n') + u'\n'; }
};

/// The end of ours to which a row belongs (its server, or its client) as a program that does the same: the
/// same calls in the same order with the same bytes, as far as the journal goes. It runs as it stands; where
/// it has to leave something out it says so in a comment and in the remark. `HOST` and `PORT` stand at the
/// top.
///
/// Endpoints that are worked call by call and datagram sockets have each call in the order of the journal, as
/// it was made; one that failed is made, too, and what it failed with is printed. A blocking loop is a loop.
///
/// - Python 3 and C11 with POSIX.1-2008 use blocking calls, hence serve one connection after the other, each
///   in a block of its own. Reads wait until they have as many bytes as the session's had (MSG_WAITALL).
///   `cc -std=c11 -Wall -Wextra` has nothing to say about it.
/// - Qt 6 (Core and Network) waits for signals; what followed a read stands in the slot of readyRead().
///
/// At most kMaxSteps steps around the row are shown, at most kMaxLiteral bytes of a payload and
/// kMaxLiterals of all together; a payload that repeats itself counts as what is repeated. Those nearest to
/// the row go first. The work is bounded by that, not by the length of the session. In the journal's thread.
CodeListing codeOf(const Readings &readings, qsizetype row, CodeLanguage language);

} // namespace bothends
