// SPDX-License-Identifier: MIT
#include "store/capturepayloads.h"

#include <cerrno>

namespace bothends {

CapturePayloads::CapturePayloads(const QString &path)
    : m_file(path)
{
    if (!m_file.open(QIODevice::ReadOnly))
        m_fault = Error{ErrorCode::FileUnreadable, errno, path, 0, {}};
}

void CapturePayloads::takeIn(const QList<Event> &events)
{
    for (qsizetype i = 0; i < events.size(); ++i)
        m_places.push_back({m_announced.value(i), quint32(events.at(i).payload.size())});
    m_announced.clear();
}

const CapturePayloads::Place *CapturePayloads::find(quint64 seq) const
{
    return seq == 0 || seq > m_places.size() ? nullptr : &m_places[size_t(seq - 1)];
}

// A file that became shorter meanwhile has lost them.
QByteArray CapturePayloads::payload(quint64 seq) const
{
    const Place *place = find(seq);
    if (!place || place->length == 0 || !m_file.seek(place->begin))
        return {};
    const QByteArray bytes = m_file.read(place->length);
    return bytes.size() == qsizetype(place->length) ? bytes : QByteArray();
}

bool CapturePayloads::has(quint64 seq) const
{
    const Place *place = find(seq);
    return place && place->length > 0 && place->begin + place->length <= m_file.size();
}

} // namespace bothends
