// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/event.h"
#include "core/rownotes.h"
#include "store/eventvisit.h"
#include "store/payloadvisit.h"

#include <QHash>
#include <QString>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace bothends {

class CopyProgress;

/// A database and a statement of SQLite (https://www.sqlite.org/c3ref/intro.html), closed with their owner.
struct DatabaseCloser
{
    void operator()(sqlite3 *database) const;
    void operator()(sqlite3_stmt *statement) const;
};
using Database = std::unique_ptr<sqlite3, DatabaseCloser>;
using Statement = std::unique_ptr<sqlite3_stmt, DatabaseCloser>;

/// One session on disk: an SQLite database of a table with a row for each event and one with the user's notes
/// beside them, as docs/session-format.md tells. Written by one thread and read by others at the same time
/// (write-ahead log). Each object belongs to one thread. Nothing of what stands in a file is executed: the
/// schema is compared as text, and all sizes are bounded.
class SessionFile
{
public:
    static constexpr int kApplicationId = 0x42456e64; ///< `BEnd`
    static constexpr int kVersion = 2; ///< version 1 had no notes
    static constexpr qint64 kMaxPayload = qint64(64) * 1024 * 1024; ///< of one event
    static constexpr qint64 kMaxExtra = qint64(1024) * 1024;
    static constexpr int kMaxNotes = 100'000; ///< that are read

    /// A new file, which must not be there yet.
    static std::variant<SessionFile, Error> create(const QString &path);
    /// One that is there, only to be read. FileUnreadable, or NotASession with what is wrong.
    static std::variant<SessionFile, Error> open(const QString &path);
    /// One that is there, to go on writing it: a copy of a session that goes on.
    static std::variant<SessionFile, Error> resume(const QString &path);

    /// Removes one, with what SQLite keeps beside it while it is open. False if its file cannot be removed.
    static bool remove(const QString &path);

    SessionFile(SessionFile &&) noexcept = default;
    SessionFile &operator=(SessionFile &&) noexcept = default;
    ~SessionFile();

    const QString &path() const { return m_path; }

    /// Between beginTransaction() and commit(). Sequence numbers must rise.
    std::optional<Error> append(const Event &event);
    /// Sets the note of an event, or takes it away if it is empty. Between beginTransaction() and commit().
    std::optional<Error> setNote(const RowNote &note);
    std::optional<Error> beginTransaction();
    std::optional<Error> commit();
    /// Forgets what was appended since beginTransaction().
    void rollback();
    /// Replaces all notes, in a file of any version; an empty one takes away the comment that came with a
    /// packet. Outside of a transaction.
    std::optional<Error> writeNotes(const QList<RowNote> &notes);
    /// How long the write-ahead log is since the last commit(): what a checkpoint has to bring to its place.
    qint64 logBytes() const { return *m_logBytes; }
    /// Brings to its place what is in the log and nobody reads, without keeping a writer from going on.
    std::optional<Error> checkpoint() const;
    /// Nothing will follow: the file is whole, and stands alone without its write-ahead log.
    std::optional<Error> finish();

    /// Its name no longer leads to it: it was removed, or replaced by another file.
    bool isGone() const;
    bool isFinished() const;
    /// How many events there are, and the number of the last one; 0 = none.
    quint64 lastSeq() const;
    /// Events behind `seq`, at most `limit` and fewer if they are large, without their payloads; none = there
    /// are no more. What is wrong with a row ends the list and stands in fault().
    QList<Event> read(quint64 behindSeq, int limit);
    QByteArray payload(quint64 seq) const;
    bool hasPayload(quint64 seq) const;
    /// What is wrong with a note leaves it out and stands in fault().
    QList<RowNote> notes();
    struct Payload
    {
        quint64 seq = 0;
        QByteArray bytes;
    };
    /// Those of events from `seq` on that have one, rising: at most so many events are looked at, and no more
    /// once the bytes are more than that. Many at once cost a fraction of one by one.
    std::vector<Payload> payloads(quint64 seq, int mostEvents, qint64 mostBytes) const;
    /// As PayloadStore::visit(). False if the visitor ended it.
    bool visit(quint64 first, quint64 last, const PayloadVisit::Visitor &visitor) const;
    std::optional<Error> fault() const { return m_fault; }
    /// A whole copy under another name, which must not be there yet; also of a session that goes on.
    /// FileExists, FileUnwritable, DiskFull, TransferCancelled: then there is none.
    /// @param progress null = it cannot be cancelled
    std::optional<Error> copyTo(const QString &path, CopyProgress *progress = nullptr) const;

private:
    SessionFile(QString path, Database database);
    std::optional<Error> prepareToWrite();
    std::optional<Error> prepareInserts();
    std::optional<Error> beginLog() const;
    std::optional<Error> prepareToRead();
    std::optional<Error> execute(const char *sql) const;
    std::optional<Error> runNote(sqlite3_stmt *statement, const RowNote &note);
    Error errorNow() const;
    qint64 idOf(const Address &address);
    Address addressWith(qint64 id);
    bool takeRow(sqlite3_value **row, Event &event);
    qint64 number(const char *sql) const;

    QString m_path;
    bool m_hasNotes = true; // version 1 has no table for them
    std::unique_ptr<qint64> m_logBytes = std::make_unique<qint64>(0); // SQLite keeps its address
    Database m_database;
    Statement m_insertEvent;
    Statement m_insertAddress;
    Statement m_setNote;
    Statement m_removeNote;
    Statement m_selectPayload;
    Statement m_selectPayloads;
    std::unique_ptr<EventVisit> m_events; // SQLite keeps its address, …
    std::unique_ptr<PayloadVisit> m_visit; // … and its
    Statement m_selectAddress;
    QHash<Address, qint64> m_ids;
    qint64 m_lastId = 0;
    QHash<qint64, Address> m_addresses;
    std::optional<Error> m_fault;
};

} // namespace bothends
