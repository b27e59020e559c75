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
        m_events.append(event);
        if (event.kind == EventKind::Received)
            m_receivedBytes += event.bytes;
        else if (event.kind == EventKind::Sent)
            m_sentBytes += event.bytes;
    }
    m_store->takeIn(batch);
    emit appended(first, size() - 1);
}

QByteArray Journal::payload(qsizetype row) const
{
    return m_store->payload(m_events.seq(row));
}

void Journal::visitPayloads(qsizetype first, qsizetype last, const PayloadVisitor &visitor) const
{
    qsizetype row = first;
    quint64 seqOfRow = m_events.seq(first);
    m_store->visit(seqOfRow, m_events.seq(last), [&](quint64 seq, QByteArrayView bytes) {
        while (row < last && seqOfRow < seq)
            seqOfRow = m_events.seq(++row);
        return seqOfRow != seq || visitor(row, bytes);
    });
}

bool Journal::hasPayload(qsizetype row) const
{
    return m_events.bytes(row) == 0 || m_store->has(m_events.seq(row));
}

qint64 Journal::droppedPayloadBytes() const
{
    return m_store->droppedBytes();
}

} // namespace bothends
