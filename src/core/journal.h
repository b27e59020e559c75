// SPDX-License-Identifier: MIT
#pragma once

#include "core/packedevents.h"
#include "core/payloadstore.h"

#include <QObject>

#include <memory>

namespace bothends {

/// The append-only truth of a session: every view, export and headless output is a reading of it.
/// Lives in the reader's thread (GUI or command line); the I/O thread hands it batches of values.
/// Rows are kept packed (PackedEvents), so a long session takes little memory.
/// Invariant: rows are never changed, reordered or removed; only payload bytes may be let go.
class Journal : public QObject
{
    Q_OBJECT
public:
    explicit Journal(QObject *parent = nullptr);
    Journal(std::unique_ptr<PayloadStore> store, QObject *parent = nullptr);
    ~Journal() override;

    /// Takes a batch in the order of the I/O thread and announces it once.
    void append(const QList<Event> &batch);

    qsizetype size() const { return m_events.size(); }
    /// The event of a row, 0 <= row < size(), made from its packed form; its payload member is empty, see
    /// payload().
    Event at(qsizetype row) const { return m_events.at(row); }
    /// One member of it, for those who look at many rows.
    const PackedEvents &events() const { return m_events; }
    /// The bytes of a sent or received row; empty if there are none or they were let go.
    QByteArray payload(qsizetype row) const;
    /// Shows the payloads of the rows `first` … `last`, rising, as PayloadStore::visit() does.
    using PayloadVisitor = std::function<bool(qsizetype row, QByteArrayView bytes)>;
    void visitPayloads(qsizetype first, qsizetype last, const PayloadVisitor &visitor) const;
    /// False when a row had bytes that are no longer kept.
    bool hasPayload(qsizetype row) const;
    qint64 droppedPayloadBytes() const;
    /// Sum of all received and sent bytes of both sides of ours.
    qint64 receivedBytes() const { return m_receivedBytes; }
    qint64 sentBytes() const { return m_sentBytes; }

signals:
    /// Rows first … last are new.
    void appended(qsizetype first, qsizetype last);

private:
    PackedEvents m_events;
    std::unique_ptr<PayloadStore> m_store;
    qint64 m_receivedBytes = 0;
    qint64 m_sentBytes = 0;
};

} // namespace bothends
