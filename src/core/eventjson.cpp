// SPDX-License-Identifier: MIT
#include "core/eventjson.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace bothends {

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
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace bothends
