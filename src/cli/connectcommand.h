// SPDX-License-Identifier: MIT
#pragma once

#include "cli/command.h"
#include "cli/commandline.h"
#include "cli/eventprinter.h"
#include "cli/inputencoder.h"
#include "cli/standardinput.h"
#include "cli/terminalstream.h"
#include "net/session.h"

#include <QTimer>

#include <optional>

namespace bothends {

/// `bothends connect`: prints what arrives and sends standard input. At the end of the input it closes its
/// sending direction, and ends when the peer has closed too. Input is read only as fast as the kernel
/// takes it, so memory stays flat however much there is. Of datagrams each line of the input is one, and the
/// end is a while of silence after the end of the input, since no peer announces its own.
class ConnectCommand : public Command
{
    Q_OBJECT
public:
    ConnectCommand(Session &session, StandardOutput &output, ConnectOptions options);

    void start() override;
    void stop() override;
    bool isLookingUp() const override { return m_isLookingUp; }

private:
    /// Bytes handed to the session that the kernel has not taken; above it the input waits. The engine
    /// refuses what exceeds its own limit, which is far higher.
    static constexpr qint64 kMaxOutstanding = 1024 * 1024;
    static constexpr int kSilenceMs = 1000;

    void takeIn(qsizetype first, qsizetype last);
    void takeIn(const Event &event);
    void printReceived(qsizetype first, qsizetype last);
    void write(const QString &text);
    void onEndpointChanged(const EndpointStatus &status);
    void onConnectionsChanged(const QList<ConnectionStatus> &connections);
    void onConnected();
    void sendInput(const InputEncoder::Result &input);
    void onInputFinished();
    void sendMessages(const QByteArray &bytes);
    void sendOne(const QByteArray &bytes);
    void finishSending();
    void onStopped();
    void regulateInput();
    ExitCode conclude();

    Session &m_session;
    StandardOutput &m_output;
    ConnectOptions m_options;
    EventPrinter m_printer;
    TerminalStream m_received;
    InputEncoder m_encoder;
    StandardInput m_input;
    quint32 m_endpoint = 0;
    quint32 m_connection = 0;
    qint64 m_handedOver = 0; ///< bytes given to the session
    qint64 m_taken = 0; ///< of these, what the kernel has
    std::optional<Error> m_error; ///< the last one
    bool m_isLookingUp = false;
    bool m_isConnected = false;
    bool m_wasBroken = false; ///< reset, or ended with bytes that were not sent
    bool m_hasUnsent = false; ///< the peer closed in order, but too early for us
    bool m_inputWasFaulty = false;
    bool m_isStopping = false;
    bool m_isFinished = false;
    bool m_endsWithNewline = true;
    QByteArray m_line; ///< of datagrams: the beginning of one that has not ended
    QTimer m_silence; ///< of datagrams: no end is announced, so silence is one
};

} // namespace bothends
