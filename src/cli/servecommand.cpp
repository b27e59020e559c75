// SPDX-License-Identifier: MIT
#include "cli/servecommand.h"

#include "core/target.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace bothends {

ServeCommand::ServeCommand(Session &session, StandardOutput &output, ServeOptions options)
    : m_session(session)
    , m_output(output)
    , m_options(std::move(options))
    , m_printer(session.journal(), output, m_options.format, m_options.encoding)
{
    connect(&session.journal(), &Journal::appended, this, &ServeCommand::takeIn);
    connect(&session, &Session::endpointChanged, this, &ServeCommand::onEndpointChanged);
    connect(&session, &Session::stopped, this, &ServeCommand::onStopped);
}

void ServeCommand::start()
{
    if (m_options.asksKernel) {
        m_session.observeKernel(KernelSource::System);
        m_session.setWatched(true);
    }
    m_endpoint = m_session.startServer(m_options.config);
}

void ServeCommand::takeIn(qsizetype first, qsizetype last)
{
    for (qsizetype row = first; row <= last; ++row) {
        const Event &event = m_session.journal().at(row);
        if (event.error && event.kind != EventKind::State) {
            m_error = event.error;
            if (m_isListening && m_options.format == OutputFormat::None)
                printError(errorText(*event.error).what);
        }
    }
    printNews();
    if (m_output.state() != StandardOutput::State::Open)
        stop();
}

void ServeCommand::printNews()
{
    const qsizetype size = m_session.journal().size();
    if (m_isListening && size > m_printed)
        m_printer.print(std::exchange(m_printed, size), size - 1);
}

void ServeCommand::announce(const Address &address)
{
    if (m_options.format != OutputFormat::Text)
        return;
    const QString line
        = tr("Listening on %1. Press Ctrl+C to stop.").arg(targetText(m_options.config.transport, address));
    m_output.write(line.toUtf8() + '\n');
}

void ServeCommand::onEndpointChanged(const EndpointStatus &status)
{
    if (status.endpoint != m_endpoint || m_isListening)
        return;
    if (status.state == EndpointStatus::State::Running) {
        m_isListening = true;
        announce(status.local);
        printNews(); // the calls that led here
        if (m_output.state() != StandardOutput::State::Open)
            stop();
        return;
    }
    if (status.state != EndpointStatus::State::Stopped)
        return;
    const ErrorText text = errorText(m_error.value_or(Error()));
    printError(text.what + u'\n' + text.nextStep);
    emit finished(ExitCode::NotStarted);
}

void ServeCommand::stop()
{
    if (m_isStopping)
        return;
    m_isStopping = true;
    m_session.stopAll(kPatience);
}

void ServeCommand::onStopped()
{
    emit finished(ExitCode::Orderly);
}

} // namespace bothends
