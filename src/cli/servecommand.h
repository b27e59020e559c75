// SPDX-License-Identifier: MIT
#pragma once

#include "cli/command.h"
#include "cli/commandline.h"
#include "cli/eventprinter.h"
#include "net/session.h"

#include <optional>

namespace bothends {

/// `bothends serve`: listens until it is told to stop. Nothing is printed to standard output before the
/// port is open, so whoever reads the first line may connect.
class ServeCommand : public Command
{
    Q_OBJECT
public:
    ServeCommand(Session &session, StandardOutput &output, ServeOptions options);

    void start() override;
    void stop() override;

private:
    void takeIn(qsizetype first, qsizetype last);
    void announce(const Address &address);
    void printNews();
    void onEndpointChanged(const EndpointStatus &status);
    void onStopped();

    Session &m_session;
    StandardOutput &m_output;
    ServeOptions m_options;
    EventPrinter m_printer;
    quint32 m_endpoint = 0;
    qsizetype m_printed = 0; ///< rows of the journal that were
    bool m_isListening = false;
    bool m_isStopping = false;
    std::optional<Error> m_error;
};

} // namespace bothends
