// SPDX-License-Identifier: MIT
#include "store/sessionloader.h"

#include <QElapsedTimer>

namespace bothends {

namespace {
constexpr qint64 kTurnMs = 10; // then other things have their turn
} // namespace

SessionLoader::SessionLoader(SessionFile file, Journal &journal, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
    , m_lastSeq(file.lastSeq())
    , m_timer(this)
    , m_reader(std::move(file), [this] {
        QMetaObject::invokeMethod(&m_timer, qOverload<>(&QTimer::start), Qt::QueuedConnection);
    })
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &SessionLoader::loadSome);
}

void SessionLoader::loadSome()
{
    QElapsedTimer turn;
    turn.start();
    do {
        const std::optional<QList<Event>> events = m_reader.take();
        if (!events) {
            m_timer.stop();
            return;
        }
        if (events->isEmpty()) {
            m_timer.stop();
            m_isFinished = true;
            emit finished(m_reader.file().fault());
            return;
        }
        m_journal.append(*events);
        emit progressed(events->constLast().seq, m_lastSeq);
    } while (turn.elapsed() < kTurnMs);
}

} // namespace bothends
