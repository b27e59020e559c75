// SPDX-License-Identifier: MIT
#pragma once

#include "cli/command.h"
#include "cli/commandline.h"
#include "cli/eventprinter.h"
#include "cli/storedjournal.h"
#include "net/replayer.h"

#include <memory>

namespace bothends {

/// `bothends replay`: sends one side of a stored connection again and says whether the same comes back. What
/// it has to say goes to standard output: the verdict, and the bytes around the first difference; or, as
/// JSON, the events and at last the verdict as one object.
class ReplayCommand : public Command
{
    Q_OBJECT
public:
    ReplayCommand(Session &session, StandardOutput &output, ReplayOptions options);
    ~ReplayCommand() override;

    void start() override;
    void stop() override;

private:
    QString connectionNumbers() const;
    QString chooseConnection();
    void fail(const QString &text, ExitCode code);
    void conclude(const ReplayResult &result);
    void printVerdict(const ReplayResult &result);
    QString differenceText(const ReplayResult &result) const;

    Session &m_session;
    StandardOutput &m_output;
    ReplayOptions m_options;
    EventPrinter m_printer;
    std::unique_ptr<StoredJournal> m_then;
    std::unique_ptr<ConnectionIndex> m_index; ///< of the live one, to find its bytes
    std::unique_ptr<TextReading> m_texts;
    std::unique_ptr<LifeLines> m_lines;
    std::unique_ptr<Replayer> m_replayer;
};

} // namespace bothends
