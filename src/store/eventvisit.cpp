// SPDX-License-Identifier: MIT
#include "store/eventvisit.h"

#include <sqlite3.h>

namespace bothends {

// https://www.sqlite.org/appfunc.html; no schema can call it.
EventVisit::EventVisit(sqlite3 *database)
{
    constexpr int kColumns = 18;
    const auto take = [](sqlite3_context *context, int, sqlite3_value **columns) {
        const auto *self = static_cast<const EventVisit *>(sqlite3_user_data(context));
        sqlite3_result_int(context, (*self->m_visitor)(columns) ? 0 : 1);
    };
    sqlite3_create_function_v2(database, "take", kColumns, SQLITE_UTF8 | SQLITE_DIRECTONLY, this, take,
                               nullptr, nullptr, nullptr);
    sqlite3_prepare_v3(database,
                       "SELECT 1 FROM events WHERE seq>? AND take(seq, monotonicNs, wallClockUs, endpoint, "
                       "socket, connection, side, origin, kind, transport, reason, isStep, number, local, "
                       "peer, bytes, streamOffset, extra) ORDER BY seq",
                       -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
}

EventVisit::~EventVisit()
{
    sqlite3_finalize(m_statement);
}

int EventVisit::run(quint64 behindSeq, const Visitor &visitor)
{
    m_visitor = &visitor;
    sqlite3_bind_int64(m_statement, 1, qint64(behindSeq));
    const int result = sqlite3_step(m_statement); // to its end, or to where it is ended
    sqlite3_reset(m_statement);
    m_visitor = nullptr;
    return result;
}

} // namespace bothends
