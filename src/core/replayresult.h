// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QString>

#include <optional>

namespace bothends {

/// What came of a replay.
struct ReplayResult
{
    enum class Verdict : quint8 {
        Equal, ///< the same bytes came back
        Different,
        Shorter, ///< the same so far, but fewer
        Longer, ///< the same, and more
        Failed, ///< it could not begin, or the connection broke before everything was sent
        Cancelled,
    };
    Verdict verdict = Verdict::Failed;
    qint64 sentBytes = 0;
    qint64 sentThen = 0;
    qint64 receivedBytes = 0;
    qint64 receivedThen = 0;
    /// Where the answers part; also where the shorter one ends.
    std::optional<qint64> firstDifference;
    qint64 unknownBytes = 0; ///< came, but what came then is no longer kept
    bool wasStarted = false; ///< a connection came about
    std::optional<qint64> missingFrom; ///< Failed because what was sent then is not there from this offset on
    std::optional<Error> error;
};

/// The verdict as one sentence, in the language that is installed now.
QString verdictText(const ReplayResult &result);
/// How many bytes went and came, now and then; a second line where some could not be compared.
QString amountsText(const ReplayResult &result);

} // namespace bothends
