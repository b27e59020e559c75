// SPDX-License-Identifier: MIT
#include "core/journal.h"

#include <QThread>

namespace bothends {

Journal::Journal(QObject *parent)
    : Journal(std::make_unique<MemoryPayloadStore>(), parent)
{
}

Journal::Journal(std::unique_ptr<PayloadStore> store, QObject *parent)
    : QObject(parent)
    , m_store(std::move(store))
{
}

Journal::~Journal() = default;

void Journal::append(const QList<Event> &batch)
{
    Q_ASSERT(thread() == QThread::currentThread());
    if (batch.isEmpty())
        return;
    const qsizetype first = size();
    for (const Event &event : batch) {
        Event &row = m_events.emplace_back(event);
        if (row.kind == EventKind::Received)
            m_receivedBytes += row.bytes;
        else if (row.kind == EventKind::Sent)
            m_sentBytes += row.bytes;
        row.payload = QByteArray(); // the store has it
    }
    m_store->takeIn(batch);
    emit appended(first, size() - 1);
}

QByteArray Journal::payload(qsizetype row) const
{
    return m_store->payload(at(row).seq);
}

bool Journal::hasPayload(qsizetype row) const
{
    return at(row).bytes == 0 || m_store->has(at(row).seq);
}

qint64 Journal::droppedPayloadBytes() const
{
    return m_store->droppedBytes();
}

} // namespace bothends
