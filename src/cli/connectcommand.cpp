// SPDX-License-Identifier: MIT
#include "cli/connectcommand.h"

namespace bothends {

namespace {

// What arrives is printed here, without any event around it.
OutputFormat printerFormat(OutputFormat wanted)
{
    return wanted == OutputFormat::Json ? OutputFormat::Json : OutputFormat::None;
}

} // namespace

ConnectCommand::ConnectCommand(Session &session, StandardOutput &output, ConnectOptions options)
    : m_session(session)
    , m_output(output)
    , m_options(std::move(options))
    , m_printer(session.journal(), output, printerFormat(m_options.format), m_options.encoding)
    , m_received(m_options.encoding)
    , m_encoder(m_options.encoding)
{
    connect(&session.journal(), &Journal::appended, this,
            qOverload<qsizetype, qsizetype>(&ConnectCommand::takeIn));
    connect(&session, &Session::endpointChanged, this, &ConnectCommand::onEndpointChanged);
    connect(&session, &Session::connectionsChanged, this, &ConnectCommand::onConnectionsChanged);
    connect(&session, &Session::stopped, this, &ConnectCommand::onStopped);
    connect(&m_input, &StandardInput::received, this,
            [this](const QByteArray &bytes) { sendInput(m_encoder.take(bytes)); });
    connect(&m_input, &StandardInput::finished, this, &ConnectCommand::onInputFinished);
    m_silence.setSingleShot(true);
    m_silence.setInterval(kSilenceMs);
    connect(&m_silence, &QTimer::timeout, this, [this] { m_session.stop(m_endpoint); });
}

void ConnectCommand::start()
{
    m_isLookingUp = true;
    if (m_options.asksKernel) {
        m_session.observeKernel(KernelSource::System);
        m_session.setWatched(true);
    }
    m_options.config.saveFile = m_options.saveFile;
    m_endpoint = m_session.startClient(m_options.config);
}

void ConnectCommand::takeIn(qsizetype first, qsizetype last)
{
    for (qsizetype row = first; row <= last; ++row)
        takeIn(m_session.journal().at(row));
    if (m_options.format == OutputFormat::Json)
        m_printer.print(first, last);
    else
        printReceived(first, last);
    if (m_output.state() != StandardOutput::State::Open)
        stop();
}

void ConnectCommand::takeIn(const Event &event)
{
    if (event.kind == EventKind::State || event.kind == EventKind::Queues)
        return; // the kernel's view of what happens anyway
    const bool isCancelled = event.error && event.error->code == ErrorCode::Cancelled;
    if (!isCancelled)
        m_isLookingUp = false; // what else happens, happens after the look-up
    if (event.kind == EventKind::Received && m_silence.isActive())
        m_silence.start();
    if (event.kind == EventKind::TransferEnd && event.call() == CallName::SendFile)
        finishSending();
    if (event.kind == EventKind::Connected) {
        m_isConnected = true;
        m_error.reset(); // of another address of the same host
    } else if (event.error && event.error->code == ErrorCode::NotConnected) {
        m_hasUnsent = true; // handed over while the peer was closing
    } else if (event.error) {
        m_error = event.error;
        m_wasBroken |= m_isConnected
            && (event.kind == EventKind::Reset || event.kind == EventKind::Closed
                || event.error->code == ErrorCode::TimedOut || event.error->code == ErrorCode::Unknown);
    }
}

void ConnectCommand::printReceived(qsizetype first, qsizetype last)
{
    const Journal &journal = m_session.journal();
    QString text;
    for (qsizetype row = first; row <= last; ++row) {
        if (journal.at(row).kind == EventKind::Received)
            text += m_received.take(journal.payload(row));
    }
    write(text);
}

void ConnectCommand::write(const QString &text)
{
    if (text.isEmpty())
        return;
    m_endsWithNewline = text.endsWith(u'\n');
    m_output.write(text.toUtf8());
}

void ConnectCommand::onConnectionsChanged(const QList<ConnectionStatus> &connections)
{
    for (const ConnectionStatus &status : connections) {
        if (status.endpoint != m_endpoint)
            continue;
        m_taken = status.sentBytes - status.queuedBytes;
        if (status.state == ConnectionStatus::State::Open && m_connection == 0) {
            m_connection = status.connection;
            m_isConnected = true; // of datagrams nothing else says so
            onConnected();
        }
        regulateInput();
    }
}

void ConnectCommand::onConnected()
{
    for (const QByteArray &message : std::as_const(m_options.messages))
        sendOne(message);
    if (!m_options.fileToSend.isEmpty())
        m_session.sendFile(m_endpoint, m_connection, {m_options.fileToSend, 0, -1});
}

void ConnectCommand::sendOne(const QByteArray &bytes)
{
    m_session.send(m_endpoint, m_connection, bytes);
    m_handedOver += bytes.size();
}

void ConnectCommand::sendMessages(const QByteArray &bytes)
{
    if (isStream(m_options.config.transport)) {
        sendOne(bytes);
        return;
    }
    m_line += bytes;
    for (qsizetype end = m_line.indexOf('\n'); end >= 0; end = m_line.indexOf('\n')) {
        sendOne(m_line.first(end + 1));
        m_line.remove(0, end + 1);
    }
}

void ConnectCommand::finishSending()
{
    if (isStream(m_options.config.transport))
        m_session.finishSending(m_endpoint, m_connection);
    else
        m_silence.start();
}

void ConnectCommand::regulateInput()
{
    const bool mayRead
        = m_connection != 0 && !m_isStopping && !m_isFinished && m_options.fileToSend.isEmpty();
    m_input.setEnabled(mayRead && m_handedOver - m_taken < kMaxOutstanding);
}

void ConnectCommand::sendInput(const InputEncoder::Result &input)
{
    for (const Error &error : input.errors) {
        m_inputWasFaulty = true;
        const ErrorText text = errorText(error);
        printError(tr("A line of the input was not sent. %1").arg(text.what));
    }
    if (!input.bytes.isEmpty())
        sendMessages(input.bytes);
    regulateInput();
}

void ConnectCommand::onInputFinished()
{
    sendInput(m_encoder.finish());
    if (!m_line.isEmpty())
        sendOne(std::exchange(m_line, {}));
    finishSending();
}

void ConnectCommand::stop()
{
    if (m_isStopping || m_isFinished)
        return;
    m_isStopping = true;
    regulateInput();
    m_session.stopAll(kPatience);
}

void ConnectCommand::onEndpointChanged(const EndpointStatus &status)
{
    if (status.endpoint != m_endpoint || status.state != EndpointStatus::State::Stopped || m_isFinished)
        return;
    m_isFinished = true;
    regulateInput();
    if (m_options.format != OutputFormat::Json) {
        write(m_received.finish());
        if (!m_endsWithNewline && m_output.isTerminal())
            m_output.write("\n");
    }
    emit finished(conclude());
}

void ConnectCommand::onStopped()
{
    if (!m_isFinished)
        emit finished(conclude());
    m_isFinished = true;
}

ExitCode ConnectCommand::conclude()
{
    if (m_isStopping)
        return ExitCode::Orderly;
    if (!m_isConnected || m_wasBroken) {
        const ErrorText text = errorText(m_error.value_or(Error()));
        printError(text.what + u'\n' + text.nextStep);
        return m_isConnected ? ExitCode::Reset : ExitCode::NotStarted;
    }
    if (m_hasUnsent || (m_connection == 0 && !m_options.messages.isEmpty()))
        printError(tr("The peer closed the connection before everything was sent."));
    return m_inputWasFaulty ? ExitCode::Usage : ExitCode::Orderly;
}

} // namespace bothends
