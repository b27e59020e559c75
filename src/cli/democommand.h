// SPDX-License-Identifier: MIT
#pragma once

#include "cli/command.h"
#include "cli/commandline.h"
#include "cli/eventprinter.h"
#include "net/session.h"

#include <QTimer>

#include <optional>

namespace bothends {

/// `bothends demo`: a server and a client of ours on a free port. The greeting arrives, the client answers,
/// both close in order; then the whole is printed as a ladder, or as events while it happens.
class DemoCommand : public Command
{
    Q_OBJECT
public:
    DemoCommand(Session &session, StandardOutput &output, DemoOptions options);

    void start() override;
    void stop() override;

private:
    static constexpr std::chrono::seconds kTimeLimit{10};

    void takeIn(qsizetype first, qsizetype last);
    void takeIn(qsizetype row);
    void onEndpointChanged(const EndpointStatus &status);
    void onStopped();
    void printLadder();

    Session &m_session;
    StandardOutput &m_output;
    DemoOptions m_options;
    EventPrinter m_printer;
    QTimer m_timeLimit;
    quint32 m_server = 0;
    quint32 m_client = 0;
    quint32 m_connection = 0;
    QByteArray m_greeting;
    QByteArray m_answer;
    QByteArray m_clientRead;
    QByteArray m_serverRead;
    bool m_serverSawEnd = false;
    bool m_clientStopped = false;
    bool m_isStopping = false;
    bool m_wasInterrupted = false;
    std::optional<Error> m_error;
};

} // namespace bothends
