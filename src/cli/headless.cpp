// SPDX-License-Identifier: MIT
#include "cli/headless.h"

#include "cli/connectcommand.h"
#include "cli/democommand.h"
#include "cli/exportcommand.h"
#include "cli/replaycommand.h"
#include "cli/servecommand.h"
#include "cli/stopsignals.h"
#include "store/livecapture.h"
#include "store/sessionpayloads.h"

#include <QCoreApplication>

#include <memory>
#include <optional>

namespace bothends {

namespace {

// Between two deliveries: waking this thread for each event would cost more than the event.
constexpr std::chrono::milliseconds kFrame(8);

struct HeadlessTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::Headless)
};

/// An output that could not be written is a failure, whatever else went well.
int conclude(const StandardOutput &output, int code)
{
    if (output.state() != StandardOutput::State::Failed)
        return code;
    printError(HeadlessTexts::tr("The output cannot be written: %1.").arg(output.failure()));
    return int(ExitCode::Failed);
}

/// The store of a session that is to be written as it happens, or none.
template <typename Options>
std::variant<std::unique_ptr<SessionPayloads>, Error> storeFor(const Options &options)
{
    if constexpr (requires { options.sessionFile; }) {
        if (!options.sessionFile.isEmpty())
            return SessionPayloads::record(options.sessionFile);
    }
    return std::unique_ptr<SessionPayloads>();
}

// What the disk cannot take yet stays with the peers, not in memory.
void follow(const SessionWriter &writer, Session &session)
{
    QObject::connect(&writer, &SessionWriter::lagging, &session, [&session] { session.setHeld(true); });
    QObject::connect(&writer, &SessionWriter::relieved, &session, [&session] { session.setHeld(false); });
    QObject::connect(&writer, &SessionWriter::failed, &session, [&session] { session.setHeld(true); });
    QObject::connect(&writer, &SessionWriter::recovered, &session,
                     [&writer, &session] { session.setHeld(writer.isLagging()); });
    const auto tell = [](const Error &error) {
        const ErrorText text = errorText(error);
        printError(text.what + u'\n' + text.nextStep);
    };
    QObject::connect(&writer, &SessionWriter::failed, &writer, tell);
    QObject::connect(&writer, &SessionWriter::gone, &writer, tell);
    QObject::connect(&writer, &SessionWriter::recovered, &writer,
                     [] { printError(HeadlessTexts::tr("The session is written again.")); });
}

/// A session that is not whole at its end is a failure, whatever else went well.
int tellLoss(const SessionWriter::Outcome &outcome)
{
    const QString what = errorText(*outcome.error).what;
    if (outcome.lostEvents > 0)
        printError(HeadlessTexts::tr("%n event(s) at the end of the session could not be written: %1",
                                     nullptr, int(qMin<qint64>(outcome.lostEvents, INT_MAX)))
                       .arg(what));
    else
        printError(what);
    return int(ExitCode::Failed);
}

/// The packets of a session that are to be written as it happens.
class Packets
{
public:
    Packets(const Session &session, const QString &target)
        : m_connections(session.journal())
        , m_capture(session.journal(), m_connections, target)
    {
        QObject::connect(&m_capture, &LiveCapture::failed, &m_capture,
                         [](const Error &error) { printError(liveCaptureText(error)); });
    }

    /// False if it cannot be.
    bool start()
    {
        const auto error = m_capture.start();
        if (error) {
            const ErrorText text = errorText(*error);
            printError(text.what + u'\n' + text.nextStep);
        }
        return !error;
    }
    void finish()
    {
        if (m_capture.isWaitingForReader())
            printError(HeadlessTexts::tr("Nobody has read %1.").arg(m_capture.target()));
        m_capture.finish(std::chrono::seconds(2));
    }

private:
    ConnectionIndex m_connections;
    LiveCapture m_capture;
};

template <typename Options> QString packetTarget(const Options &options)
{
    if constexpr (requires { options.packetTarget; })
        return options.packetTarget;
    return {};
}

template <typename Verb, typename Options> int run(const Options &options)
{
    auto store = storeFor(options);
    if (const Error *error = std::get_if<Error>(&store)) {
        const ErrorText text = errorText(*error);
        printError(text.what + u'\n' + text.nextStep);
        return int(ExitCode::Usage);
    }
    auto payloads = std::get<std::unique_ptr<SessionPayloads>>(std::move(store));
    const SessionWriter *writer = payloads ? payloads->writer() : nullptr;
    const auto outcome = writer ? writer->outcome() : nullptr;
    StopSignals stopSignals;
    StandardOutput output(stopSignals.descriptor());
    const QString target = packetTarget(options);
    if (target == QStringLiteral("-")) {
        if (output.isTerminal()) {
            printError(
                HeadlessTexts::tr("Packets do not go to a terminal: lead standard output into a program "
                                  "or a file."));
            return int(ExitCode::Usage);
        }
        output.useStandardError();
    }
    bool isLookingUp = false;
    int code = 0;
    {
        Session session(kFrame, nullptr, std::move(payloads));
        if (writer)
            follow(*writer, session);
        std::optional<Packets> packets;
        if (!target.isEmpty() && !packets.emplace(session, target).start())
            return int(ExitCode::Usage);
        Verb verb(session, output, options);
        QObject::connect(&stopSignals, &StopSignals::requested, &session, [writer, &session] {
            if (writer)
                QObject::disconnect(writer, nullptr, &session, nullptr); // held, it would never end
            session.setHeld(false);
        });
        QObject::connect(&stopSignals, &StopSignals::requested, &verb, &Command::stop);
        QObject::connect(
            &verb, &Command::finished, QCoreApplication::instance(),
            [](ExitCode result) { QCoreApplication::exit(int(result)); }, Qt::QueuedConnection);
        verb.start();
        code = QCoreApplication::exec();
        if (packets)
            packets->finish();
        isLookingUp = verb.isLookingUp();
    }
    code = conclude(output, code);
    if (outcome && outcome->error)
        code = tellLoss(*outcome);
    if (isLookingUp)
        exitAtOnce(code); // the end of the application would wait for the resolver, up to half a minute
    return code;
}

int perform(const ServeOptions &options)
{
    return run<ServeCommand>(options);
}

int perform(const ConnectOptions &options)
{
    return run<ConnectCommand>(options);
}

int perform(const DemoOptions &options)
{
    return run<DemoCommand>(options);
}

int perform(const ReplayOptions &options)
{
    return run<ReplayCommand>(options);
}

int perform(const ExportOptions &options)
{
    StandardOutput output;
    return conclude(output, int(exportSession(options, output)));
}

int perform(const ImportOptions &options)
{
    return int(importSession(options));
}

int perform(const Information &information)
{
    StandardOutput output;
    output.write(information.text.toUtf8());
    return conclude(output, int(ExitCode::Orderly));
}

int perform(const UsageError &error)
{
    printError(error.text);
    return int(ExitCode::Usage);
}

} // namespace

bool isHeadless(const QStringList &arguments)
{
    return wantsHeadless(arguments);
}

int runHeadless(int &argc, char **argv)
{
    std::unique_ptr<QCoreApplication> application;
    if (!QCoreApplication::instance())
        application = std::make_unique<QCoreApplication>(argc, argv);
    const CommandLine commandLine = parseCommandLine(QCoreApplication::arguments());
    return std::visit([](const auto &wanted) { return perform(wanted); }, commandLine);
}

} // namespace bothends
