// SPDX-License-Identifier: MIT
#include "cli/exportcommand.h"

#include "cli/standardoutput.h"
#include "store/captureloader.h"
#include "store/capturepayloads.h"
#include "store/sessionpayloads.h"

#include <QCoreApplication>
#include <QFile>
#include <QIODevice>

namespace bothends {

namespace {

struct ExportTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::ExportCommand)
};

/// Standard output as a device: whole writes, or none.
class OutputDevice : public QIODevice
{
public:
    explicit OutputDevice(StandardOutput &output)
        : m_output(output)
    {
        open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *bytes, qint64 size) override
    {
        m_output.write({bytes, qsizetype(size)});
        return m_output.state() == StandardOutput::State::Open ? size : -1;
    }

private:
    StandardOutput &m_output;
};

ExitCode fail(const Error &error, ExitCode code)
{
    const ErrorText text = errorText(error);
    printError(text.what + u'\n' + text.nextStep);
    return code;
}

/// All events of a session; what is wrong with it ends them and is its fault.
void load(SessionFile &file, Journal &journal)
{
    constexpr int kPortion = 4096;
    quint64 last = 0;
    for (QList<Event> events = file.read(last, kPortion); !events.isEmpty();
         events = file.read(last, kPortion)) {
        last = events.constLast().seq;
        journal.append(events);
    }
}

void tellLeftOut(const CaptureImport::LeftOut &leftOut)
{
    if (leftOut.all() > 0)
        printError(leftOutText(leftOut));
}

ExitCode write(const ExportOptions &options, StandardOutput &output, const Journal &journal,
               const ConnectionIndex &connections, const TextReading &texts,
               const std::optional<Error> &fault, const RowNotes *notes = nullptr)
{
    QFile file(options.output);
    OutputDevice standard(output);
    if (!options.output.isEmpty() && !file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return fail({ErrorCode::FileUnwritable, 0, options.output, 0, file.errorString()}, ExitCode::Failed);
    QIODevice &device = options.output.isEmpty() ? static_cast<QIODevice &>(standard) : file;
    const auto writer
        = makeExport(options.format, journal, connections, texts, device, options.connection, notes);
    bool isWritten = writer->begin();
    while (isWritten && !writer->isAtEnd())
        isWritten = writer->writeSome(qint64(1) << 20);
    if (!options.output.isEmpty() && (!isWritten || !file.flush())) {
        const Error error{ErrorCode::FileUnwritable, 0, options.output, 0, file.errorString()};
        file.remove(); // half of it would be taken for the whole
        return fail(error, ExitCode::Failed);
    }
    if (writer->leftOut() > 0)
        printError(ExportTexts::tr("%n row(s) of local sockets have no packets and were left out.", nullptr,
                                   int(qMin<qint64>(writer->leftOut(), INT_MAX))));
    return fault ? fail(*fault, ExitCode::Failed) : ExitCode::Orderly;
}

ExitCode exportCapture(const ExportOptions &options, StandardOutput &output)
{
    auto store = std::make_unique<CapturePayloads>(options.session);
    CapturePayloads &payloads = *store;
    Journal journal(std::move(store));
    const ConnectionIndex connections(journal);
    TextReading texts(journal, connections);
    texts.setDefaultEncoding(options.encoding);
    const auto opened = CaptureLoader::open(options.session, journal, payloads);
    if (const Error *error = std::get_if<Error>(&opened))
        return fail(*error, ExitCode::Usage);
    CaptureLoader &loader = *std::get<std::unique_ptr<CaptureLoader>>(opened);
    while (loader.loadSome()) { }
    tellLeftOut(loader.leftOut());
    return write(options, output, journal, connections, texts, loader.fault());
}

} // namespace

ExitCode exportSession(const ExportOptions &options, StandardOutput &output)
{
    if (isCapture(options.session))
        return exportCapture(options, output);
    auto opened = SessionFile::open(options.session);
    auto reader = SessionFile::open(options.session);
    if (const Error *error = std::get_if<Error>(&opened))
        return fail(*error, ExitCode::Usage);
    if (const Error *error = std::get_if<Error>(&reader))
        return fail(*error, ExitCode::Usage);
    Journal journal(std::make_unique<SessionPayloads>(std::get<SessionFile>(std::move(reader))));
    const ConnectionIndex connections(journal);
    TextReading texts(journal, connections);
    texts.setDefaultEncoding(options.encoding);
    SessionFile &file = std::get<SessionFile>(opened);
    load(file, journal);
    RowNotes notes;
    notes.adoptComments(journal, 0, journal.size() - 1);
    notes.take(journal, file.notes());
    return write(options, output, journal, connections, texts, file.fault(), &notes);
}

ExitCode importSession(const ImportOptions &options)
{
    if (!isCapture(options.capture))
        return fail({ErrorCode::NotACapture, 0, options.capture, 0, QStringLiteral("byte 0")},
                    ExitCode::Usage);
    CaptureImport::LeftOut leftOut;
    std::optional<Error> fault;
    if (const auto error = importCapture(options.capture, options.session, leftOut, fault))
        return fail(*error, ExitCode::Failed);
    tellLeftOut(leftOut);
    return fault ? fail(*fault, ExitCode::Failed) : ExitCode::Orderly;
}

} // namespace bothends
