// SPDX-License-Identifier: MIT
#include "core/replayresult.h"

#include <QCoreApplication>
#include <QLocale>

namespace bothends {

namespace {

struct ReplayTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::ReplayTexts)
};

} // namespace

QString verdictText(const ReplayResult &result)
{
    using Verdict = ReplayResult::Verdict;
    const QLocale locale;
    const QString offset = locale.toString(result.firstDifference.value_or(0));
    switch (result.verdict) {
    case Verdict::Equal:
        return ReplayTexts::tr("The replay got the same bytes as then.");
    case Verdict::Different:
        return ReplayTexts::tr("The first difference is at offset %1.").arg(offset);
    case Verdict::Shorter:
        return ReplayTexts::tr("The same bytes came back, but they end at offset %1.").arg(offset);
    case Verdict::Longer:
        return ReplayTexts::tr("The same bytes came back, and more from offset %1 on.").arg(offset);
    case Verdict::Cancelled:
        return ReplayTexts::tr("The replay was cancelled.");
    case Verdict::Failed:
        break;
    }
    if (result.missingFrom)
        return ReplayTexts::tr("What was sent then is missing from offset %1 on.")
            .arg(locale.toString(*result.missingFrom));
    return errorText(result.error.value_or(Error())).what;
}

QString amountsText(const ReplayResult &result)
{
    const QLocale locale;
    QString text
        = ReplayTexts::tr("Sent %1 bytes, in the recording %2. Received %3 bytes, in the recording %4.")
              .arg(locale.toString(result.sentBytes), locale.toString(result.sentThen),
                   locale.toString(result.receivedBytes), locale.toString(result.receivedThen));
    if (result.unknownBytes > 0)
        text += u'\n'
            + ReplayTexts::tr("%1 bytes were not compared: those of then are no longer kept.")
                  .arg(locale.toString(result.unknownBytes));
    return text;
}

} // namespace bothends
