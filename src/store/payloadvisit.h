// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <functional>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace bothends {

/// Looks at the payloads of a session's file from within SQLite, as a function in the statement that walks
/// the table: nothing is copied, and no row is handed over. In the thread of its database, which must outlive
/// it.
class PayloadVisit
{
public:
    using Visitor = std::function<bool(quint64 seq, QByteArrayView bytes)>;

    explicit PayloadVisit(sqlite3 *database);
    ~PayloadVisit();
    PayloadVisit(const PayloadVisit &) = delete;
    PayloadVisit &operator=(const PayloadVisit &) = delete;

    bool isValid() const { return m_statement != nullptr; }
    /// Shows the payloads of the events `first` … `last`, rising; false if the visitor ended it. A file that
    /// is damaged ends it too, but that is not told here.
    bool run(quint64 first, quint64 last, const Visitor &visitor);

private:
    bool look(quint64 seq, QByteArrayView bytes);

    sqlite3_stmt *m_statement = nullptr;
    const Visitor *m_visitor = nullptr; // while it runs
    quint64 m_last = 0; // that was looked at
    bool m_isEnded = false; // by the visitor
};

} // namespace bothends
