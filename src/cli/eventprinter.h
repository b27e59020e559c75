// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandline.h"
#include "cli/standardoutput.h"
#include "core/journal.h"

#include <memory>

namespace bothends {

/// Writes rows of the journal to standard output, one line for each. Lives in the main thread.
class EventPrinter
{
public:
    EventPrinter(const Journal &journal, StandardOutput &output, OutputFormat format, TextEncoding encoding);
    ~EventPrinter();

    /// Rows first … last, as one piece.
    void print(qsizetype first, qsizetype last);

private:
    QByteArray line(qsizetype row) const;

    const Journal &m_journal;
    StandardOutput &m_output;
    OutputFormat m_format;
    struct Reading;
    std::unique_ptr<Reading> m_reading; ///< only where text is printed
};

} // namespace bothends
