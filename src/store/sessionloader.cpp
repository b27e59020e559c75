// SPDX-License-Identifier: MIT
#include "store/sessionloader.h"

#include <QElapsedTimer>

namespace bothends {

namespace {
constexpr int kFirstPortion = 500; // events in one turn of the event loop: a few milliseconds
constexpr int kLeastPortion = 100;
constexpr int kMostPortion = 16'000;
constexpr qint64 kShortTurnMs = 8; // then the next portion is larger,
constexpr qint64 kLongTurnMs = 20; // and after such a turn smaller
} // namespace

SessionLoader::SessionLoader(SessionFile file, Journal &journal, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
    , m_journal(journal)
    , m_timer(this)
    , m_lastSeq(m_file.lastSeq())
    , m_portion(kFirstPortion)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &SessionLoader::loadSome);
}

void SessionLoader::loadSome()
{
    QElapsedTimer turn;
    turn.start();
    const QList<Event> events = m_file.read(m_seq, m_portion);
    if (!events.isEmpty()) {
        m_seq = events.constLast().seq;
        m_journal.append(events);
        emit progressed(m_seq, m_lastSeq);
    }
    if (turn.elapsed() > kLongTurnMs)
        m_portion = qMax(kLeastPortion, m_portion / 2);
    else if (turn.elapsed() < kShortTurnMs)
        m_portion = qMin(kMostPortion, m_portion * 2);
    if (!events.isEmpty() && !m_file.fault())
        return;
    m_timer.stop();
    m_isFinished = true;
    emit finished(m_file.fault());
}

} // namespace bothends
