// SPDX-License-Identifier: MIT
#include "cli/democommand.h"

#include "cli/ladder.h"

using namespace Qt::StringLiterals;

namespace bothends {

DemoCommand::DemoCommand(Session &session, StandardOutput &output, DemoOptions options)
    : m_session(session)
    , m_output(output)
    , m_options(options)
    , m_printer(session.journal(), output, options.format, TextEncoding::Utf8)
    , m_greeting(tutorialGreeting().toUtf8())
    , m_answer(u"谢谢！Happy new year"_s.toUtf8())
{
    connect(&session.journal(), &Journal::appended, this,
            qOverload<qsizetype, qsizetype>(&DemoCommand::takeIn));
    connect(&session, &Session::endpointChanged, this, &DemoCommand::onEndpointChanged);
    connect(&session, &Session::stopped, this, &DemoCommand::onStopped);
    m_timeLimit.setSingleShot(true);
    connect(&m_timeLimit, &QTimer::timeout, this, &DemoCommand::stop);
}

void DemoCommand::start()
{
    m_session.observeKernel(m_options.asksKernel ? KernelSource::System : KernelSource::Unavailable);
    m_session.setWatched(true);
    ServerConfig config;
    config.greeting = m_greeting;
    m_server = m_session.startServer(config);
    m_timeLimit.start(kTimeLimit);
}

void DemoCommand::takeIn(qsizetype first, qsizetype last)
{
    for (qsizetype row = first; row <= last; ++row)
        takeIn(row);
    if (m_options.format == OutputFormat::Json)
        m_printer.print(first, last);
    if (m_output.state() != StandardOutput::State::Open)
        stop();
}

void DemoCommand::takeIn(qsizetype row)
{
    const Event &event = m_session.journal().at(row);
    const bool isClient = event.side == Side::Client;
    if (event.origin == Origin::Kernel) {
        // States and queues: they show what happens, and have no part in it.
    } else if (event.error) {
        m_error = event.error;
    } else if (event.kind == EventKind::Connected) {
        m_connection = event.connection;
    } else if (event.kind == EventKind::Eof && !isClient) {
        m_serverSawEnd = true;
    } else if (event.kind == EventKind::Received && isClient) {
        m_clientRead += m_session.journal().payload(row);
        if (m_clientRead == m_greeting)
            m_session.send(m_client, m_connection, m_answer);
    } else if (event.kind == EventKind::Received) {
        m_serverRead += m_session.journal().payload(row);
        if (m_serverRead == m_answer)
            m_session.stop(m_client);
    }
}

void DemoCommand::onEndpointChanged(const EndpointStatus &status)
{
    const bool isStopped = status.state == EndpointStatus::State::Stopped;
    if (status.endpoint == m_client && isStopped)
        m_clientStopped = true;
    else if (status.endpoint == m_server && status.state == EndpointStatus::State::Running && m_client == 0)
        m_client = m_session.startClient({status.local});
    if (m_isStopping || !isStopped)
        return;
    m_isStopping = true;
    m_session.stopAll(kPatience);
}

void DemoCommand::stop()
{
    m_wasInterrupted = true;
    if (m_isStopping)
        return;
    m_isStopping = true;
    m_session.stopAll(kPatience);
}

void DemoCommand::onStopped()
{
    const bool isComplete = m_clientRead == m_greeting && m_serverRead == m_answer && m_serverSawEnd
        && m_clientStopped && !m_error && !m_wasInterrupted;
    if (m_options.format == OutputFormat::Text)
        printLadder();
    if (m_error)
        printError(errorText(*m_error).what);
    else if (!isComplete && m_output.state() == StandardOutput::State::Open)
        printError(tr("The demonstration was not completed."));
    emit finished(isComplete ? ExitCode::Orderly : ExitCode::Failed);
}

void DemoCommand::printLadder()
{
    const QStringList lines = ladderLines(m_session.journal());
    m_output.write(lines.join(u'\n').toUtf8() + '\n');
}

} // namespace bothends
