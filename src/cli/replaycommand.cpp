// SPDX-License-Identifier: MIT
#include "cli/replaycommand.h"

#include "cli/standardoutput.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qint64 kShownBytes = 16;
constexpr qsizetype kShownNumbers = 20; // of connections

QString verdictName(ReplayResult::Verdict verdict)
{
    switch (verdict) {
    case ReplayResult::Verdict::Equal:
        return u"equal"_s;
    case ReplayResult::Verdict::Different:
        return u"different"_s;
    case ReplayResult::Verdict::Shorter:
        return u"shorter"_s;
    case ReplayResult::Verdict::Longer:
        return u"longer"_s;
    case ReplayResult::Verdict::Failed:
        return u"failed"_s;
    case ReplayResult::Verdict::Cancelled:
        return u"cancelled"_s;
    }
    return {};
}

/// The bytes from one place on, or that there are none.
QString hexAt(const std::optional<StreamBytes> &stream, qint64 offset)
{
    QByteArray bytes;
    const std::vector<StreamPiece> pieces
        = stream ? stream->read(offset, kShownBytes) : std::vector<StreamPiece>();
    for (const StreamPiece &piece : pieces)
        bytes += piece.bytes;
    return bytes.isEmpty() ? u"–"_s : QString::fromLatin1(bytes.toHex(' '));
}

} // namespace

ReplayCommand::ReplayCommand(Session &session, StandardOutput &output, ReplayOptions options)
    : m_session(session)
    , m_output(output)
    , m_options(std::move(options))
    , m_printer(session.journal(), output,
                m_options.format == OutputFormat::Json ? OutputFormat::Json : OutputFormat::None,
                TextEncoding::Utf8)
{
}

ReplayCommand::~ReplayCommand() = default;

QString ReplayCommand::connectionNumbers() const
{
    const auto &all = m_then->readings().connections.connections();
    QStringList numbers;
    for (const auto number : all) {
        numbers += QString::number(number);
        if (numbers.size() == kShownNumbers)
            break;
    }
    const int more = int(std::min<size_t>(all.size() - size_t(numbers.size()), INT_MAX));
    const QString shown = numbers.join(u", "_s);
    //: %1 is a list of numbers
    return more == 0 ? shown : tr("%1 and %n more", nullptr, more).arg(shown);
}

/// The only connection there is, where none was asked for. What is wrong with the choice; empty = nothing.
QString ReplayCommand::chooseConnection()
{
    const auto &all = m_then->readings().connections.connections();
    quint32 &wanted = m_options.replay.connection;
    if (wanted == 0 && all.size() == 1)
        wanted = all.front();
    if (wanted == 0)
        return all.empty() ? tr("There is no connection in this session.")
                           : tr("Which connection? --connection takes one of: %1.").arg(connectionNumbers());
    if (!m_then->readings().connections.contains(wanted))
        return tr("There is no connection %1 in this session, only: %2.")
            .arg(QString::number(wanted), connectionNumbers());
    return {};
}

void ReplayCommand::fail(const QString &text, ExitCode code)
{
    printError(text);
    emit finished(code);
}

void ReplayCommand::start()
{
    auto opened = StoredJournal::open(m_options.session);
    if (const Error *error = std::get_if<Error>(&opened)) {
        const ErrorText text = errorText(*error);
        fail(text.what + u'\n' + text.nextStep, ExitCode::Usage);
        return;
    }
    m_then = std::get<std::unique_ptr<StoredJournal>>(std::move(opened));
    if (m_then->fault()) // what stands before it is replayed
        printError(errorText(*m_then->fault()).what);
    const QString fault = chooseConnection();
    if (!fault.isEmpty()) {
        fail(fault, ExitCode::Usage);
        return;
    }
    m_index = std::make_unique<ConnectionIndex>(m_session.journal());
    m_texts = std::make_unique<TextReading>(m_session.journal(), *m_index);
    m_lines = std::make_unique<LifeLines>(m_session.journal());
    m_replayer = std::make_unique<Replayer>(m_then->readings(), m_session, m_options.replay);
    if (m_replayer->script().isEmpty()) {
        fail(tr("Connection %1 carried no bytes.").arg(m_options.replay.connection), ExitCode::Usage);
        return;
    }
    if (m_options.asksKernel) {
        m_session.observeKernel(KernelSource::System);
        m_session.setWatched(true);
    }
    connect(&m_session.journal(), &Journal::appended, this, [this](qsizetype first, qsizetype last) {
        m_printer.print(first, last);
        if (m_output.state() != StandardOutput::State::Open)
            stop();
    });
    connect(m_replayer.get(), &Replayer::listening, this, [this](const Address &address) {
        if (m_options.format != OutputFormat::Json)
            m_output.write((tr("Waiting for a client on %1.").arg(address.toString()) + u'\n').toUtf8());
    });
    connect(m_replayer.get(), &Replayer::finished, this, &ReplayCommand::conclude);
    m_replayer->start();
}

void ReplayCommand::stop()
{
    if (m_replayer)
        m_replayer->cancel();
}

void ReplayCommand::conclude(const ReplayResult &result)
{
    printVerdict(result);
    switch (result.verdict) {
    case ReplayResult::Verdict::Equal:
        emit finished(ExitCode::Orderly);
        return;
    case ReplayResult::Verdict::Different:
    case ReplayResult::Verdict::Shorter:
    case ReplayResult::Verdict::Longer:
        emit finished(ExitCode::Different);
        return;
    case ReplayResult::Verdict::Cancelled:
        emit finished(ExitCode::Orderly);
        return;
    case ReplayResult::Verdict::Failed:
        break;
    }
    if (result.missingFrom) {
        fail(verdictText(result), ExitCode::Failed);
        return;
    }
    fail(verdictText(result) + u'\n' + errorText(result.error.value_or(Error())).nextStep,
         result.wasStarted ? ExitCode::Reset : ExitCode::NotStarted);
}

void ReplayCommand::printVerdict(const ReplayResult &result)
{
    if (m_options.format == OutputFormat::Json) {
        QJsonObject object{{u"verdict"_s, verdictName(result.verdict)},
                           {u"sent"_s, result.sentBytes},
                           {u"sentThen"_s, result.sentThen},
                           {u"received"_s, result.receivedBytes},
                           {u"receivedThen"_s, result.receivedThen}};
        if (result.firstDifference)
            object.insert(u"firstDifference"_s, *result.firstDifference);
        if (result.unknownBytes > 0)
            object.insert(u"notCompared"_s, result.unknownBytes);
        m_output.write(QJsonDocument(QJsonObject{{u"replay"_s, object}}).toJson(QJsonDocument::Compact)
                       + '\n');
        return;
    }
    // Why it failed goes to standard error.
    const QString verdict = result.verdict == ReplayResult::Verdict::Failed
        ? tr("The replay did not reach its end.")
        : verdictText(result);
    m_output.write((amountsText(result) + u'\n' + verdict + u'\n' + differenceText(result)).toUtf8());
}

QString ReplayCommand::differenceText(const ReplayResult &result) const
{
    using Verdict = ReplayResult::Verdict;
    if (result.verdict != Verdict::Different && result.verdict != Verdict::Shorter
        && result.verdict != Verdict::Longer)
        return {};
    const Readings now{m_session.journal(), *m_index, *m_texts, *m_lines};
    const std::optional<StreamBytes> answer
        = ReplayScript(now, m_replayer->connection(), m_options.replay.side).answer();
    return tr("  then  %1").arg(hexAt(m_replayer->script().answer(), *result.firstDifference)) + u'\n'
        + tr("  now   %1").arg(hexAt(answer, *result.firstDifference)) + u'\n';
}

} // namespace bothends
