// SPDX-License-Identifier: MIT
#include "cli/exportcommand.h"

#include "cli/standardoutput.h"
#include "cli/storedjournal.h"
#include "store/captureloader.h"

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

void tellLeftOut(const CaptureImport::LeftOut &leftOut)
{
    if (leftOut.all() > 0)
        printError(leftOutText(leftOut));
}

ExitCode write(const ExportOptions &options, StandardOutput &output, const StoredJournal &stored)
{
    const Readings readings = stored.readings();
    QFile file(options.output);
    OutputDevice standard(output);
    if (!options.output.isEmpty() && !file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return fail({ErrorCode::FileUnwritable, 0, options.output, 0, file.errorString()}, ExitCode::Failed);
    QIODevice &device = options.output.isEmpty() ? static_cast<QIODevice &>(standard) : file;
    const auto writer = makeExport(options.format, readings.journal, readings.connections, readings.texts,
                                   device, options.connection, &stored.notes());
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
    return stored.fault() ? fail(*stored.fault(), ExitCode::Failed) : ExitCode::Orderly;
}

} // namespace

ExitCode exportSession(const ExportOptions &options, StandardOutput &output)
{
    auto opened = StoredJournal::open(options.session);
    if (const Error *error = std::get_if<Error>(&opened))
        return fail(*error, ExitCode::Usage);
    StoredJournal &stored = *std::get<std::unique_ptr<StoredJournal>>(opened);
    stored.texts().setDefaultEncoding(options.encoding);
    tellLeftOut(stored.leftOut());
    return write(options, output, stored);
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
