// SPDX-License-Identifier: MIT
#include "store/sessionloader.h"

namespace bothends {

namespace {
constexpr int kPortion = 500; // events in one turn of the event loop: a few milliseconds
}

SessionLoader::SessionLoader(SessionFile file, Journal &journal, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
    , m_journal(journal)
    , m_timer(this)
    , m_lastSeq(m_file.lastSeq())
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &SessionLoader::loadSome);
}

void SessionLoader::loadSome()
{
    const QList<Event> events = m_file.read(m_seq, kPortion);
    if (!events.isEmpty()) {
        m_seq = events.constLast().seq;
        m_journal.append(events);
        emit progressed(m_seq, m_lastSeq);
    }
    if (events.size() == kPortion && !m_file.fault())
        return;
    m_timer.stop();
    m_isFinished = true;
    emit finished(m_file.fault());
}

} // namespace bothends
