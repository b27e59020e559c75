// SPDX-License-Identifier: MIT
#include "core/eventjson.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

QJsonObject readingToJson(const KernelReading &reading)
{
    QJsonObject object{{u"state"_s, tcpStateName(reading.state)}};
    if (reading.state == TcpState::Closed)
        return object;
    if (reading.acceptQueue >= 0) {
        object.insert(u"acceptQueue"_s, reading.acceptQueue);
        object.insert(u"backlog"_s, reading.backlog);
        return object;
    }
    object.insert(u"hasOwner"_s, reading.hasOwner);
    object.insert(u"unread"_s, reading.unread);
    object.insert(u"unacknowledged"_s, reading.unacknowledged);
    object.insert(u"unsent"_s, reading.unsent);
    if (reading.timer != KernelReading::Timer::None)
        object.insert(u"timerMs"_s, reading.timerMs);
    if (reading.metrics) {
        const TcpMetrics &metrics = *reading.metrics;
        object.insert(u"rttUs"_s, qint64(metrics.rttUs));
        object.insert(u"rtoUs"_s, qint64(metrics.rtoUs));
        object.insert(u"cwnd"_s, qint64(metrics.congestionWindow));
        object.insert(u"mss"_s, qint64(metrics.mss));
        object.insert(u"retransmits"_s, qint64(metrics.totalRetransmits));
    }
    return object;
}

} // namespace

QByteArray eventToJson(const Event &event, const QByteArray &payload)
{
    QJsonObject object{
        {u"seq"_s, qint64(event.seq)},
        {u"t"_s, double(event.monotonicNs) / 1e9},
        {u"time"_s,
         QDateTime::fromMSecsSinceEpoch(event.wallClockUs / 1000, Qt::UTC).toString(Qt::ISODateWithMs)},
        {u"origin"_s, originName(event.origin)},
        {u"side"_s, sideName(event.side)},
        {u"kind"_s, eventKindName(event.kind)},
    };
    if (event.socket != 0)
        object.insert(u"socket"_s, qint64(event.socket));
    if (event.connection != 0)
        object.insert(u"connection"_s, qint64(event.connection));
    if (!event.local.isNull())
        object.insert(u"local"_s, event.local.toString());
    if (!event.peer.isNull())
        object.insert(u"peer"_s, event.peer.toString());
    if (event.kind == EventKind::Sent || event.kind == EventKind::Received)
        object.insert(u"bytes"_s, event.bytes);
    if (!payload.isEmpty())
        object.insert(u"data"_s, QString::fromLatin1(payload.toBase64()));
    if (event.error) {
        const ErrorText text = errorText(*event.error);
        object.insert(u"error"_s,
                      QJsonObject{{u"code"_s, errorNumber(*event.error)},
                                  {u"name"_s, errorName(event.error->code)},
                                  {u"text"_s, text.what}});
    }
    if (event.reading)
        object.insert(u"reading"_s, readingToJson(*event.reading));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace bothends
