// SPDX-License-Identifier: MIT
#include "core/callrows.h"

#include "core/scriptparts.h"

#include <algorithm>

namespace bothends {

namespace {

constexpr qsizetype kScanLimit = 4000; // rows that are looked at to find or count steps
constexpr qsizetype kNearRows = 64; // in which a connection has begun

bool isInOrder(const Event &event)
{
    return event.isStep || !isStream(event.transport);
}

class CallRowsChooser
{
public:
    CallRowsChooser(const Readings &readings, qsizetype row, quint32 endpoint)
        : m_readings(readings)
        , m_row(row)
        , m_event(readings.journal.at(row))
        , m_endpoint(endpoint)
    {
    }

    CallRows choose()
    {
        qsizetype i = m_row - 1;
        for (; i >= 0 && m_row - i <= kScanLimit && m_found.rows.size() < kMaxSteps / 2; --i) {
            if (isWanted(i))
                m_found.rows.prepend(i);
        }
        const QList<qsizetype> beginning = beginningBefore(i + 1);
        m_found.leftOutAt = beginning.size();
        m_found.isPartial = i >= 0 && hasOthersBefore(i, beginning);
        m_found.rows = beginning + m_found.rows;
        for (i = m_row;
             i < m_readings.journal.size() && i - m_row < kScanLimit && m_found.rows.size() < kMaxSteps;
             ++i) {
            if (isWanted(i))
                m_found.rows << i;
        }
        for (qsizetype seen = 0; i < m_readings.journal.size() && seen < kScanLimit && !m_found.isCutOff;
             ++i, ++seen)
            m_found.isCutOff = isWanted(i);
        return m_found;
    }

private:
    Event at(qsizetype row) const { return m_readings.journal.at(row); }

    bool isOfEndpoint(qsizetype row) const
    {
        const Event &event = at(row);
        return event.endpoint == m_endpoint && event.side == m_event.side;
    }
    bool isWanted(qsizetype row) const
    {
        return row == m_row || (isOfEndpoint(row) && !isKernelRow(at(row)));
    }

    /// How the sockets that are used came to be, if that is longer ago.
    QList<qsizetype> beginningBefore(qsizetype end) const
    {
        QList<qsizetype> found;
        const RowSpan rows = m_readings.connections.rows(0);
        const auto place = std::lower_bound(rows.begin(), rows.end(), end);
        auto from = place - qMin<qsizetype>(kScanLimit, place - rows.begin());
        for (; from != place && found.size() < kMaxSteps / 8; ++from) {
            if (isWanted(*from) && isBeginning(at(*from).kind))
                found << *from;
        }
        if (m_event.connection != 0) {
            const RowSpan own = m_readings.connections.rows(m_event.connection);
            for (size_t i = 0; i < own.size() && i < size_t(kNearRows) && own[i] < end; ++i) {
                if (isWanted(own[i]) && isBeginning(at(own[i]).kind))
                    found << own[i];
            }
            std::sort(found.begin(), found.end());
        }
        return found;
    }
    static bool isBeginning(EventKind kind)
    {
        return kind == EventKind::Socket || kind == EventKind::Bind || kind == EventKind::Listen
            || kind == EventKind::Accept || kind == EventKind::Connect || kind == EventKind::Connected;
    }

    bool hasOthersBefore(qsizetype last, const QList<qsizetype> &beginning) const
    {
        for (qsizetype i = last; i >= 0 && last - i < kScanLimit; --i) {
            if (isWanted(i) && !beginning.contains(i))
                return true;
        }
        return false;
    }

    const Readings &m_readings;
    const qsizetype m_row;
    const Event m_event;
    const quint32 m_endpoint;
    CallRows m_found;
};

} // namespace

bool isKernelRow(const Event &event)
{
    return event.kind == EventKind::State || event.kind == EventKind::Queues
        || event.kind == EventKind::Thread || event.kind == EventKind::Dropped;
}

quint32 endpointInOrder(const Readings &readings, qsizetype row)
{
    const Event &event = readings.journal.at(row);
    if (!isKernelRow(event))
        return isInOrder(event) ? event.endpoint : 0;
    // What the kernel reports does not say whose socket it is of.
    const RowSpan rows = readings.connections.rows(event.connection);
    const auto place = std::lower_bound(rows.begin(), rows.end(), row);
    auto from = place - qMin<qsizetype>(kScanLimit, place - rows.begin());
    for (qsizetype seen = 0; from != rows.end() && seen < 2 * kScanLimit; ++from, ++seen) {
        const Event &each = readings.journal.at(*from);
        const bool isSame = event.connection != 0 || each.endpoint == event.endpoint;
        if (isSame && each.side == event.side && !isKernelRow(each))
            return isInOrder(each) ? each.endpoint : 0;
    }
    return 0;
}

CallRows callRowsOf(const Readings &readings, qsizetype row, quint32 endpoint)
{
    return CallRowsChooser(readings, row, endpoint).choose();
}

} // namespace bothends
