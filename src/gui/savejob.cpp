// SPDX-License-Identifier: MIT
#include "gui/savejob.h"

#include "store/captureloader.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>

namespace bothends {

namespace {

void removeHalf(const QString &target)
{
    for (const char *ending : {"", "-wal", "-shm"})
        QFile::remove(target + QLatin1String(ending));
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
        removeHalf(target);
    return result;
}

std::optional<Error> copyFile(const QString &file, const QString &target, const QList<RowNote> &notes)
{
    if (isCapture(file)) { // what is wrong with it was said when it was opened
        CaptureImport::LeftOut leftOut;
        std::optional<Error> fault;
        if (auto error = importCapture(file, target, leftOut, fault))
            return error;
        return complete(target, notes);
    }
    {
        auto opened = SessionFile::open(file);
        if (const Error *error = std::get_if<Error>(&opened))
            return *error;
        if (auto error = std::get<SessionFile>(opened).copyTo(target))
            return error;
    }
    return complete(target, notes);
}

std::optional<Error> writeAll(SessionFile &file, const QList<Event> &events)
{
    if (auto error = file.beginTransaction())
        return error;
    for (const Event &event : events) {
        if (auto error = file.append(event))
            return error;
    }
    return file.commit();
}

std::optional<Error> writeFile(const QList<Event> &events, const QString &target, const QList<RowNote> &notes)
{
    std::optional<Error> result;
    {
        auto made = SessionFile::create(target);
        if (const Error *error = std::get_if<Error>(&made))
            return *error;
        result = writeAll(std::get<SessionFile>(made), events);
    }
    if (!result)
        return complete(target, notes);
    removeHalf(target);
    return result;
}

// Their payloads are shared, not copied.
QList<Event> wholeEvents(const Journal &journal)
{
    QList<Event> events;
    events.reserve(journal.size());
    for (qsizetype row = 0; row < journal.size(); ++row) {
        Event event = journal.at(row);
        event.payload = journal.payload(row);
        events << event;
    }
    return events;
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
{
}

SaveJob::~SaveJob()
{
    if (m_thread)
        m_thread->wait();
}

void SaveJob::start()
{
    const QFileInfo info(m_target);
    if (info.exists() || info.isSymLink()) {
        emit finished(Error{ErrorCode::FileExists, EEXIST, m_target, 0, {}});
        return;
    }
    const qsizetype size = m_journal.size();
    m_lastSeq = size > 0 ? m_journal.at(size - 1).seq : 0;
    if (m_writer)
        connect(m_writer, &SessionWriter::written, this, &SaveJob::run);
    run();
}

// As soon as all of it is on disk.
void SaveJob::run()
{
    if (m_thread || (m_writer && m_writer->writtenSeq() < m_lastSeq))
        return;
    if (m_file.isEmpty())
        m_thread.reset(QThread::create(
            [this, events = wholeEvents(m_journal)] { m_result = writeFile(events, m_target, m_notes); }));
    else
        m_thread.reset(QThread::create([this] { m_result = copyFile(m_file, m_target, m_notes); }));
    m_thread->setObjectName(QStringLiteral("bothends-save"));
    connect(m_thread.get(), &QThread::finished, this, [this] { emit finished(m_result); });
    m_thread->start();
}

} // namespace bothends
