// SPDX-License-Identifier: MIT
#include "store/payloadvisit.h"

#include <sqlite3.h>

#include <algorithm>
#include <limits>

namespace bothends {

// https://www.sqlite.org/appfunc.html; no schema can call it.
PayloadVisit::PayloadVisit(sqlite3 *database)
{
    const auto lookAt = [](sqlite3_context *context, int, sqlite3_value **values) {
        auto *self = static_cast<PayloadVisit *>(sqlite3_user_data(context));
        QByteArrayView bytes;
        if (sqlite3_value_type(values[1]) == SQLITE_BLOB) {
            const auto *data = static_cast<const char *>(sqlite3_value_blob(values[1]));
            bytes = {data, data ? sqlite3_value_bytes(values[1]) : 0};
        }
        sqlite3_result_int(context, self->look(quint64(sqlite3_value_int64(values[0])), bytes) ? 0 : 1);
    };
    sqlite3_create_function_v2(database, "look", 2, SQLITE_UTF8 | SQLITE_DIRECTONLY, this, lookAt, nullptr,
                               nullptr, nullptr);
    sqlite3_prepare_v3(database,
                       "SELECT 1 FROM events WHERE seq BETWEEN ? AND ? AND look(seq, payload) ORDER BY seq",
                       -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
}

PayloadVisit::~PayloadVisit()
{
    sqlite3_finalize(m_statement);
}

// The pages of a damaged tree may lead back to where one was.
bool PayloadVisit::look(quint64 seq, QByteArrayView bytes)
{
    if (seq <= m_last)
        return false;
    m_last = seq;
    m_isEnded = !bytes.isEmpty() && !(*m_visitor)(seq, bytes);
    return !m_isEnded;
}

bool PayloadVisit::run(quint64 first, quint64 last, const Visitor &visitor)
{
    constexpr auto kLargest = quint64(std::numeric_limits<qint64>::max());
    m_visitor = &visitor;
    m_last = 0;
    m_isEnded = false;
    sqlite3_bind_int64(m_statement, 1, qint64(std::min(first, kLargest)));
    sqlite3_bind_int64(m_statement, 2, qint64(std::min(last, kLargest)));
    sqlite3_step(m_statement); // to its end, or to where it is ended
    sqlite3_reset(m_statement);
    m_visitor = nullptr;
    return !m_isEnded;
}

} // namespace bothends
