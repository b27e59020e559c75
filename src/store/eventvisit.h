// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <functional>

struct sqlite3;
struct sqlite3_stmt;
struct sqlite3_value;

namespace bothends {

/// Goes through the events of a session's file from within SQLite, as PayloadVisit does through their
/// payloads: a row is taken where it is, which takes a third less time than to ask a statement for each of
/// its columns. In the thread of its database, which must outlive it.
class EventVisit
{
public:
    /// Given the columns of `events` up to `extra`, in their order. Returns whether to go on.
    using Visitor = std::function<bool(sqlite3_value **columns)>;

    explicit EventVisit(sqlite3 *database);
    ~EventVisit();
    EventVisit(const EventVisit &) = delete;
    EventVisit &operator=(const EventVisit &) = delete;

    bool isValid() const { return m_statement != nullptr; }
    /// Shows the events behind `seq`, rising unless the file is damaged. SQLITE_DONE = there are no more,
    /// SQLITE_ROW = the visitor ended it, else what failed.
    int run(quint64 behindSeq, const Visitor &visitor);

private:
    sqlite3_stmt *m_statement = nullptr;
    const Visitor *m_visitor = nullptr; // while it runs
};

} // namespace bothends
