// SPDX-License-Identifier: MIT
#pragma once

#include "core/payloadstore.h"

#include <QFile>

#include <vector>

namespace bothends {

/// The payloads of a capture stay where they are: in its file. Memory holds their places. In the journal's
/// thread.
class CapturePayloads : public PayloadStore
{
public:
    explicit CapturePayloads(const QString &path);

    /// FileUnreadable.
    const std::optional<Error> &fault() const { return m_fault; }
    /// Of the events that the journal takes in next: where each begins in the file.
    void announce(const QList<qint64> &places) { m_announced = places; }

    void takeIn(const QList<Event> &events) override;
    void put(quint64, const QByteArray &) override { }
    QByteArray payload(quint64 seq) const override;
    bool has(quint64 seq) const override;
    qint64 droppedBytes() const override { return 0; }

private:
    struct Place
    {
        qint64 begin;
        quint32 length;
    };
    const Place *find(quint64 seq) const;

    mutable QFile m_file;
    std::optional<Error> m_fault;
    QList<qint64> m_announced;
    std::vector<Place> m_places; // by seq, from 1
};

} // namespace bothends
