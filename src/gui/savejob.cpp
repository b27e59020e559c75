// SPDX-License-Identifier: MIT
#include "gui/savejob.h"

#include "store/captureloader.h"

#include <QFileInfo>

#include <cerrno>

namespace bothends {

namespace {

constexpr qsizetype kPortion = 2000; // rows in one turn of the event loop: a few milliseconds
constexpr int kLookMs = 100;

Error cancelled(const QString &target)
{
    return {ErrorCode::TransferCancelled, 0, target, 0, {}};
}

// A copy gets what was noted beside it, and nothing will follow in it.
std::optional<Error> complete(const QString &target, const QList<RowNote> &notes)
{
    std::optional<Error> result;
    {
        auto copy = SessionFile::open(target);
        if (const Error *error = std::get_if<Error>(&copy))
            return *error;
        SessionFile &file = std::get<SessionFile>(copy);
        result = file.writeNotes(notes);
        if (!result)
            result = file.finish();
    }
    if (result)
        SessionFile::remove(target);
    return result;
}

std::optional<Error> copyFile(const QString &file, const QString &target, const QList<RowNote> &notes,
                              CopyProgress &progress)
{
    if (isCapture(file)) { // what is wrong with it was said when it was opened
        CaptureImport::LeftOut leftOut;
        std::optional<Error> fault;
        if (auto error = importCapture(file, target, leftOut, fault, &progress))
            return error;
        return complete(target, notes);
    }
    {
        auto opened = SessionFile::open(file);
        if (const Error *error = std::get_if<Error>(&opened))
            return *error;
        if (auto error = std::get<SessionFile>(opened).copyTo(target, &progress))
            return error;
    }
    return complete(target, notes);
}

std::optional<Error> writeAll(SessionFile &file, const QList<Event> &events, CopyProgress &progress)
{
    if (auto error = file.beginTransaction())
        return error;
    for (qsizetype i = 0; i < events.size(); ++i) {
        if (progress.isCancelled())
            return cancelled(file.path());
        if (auto error = file.append(events.at(i)))
            return error;
        progress.setPercent(int(100 * i / events.size()));
    }
    return file.commit();
}

std::optional<Error> writeFile(const QList<Event> &events, const QString &target, const QList<RowNote> &notes,
                               CopyProgress &progress)
{
    std::optional<Error> result;
    {
        auto made = SessionFile::create(target);
        if (const Error *error = std::get_if<Error>(&made))
            return *error;
        result = writeAll(std::get<SessionFile>(made), events, progress);
    }
    if (!result)
        return complete(target, notes);
    SessionFile::remove(target);
    return result;
}

} // namespace

SaveJob::SaveJob(const Journal &journal, QString file, const SessionWriter *writer, QString target,
                 QList<RowNote> notes, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
    , m_file(std::move(file))
    , m_target(std::move(target))
    , m_notes(std::move(notes))
    , m_writer(writer)
    , m_turn(this)
    , m_look(this)
{
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &SaveJob::gather);
    m_look.setInterval(kLookMs);
    connect(&m_look, &QTimer::timeout, this, [this] { emit progressed(m_progress.percent()); });
}

SaveJob::~SaveJob()
{
    m_progress.cancel();
    if (!m_thread)
        return;
    m_thread->wait();
    if (!m_isOver && !m_result)
        SessionFile::remove(m_target); // nobody was told that it is there
}

void SaveJob::start()
{
    const QFileInfo info(m_target);
    if (info.exists() || info.isSymLink()) {
        end(Error{ErrorCode::FileExists, EEXIST, m_target, 0, {}});
        return;
    }
    m_rows = m_journal.size();
    m_lastSeq = m_rows > 0 ? m_journal.at(m_rows - 1).seq : 0;
    if (m_file.isEmpty()) {
        m_turn.start();
        return;
    }
    if (m_writer)
        connect(m_writer, &SessionWriter::written, this, &SaveJob::waitOrCopy);
    waitOrCopy();
}

void SaveJob::cancel()
{
    m_progress.cancel();
    if (!m_thread && !m_isOver)
        end(cancelled(m_target));
}

// As soon as all of it is on disk.
void SaveJob::waitOrCopy()
{
    if (m_isOver || m_thread || (m_writer && m_writer->writtenSeq() < m_lastSeq))
        return;
    run([this] { return copyFile(m_file, m_target, m_notes, m_progress); });
}

// Their payloads are shared, not copied.
void SaveJob::gather()
{
    const qsizetype end = qMin(m_rows, m_events.size() + kPortion);
    for (qsizetype row = m_events.size(); row < end; ++row) {
        Event event = m_journal.at(row);
        event.payload = m_journal.payload(row);
        m_events << event;
    }
    if (m_events.size() < m_rows)
        return;
    m_turn.stop();
    run([this] { return writeFile(m_events, m_target, m_notes, m_progress); });
}

void SaveJob::run(std::function<std::optional<Error>()> write)
{
    m_thread.reset(QThread::create([this, write = std::move(write)] { m_result = write(); }));
    m_thread->setObjectName(QStringLiteral("bothends-save"));
    connect(m_thread.get(), &QThread::finished, this, [this] {
        // Cancelled at its very end: it is not wanted any more.
        if (!m_result && m_progress.isCancelled()) {
            SessionFile::remove(m_target);
            m_result = cancelled(m_target);
        }
        end(m_result);
    });
    m_thread->start();
    m_look.start();
}

void SaveJob::end(const std::optional<Error> &error)
{
    m_isOver = true;
    m_turn.stop();
    m_look.stop();
    emit finished(error);
}

} // namespace bothends
