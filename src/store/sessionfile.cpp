// SPDX-License-Identifier: MIT
#include "store/sessionfile.h"

#include "core/eventcbor.h"
#include "store/copyprogress.h"

#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QUrl>

#include <sqlite3.h>

#include <cerrno>
#include <limits>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

// Compared as text when a file is opened: a file with views, triggers or other tables is none of ours.
constexpr const char *kMeta = "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID";
constexpr const char *kAddresses
    = "CREATE TABLE addresses(id INTEGER PRIMARY KEY, kind INTEGER, host TEXT, port INTEGER)";
constexpr const char *kEvents
    = "CREATE TABLE events(seq INTEGER PRIMARY KEY, monotonicNs INTEGER, wallClockUs INTEGER, endpoint "
      "INTEGER, "
      "socket INTEGER, connection INTEGER, side INTEGER, origin INTEGER, kind INTEGER, transport INTEGER, "
      "reason INTEGER, isStep INTEGER, number INTEGER, local INTEGER, peer INTEGER, bytes INTEGER, "
      "streamOffset INTEGER, extra BLOB, payload BLOB)";

constexpr const char *kNotes
    = "CREATE TABLE notes(seq INTEGER PRIMARY KEY, isBookmarked INTEGER, comment TEXT)";

enum Column {
    Seq,
    MonotonicNs,
    WallClockUs,
    Endpoint,
    Socket,
    Connection,
    SideColumn,
    OriginColumn,
    Kind,
    TransportColumn,
    Reason,
    IsStep,
    Number,
    Local,
    Peer,
    Bytes,
    StreamOffset,
    Extra,
    HasPayload
};

constexpr int kBusyMs = 2000;
constexpr int kPageBytes = 32 * 1024;
constexpr qint64 kExtraAtOnce = qint64(8) * 1024 * 1024; // of one list of events
constexpr int kMostReserved = 4096; // events, before it is known how many there are
constexpr int kMaxHost = 4096;

Statement prepare(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    return Statement(statement);
}

void bindBytes(sqlite3_stmt *statement, int column, const QByteArray &bytes)
{
    if (bytes.isEmpty())
        sqlite3_bind_null(statement, column);
    else
        sqlite3_bind_blob64(statement, column, bytes.constData(), quint64(bytes.size()), SQLITE_STATIC);
}

QByteArray bytesAt(sqlite3_stmt *statement, int column)
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(statement, column));
    return QByteArray(data, sqlite3_column_bytes(statement, column));
}

QString textAt(sqlite3_stmt *statement, int column)
{
    const auto *data = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
    return QString::fromUtf8(data, sqlite3_column_bytes(statement, column));
}

/// The errno of the last call on one of its two files that failed; 0 = unknown. sqlite3_system_errno() often
/// has that of a later call that went well.
int lastErrno(sqlite3 *database)
{
    for (const int which : {SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER}) {
        sqlite3_file *file = nullptr;
        int number = 0;
        if (sqlite3_file_control(database, "main", which, &file) == SQLITE_OK && file && file->pMethods
            && file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &number) == SQLITE_OK
            && number != 0)
            return number;
    }
    return sqlite3_system_errno(database);
}

/// While it lives, what runs on a database tells how much of a new file is there, and can be cancelled.
class CopyWatch
{
public:
    CopyWatch(sqlite3 *database, const QString &target, qint64 bytes, CopyProgress *progress)
        : m_database(database)
        , m_target(target)
        , m_bytes(qMax<qint64>(1, bytes))
        , m_progress(progress)
    {
        constexpr int kInstructions = 100; // some ten rows, which may be large
        if (progress)
            sqlite3_progress_handler(database, kInstructions, &CopyWatch::look, this);
    }
    ~CopyWatch() { sqlite3_progress_handler(m_database, 0, nullptr, nullptr); }
    CopyWatch(const CopyWatch &) = delete;
    CopyWatch &operator=(const CopyWatch &) = delete;

private:
    static int look(void *data)
    {
        const auto *watch = static_cast<const CopyWatch *>(data);
        const qint64 there = QFileInfo(watch->m_target).size();
        watch->m_progress->setPercent(int(qMin<qint64>(99, 100 * there / watch->m_bytes)));
        return watch->m_progress->isCancelled() ? 1 : 0;
    }

    sqlite3 *m_database;
    const QString m_target;
    const qint64 m_bytes;
    CopyProgress *m_progress;
};

} // namespace

void DatabaseCloser::operator()(sqlite3 *database) const
{
    sqlite3_close_v2(database);
}

void DatabaseCloser::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

SessionFile::SessionFile(QString path, Database database)
    : m_path(std::move(path))
    , m_database(std::move(database))
{
}

SessionFile::~SessionFile() = default;

Error SessionFile::errorNow() const
{
    sqlite3 *database = m_database.get();
    const int code = sqlite3_errcode(database);
    const QString text = QString::fromUtf8(sqlite3_errmsg(database));
    const int system
        = code == SQLITE_IOERR || code == SQLITE_FULL ? lastErrno(database) : sqlite3_system_errno(database);
    if (code == SQLITE_FULL || system == ENOSPC || system == EDQUOT)
        return {ErrorCode::DiskFull, system == EDQUOT ? EDQUOT : ENOSPC, m_path, 0, text};
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_MISMATCH)
        return {ErrorCode::NotASession, 0, m_path, 0, text};
    return {ErrorCode::FileUnwritable, system, m_path, 0, text};
}

std::optional<Error> SessionFile::execute(const char *sql) const
{
    if (sqlite3_exec(m_database.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK)
        return std::nullopt;
    return errorNow();
}

qint64 SessionFile::number(const char *sql) const
{
    const Statement statement = prepare(m_database.get(), sql);
    return statement && sqlite3_step(statement.get()) == SQLITE_ROW ? sqlite3_column_int64(statement.get(), 0)
                                                                    : -1;
}

std::variant<SessionFile, Error> SessionFile::create(const QString &path)
{
    const QFileInfo info(path);
    if (info.exists() || info.isSymLink())
        return Error{ErrorCode::FileExists, EEXIST, path, 0, {}};
    sqlite3 *raw = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int result = sqlite3_open_v2(QFile::encodeName(path).constData(), &raw, flags, nullptr);
    SessionFile file(path, Database(raw));
    if (result != SQLITE_OK)
        return Error{ErrorCode::FileUnwritable, sqlite3_system_errno(raw), path, 0,
                     QString::fromUtf8(sqlite3_errmsg(raw))};
    if (const auto error = file.prepareToWrite())
        return *error;
    return file;
}

bool SessionFile::remove(const QString &path)
{
    for (const QString &beside : {u"-wal"_s, u"-shm"_s})
        QFile::remove(path + beside);
    return QFile::remove(path);
}

std::optional<Error> SessionFile::prepareToWrite()
{
    sqlite3_busy_timeout(m_database.get(), kBusyMs);
    const QByteArray identity = "PRAGMA application_id=" + QByteArray::number(kApplicationId)
        + "; PRAGMA user_version=" + QByteArray::number(kVersion);
    // Large pages: the log is written page by page.
    const QByteArray pageSize = "PRAGMA page_size=" + QByteArray::number(kPageBytes);
    if (auto error = execute(pageSize.constData()))
        return error;
    if (auto error = beginLog())
        return error;
    for (const char *sql : {identity.constData(), "BEGIN", kMeta, kAddresses, kEvents, kNotes,
                            "INSERT INTO meta VALUES('application', 'BothEnds')", "COMMIT"}) {
        if (auto error = execute(sql))
            return error;
    }
    if (auto error = prepareInserts())
        return error;
    return prepareToRead();
}

// WAL: one writer beside any number of readers, and what is committed survives the end of the process. The
// writer makes no checkpoints, which wait for the disk: see Checkpointer.
std::optional<Error> SessionFile::beginLog() const
{
    for (const char *sql : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL"}) {
        if (auto error = execute(sql))
            return error;
    }
    sqlite3_wal_hook(
        m_database.get(),
        [](void *bytes, sqlite3 *, const char *, int pages) {
            *static_cast<qint64 *>(bytes) = qint64(pages) * kPageBytes;
            return SQLITE_OK;
        },
        m_logBytes.get());
    return std::nullopt;
}

std::optional<Error> SessionFile::checkpoint() const
{
    sqlite3 *database = m_database.get();
    if (sqlite3_wal_checkpoint_v2(database, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr)
        == SQLITE_OK)
        return std::nullopt;
    return errorNow();
}

std::optional<Error> SessionFile::prepareInserts()
{
    m_insertAddress = prepare(m_database.get(), "INSERT INTO addresses VALUES(?,?,?,?)");
    m_insertEvent
        = prepare(m_database.get(), "INSERT INTO events VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    m_setNote = prepare(m_database.get(), "INSERT OR REPLACE INTO notes VALUES(?,?,?)");
    m_removeNote = prepare(m_database.get(), "DELETE FROM notes WHERE seq=?");
    if (!m_insertAddress || !m_insertEvent || !m_setNote || !m_removeNote)
        return errorNow();
    return std::nullopt;
}

std::variant<SessionFile, Error> SessionFile::resume(const QString &path)
{
    auto opened = open(path);
    SessionFile *file = std::get_if<SessionFile>(&opened);
    if (!file)
        return opened;
    if (const auto error = file->beginLog())
        return *error;
    if (const auto error = file->prepareInserts())
        return *error;
    return opened;
}

std::variant<SessionFile, Error> SessionFile::open(const QString &path)
{
    if (!QFileInfo(path).isFile() || !QFileInfo(path).isReadable())
        return Error{ErrorCode::FileUnreadable, errno, path, 0, {}};
    sqlite3 *raw = nullptr;
    // Also to be written, where the system lets us: a write-ahead log left by a crash is taken in only so.
    const QByteArray name = QFile::encodeName(path);
    int result
        = sqlite3_open_v2(name.constData(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    SessionFile file(path, Database(raw));
    if (result == SQLITE_OK && sqlite3_db_readonly(raw, "main") == 1
        && !QFileInfo::exists(path + u"-wal"_s)) {
        // A place that cannot be written to: nobody else can write there either.
        raw = nullptr;
        const QByteArray uri = "file:" + QUrl::toPercentEncoding(path, "/") + "?immutable=1";
        result = sqlite3_open_v2(uri.constData(), &raw,
                                 SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nullptr);
        file = SessionFile(path, Database(raw));
    }
    if (result != SQLITE_OK)
        return Error{ErrorCode::FileUnreadable, sqlite3_system_errno(raw), path, 0,
                     QString::fromUtf8(sqlite3_errmsg(raw))};
    if (const auto error = file.prepareToRead())
        return *error;
    return file;
}

std::optional<Error> SessionFile::prepareToRead()
{
    sqlite3 *database = m_database.get();
    sqlite3_busy_timeout(database, kBusyMs);
    // A tree of damaged pages can be endless to who looks through it, and a schema of ours takes some
    // hundreds.
    constexpr int kMostInstructions = 1'000'000;
    sqlite3_progress_handler(
        database, kMostInstructions, [](void *) { return 1; }, nullptr);
    const auto unbound = qScopeGuard([database] { sqlite3_progress_handler(database, 0, nullptr, nullptr); });
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, int(kMaxPayload + kMaxExtra));
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    const auto isNone = [this](const QString &why) {
        return Error{ErrorCode::NotASession, 0, m_path, 0, why};
    };
    if (number("PRAGMA application_id") != kApplicationId)
        return isNone(QString::fromUtf8(sqlite3_errmsg(database)));
    const qint64 version = number("PRAGMA user_version");
    if (version < 1 || version > kVersion)
        return Error{ErrorCode::SessionVersion, 0, m_path, version, {}};
    m_hasNotes = version > 1;
    const Statement schema
        = prepare(database, "SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name");
    QList<QByteArray> tables;
    while (schema && sqlite3_step(schema.get()) == SQLITE_ROW && tables.size() < 5)
        tables << textAt(schema.get(), 0).toUtf8();
    QList<QByteArray> expected{kAddresses, kEvents, kMeta};
    if (m_hasNotes)
        expected << kNotes;
    if (tables != expected)
        return isNone(u"schema"_s);
    m_selectPayload = prepare(database, "SELECT payload FROM events WHERE seq=?");
    m_selectPayloads = prepare(database, "SELECT seq, payload FROM events WHERE seq>=? ORDER BY seq LIMIT ?");
    m_selectAddress = prepare(database, "SELECT kind, host, port FROM addresses WHERE id=?");
    m_events = std::make_unique<EventVisit>(database);
    m_visit = std::make_unique<PayloadVisit>(database);
    if (!m_events->isValid() || !m_selectPayload || !m_selectPayloads || !m_selectAddress
        || !m_visit->isValid())
        return errorNow();
    return std::nullopt;
}

std::optional<Error> SessionFile::beginTransaction()
{
    return execute("BEGIN IMMEDIATE");
}

std::optional<Error> SessionFile::commit()
{
    return execute("COMMIT");
}

void SessionFile::rollback()
{
    if (sqlite3_get_autocommit(m_database.get()) == 0)
        execute("ROLLBACK");
    m_ids.clear(); // some of them may be gone
    m_addresses.clear();
}

std::optional<Error> SessionFile::finish()
{
    if (auto error = execute("INSERT OR REPLACE INTO meta VALUES('finished', '1')"))
        return error;
    for (const char *sql : {"PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode=DELETE"}) {
        auto error = execute(sql);
        // Somebody else reads it: everything is there, and the log beside it goes with the last reader.
        const bool isRead = sqlite3_errcode(m_database.get()) == SQLITE_BUSY
            || sqlite3_errcode(m_database.get()) == SQLITE_LOCKED;
        if (error && !isRead)
            return error;
    }
    return std::nullopt;
}

bool SessionFile::isGone() const
{
    int hasMoved = 0;
    return sqlite3_file_control(m_database.get(), "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved) == SQLITE_OK
        && hasMoved != 0;
}

bool SessionFile::isFinished() const
{
    return number("SELECT 1 FROM meta WHERE key='finished' LIMIT 1") == 1;
}

quint64 SessionFile::lastSeq() const
{
    return quint64(qMax<qint64>(0, number("SELECT max(seq) FROM events")));
}

qint64 SessionFile::idOf(const Address &address)
{
    if (address.isNull())
        return 0;
    if (const auto it = m_ids.constFind(address); it != m_ids.constEnd())
        return *it;
    constexpr qsizetype kMostIds = 100'000; // then some get a second number, which harms nobody
    if (m_ids.size() >= kMostIds)
        m_ids.clear();
    if (m_ids.isEmpty())
        m_lastId = qMax<qint64>(0, number("SELECT max(id) FROM addresses"));
    const qint64 id = ++m_lastId;
    sqlite3_stmt *insert = m_insertAddress.get();
    const QByteArray host = address.host.toUtf8();
    sqlite3_bind_int64(insert, 1, id);
    sqlite3_bind_int(insert, 2, int(address.kind));
    sqlite3_bind_text(insert, 3, host.constData(), int(host.size()), SQLITE_STATIC);
    sqlite3_bind_int(insert, 4, address.port);
    const bool isDone = sqlite3_step(insert) == SQLITE_DONE;
    sqlite3_reset(insert);
    if (!isDone)
        return -1;
    m_ids.insert(address, id);
    return id;
}

std::optional<Error> SessionFile::append(const Event &event)
{
    const qint64 local = idOf(event.local);
    const qint64 peer = local < 0 ? -1 : idOf(event.peer);
    if (peer < 0)
        return errorNow();
    const QByteArray extra = extraToCbor(event);
    sqlite3_stmt *insert = m_insertEvent.get();
    const qint64 numbers[] = {qint64(event.seq),
                              event.monotonicNs,
                              event.wallClockUs,
                              event.endpoint,
                              event.socket,
                              event.connection,
                              qint64(event.side),
                              qint64(event.origin),
                              qint64(event.kind),
                              qint64(event.transport),
                              qint64(event.reason),
                              event.isStep ? 1 : 0,
                              event.number,
                              local,
                              peer,
                              event.bytes,
                              qint64(event.streamOffset)};
    int column = 0;
    for (const qint64 value : numbers)
        sqlite3_bind_int64(insert, ++column, value);
    bindBytes(insert, ++column, extra);
    bindBytes(insert, ++column, event.payload);
    const int result = sqlite3_step(insert);
    std::optional<Error> error = result == SQLITE_DONE ? std::nullopt : std::optional<Error>(errorNow());
    sqlite3_reset(insert);
    sqlite3_clear_bindings(insert);
    return error;
}

std::optional<Error> SessionFile::setNote(const RowNote &note)
{
    return runNote(note.isEmpty() ? m_removeNote.get() : m_setNote.get(), note);
}

std::optional<Error> SessionFile::runNote(sqlite3_stmt *statement, const RowNote &note)
{
    const QByteArray comment = note.comment.toUtf8();
    sqlite3_bind_int64(statement, 1, qint64(note.seq));
    if (statement == m_setNote.get()) {
        sqlite3_bind_int(statement, 2, note.isBookmarked ? 1 : 0);
        sqlite3_bind_text(statement, 3, comment.constData(), int(comment.size()), SQLITE_STATIC);
    }
    const int result = sqlite3_step(statement);
    std::optional<Error> error = result == SQLITE_DONE ? std::nullopt : std::optional<Error>(errorNow());
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return error;
}

std::optional<Error> SessionFile::writeNotes(const QList<RowNote> &notes)
{
    const auto write = [this, &notes]() -> std::optional<Error> {
        if (!m_hasNotes) {
            const QByteArray version = "PRAGMA user_version=" + QByteArray::number(kVersion);
            for (const char *sql : {kNotes, version.constData()}) {
                if (auto error = execute(sql))
                    return error;
            }
            m_hasNotes = true;
        }
        if (auto error = execute("DELETE FROM notes"))
            return error;
        if (auto error = prepareInserts())
            return error;
        for (const RowNote &note : notes) {
            if (auto error = runNote(m_setNote.get(), note))
                return error;
        }
        return commit();
    };
    if (auto error = beginTransaction())
        return error;
    auto error = write();
    if (error)
        rollback();
    return error;
}

QList<RowNote> SessionFile::notes()
{
    QList<RowNote> notes;
    if (!m_hasNotes)
        return notes;
    const Statement select
        = prepare(m_database.get(), "SELECT seq, isBookmarked, comment FROM notes ORDER BY seq LIMIT ?");
    sqlite3_stmt *row = select.get();
    sqlite3_bind_int(row, 1, kMaxNotes);
    int result = sqlite3_step(row);
    for (; result == SQLITE_ROW; result = sqlite3_step(row)) {
        const qint64 seq = sqlite3_column_int64(row, 0);
        const qint64 isBookmarked = sqlite3_column_int64(row, 1);
        constexpr qsizetype kMostBytes = 3 * RowNote::kMaxComment; // one UTF-16 unit takes three at most
        const bool isSound = seq > 0 && sqlite3_column_type(row, 1) == SQLITE_INTEGER
            && (isBookmarked == 0 || isBookmarked == 1) && sqlite3_column_type(row, 2) == SQLITE_TEXT
            && sqlite3_column_bytes(row, 2) <= kMostBytes;
        if (!isSound) {
            m_fault = Error{ErrorCode::NotASession, 0, m_path, 0, u"note of seq %1"_s.arg(seq)};
            continue;
        }
        notes << RowNote{quint64(seq), isBookmarked == 1, RowNote::cleaned(textAt(row, 2))};
    }
    if (result != SQLITE_DONE)
        m_fault = errorNow();
    return notes;
}

Address SessionFile::addressWith(qint64 id)
{
    if (id <= 0)
        return {};
    if (const auto it = m_addresses.constFind(id); it != m_addresses.constEnd())
        return *it;
    sqlite3_stmt *select = m_selectAddress.get();
    sqlite3_bind_int64(select, 1, id);
    Address address;
    if (sqlite3_step(select) == SQLITE_ROW && sqlite3_column_bytes(select, 1) <= kMaxHost) {
        const int kind = sqlite3_column_int(select, 0);
        const int port = sqlite3_column_int(select, 2);
        if (kind >= 0 && kind <= int(Address::Kind::Unnamed) && port >= 0 && port <= 65535)
            address = {textAt(select, 1), quint16(port), Address::Kind(kind)};
    }
    sqlite3_reset(select);
    m_addresses.insert(id, address);
    return address;
}

bool SessionFile::takeRow(sqlite3_value **row, Event &event)
{
    bool isSound = true;
    const auto number = [row, &isSound](int column, qint64 least, qint64 most) {
        const qint64 value = sqlite3_value_int64(row[column]);
        isSound
            = isSound && sqlite3_value_type(row[column]) == SQLITE_INTEGER && value >= least && value <= most;
        return value;
    };
    constexpr qint64 kLargest = std::numeric_limits<qint64>::max();
    constexpr qint64 kWord = std::numeric_limits<quint32>::max();
    event.seq = quint64(number(Seq, 1, kLargest));
    // Sums of what is within these bounds fit.
    constexpr qint64 kLatestNs = kLargest / 2;
    constexpr qint64 kMostBytes = qint64(1) << 44;
    event.monotonicNs = number(MonotonicNs, 0, kLatestNs);
    event.wallClockUs = number(WallClockUs, 0, kLatestNs / 1000);
    event.endpoint = quint32(number(Endpoint, 0, kWord));
    event.socket = quint32(number(Socket, 0, kWord));
    event.connection = quint32(number(Connection, 0, kWord));
    event.side = Side(number(SideColumn, 0, qint64(Side::Client)));
    event.origin = Origin(number(OriginColumn, 0, qint64(Origin::Inferred)));
    event.kind = EventKind(number(Kind, 0, qint64(EventKind::Segment)));
    event.transport = Transport(number(TransportColumn, 0, qint64(Transport::PingIcmp)));
    event.reason = WriteReason(number(Reason, 0, qint64(WriteReason::Echo)));
    event.isStep = number(IsStep, 0, 1) == 1;
    event.number
        = qint32(number(Number, std::numeric_limits<qint32>::min(), std::numeric_limits<qint32>::max()));
    const qint64 local = number(Local, 0, kLargest);
    const qint64 peer = number(Peer, 0, kLargest);
    event.bytes = number(Bytes, 0, kMostBytes);
    event.streamOffset = quint64(number(StreamOffset, 0, kLargest / 2));
    if (!isSound || sqlite3_value_bytes(row[Extra]) > kMaxExtra)
        return false;
    const auto *extra = static_cast<const char *>(sqlite3_value_blob(row[Extra]));
    if (extra && !extraFromCbor(QByteArray(extra, sqlite3_value_bytes(row[Extra])), event))
        return false;
    event.local = addressWith(local);
    event.peer = addressWith(peer);
    return true;
}

QList<Event> SessionFile::read(quint64 behindSeq, int limit)
{
    QList<Event> events;
    events.reserve(qMin(limit, kMostReserved));
    qint64 extraBytes = 0;
    quint64 last = behindSeq;
    const auto take = [&](sqlite3_value **row) {
        Event &event = events.emplaceBack();
        // The pages of a damaged tree may lead back to where one was.
        if (!takeRow(row, event) || event.seq <= last) {
            events.removeLast();
            m_fault
                = Error{ErrorCode::NotASession, 0, m_path, 0, u"seq %1"_s.arg(sqlite3_value_int64(row[Seq]))};
            return false;
        }
        last = event.seq;
        extraBytes += sqlite3_value_bytes(row[Extra]);
        return events.size() < limit && extraBytes <= kExtraAtOnce;
    };
    const int result = m_events->run(behindSeq, take);
    if (result != SQLITE_DONE && result != SQLITE_ROW)
        m_fault = errorNow();
    return events;
}

QByteArray SessionFile::payload(quint64 seq) const
{
    sqlite3_stmt *select = m_selectPayload.get();
    sqlite3_bind_int64(select, 1, qint64(seq));
    QByteArray bytes;
    if (sqlite3_step(select) == SQLITE_ROW && sqlite3_column_type(select, 0) == SQLITE_BLOB)
        bytes = bytesAt(select, 0);
    sqlite3_reset(select);
    return bytes;
}

std::vector<SessionFile::Payload> SessionFile::payloads(quint64 seq, int mostEvents, qint64 mostBytes) const
{
    sqlite3_stmt *select = m_selectPayloads.get();
    sqlite3_bind_int64(select, 1, qint64(seq));
    sqlite3_bind_int(select, 2, mostEvents);
    std::vector<Payload> found;
    for (qint64 bytes = 0; bytes <= mostBytes && sqlite3_step(select) == SQLITE_ROW;) {
        if (sqlite3_column_type(select, 1) != SQLITE_BLOB)
            continue;
        found.push_back({quint64(sqlite3_column_int64(select, 0)), bytesAt(select, 1)});
        bytes += found.back().bytes.size();
    }
    sqlite3_reset(select);
    return found;
}

bool SessionFile::visit(quint64 first, quint64 last, const PayloadVisit::Visitor &visitor) const
{
    return m_visit->run(first, last, visitor);
}

bool SessionFile::hasPayload(quint64 seq) const
{
    sqlite3_stmt *select = m_selectPayload.get();
    sqlite3_bind_int64(select, 1, qint64(seq));
    const bool isThere = sqlite3_step(select) == SQLITE_ROW && sqlite3_column_type(select, 0) == SQLITE_BLOB;
    sqlite3_reset(select);
    return isThere;
}

std::optional<Error> SessionFile::copyTo(const QString &path, CopyProgress *progress) const
{
    const QFileInfo info(path);
    if (info.exists() || info.isSymLink())
        return Error{ErrorCode::FileExists, EEXIST, path, 0, {}};
    const qint64 bytes = number("PRAGMA page_count") * number("PRAGMA page_size");
    const CopyWatch watch(m_database.get(), path, bytes, progress);
    const Statement copy = prepare(m_database.get(), "VACUUM INTO ?");
    const QByteArray name = QFile::encodeName(path);
    if (!copy)
        return errorNow();
    sqlite3_bind_text(copy.get(), 1, name.constData(), int(name.size()), SQLITE_STATIC);
    const bool isDone = sqlite3_step(copy.get()) == SQLITE_DONE;
    const bool isCancelled = progress && progress->isCancelled();
    if (isDone && !isCancelled)
        return std::nullopt;
    Error error = isCancelled ? Error{ErrorCode::TransferCancelled, 0, {}, 0, {}} : errorNow();
    error.subject = path;
    QFile::remove(path); // half a copy
    return error;
}

} // namespace bothends
