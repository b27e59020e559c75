// SPDX-License-Identifier: MIT
#include "core/eventjson.h"

#include <QDateTime>
#include <QJsonArray>
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
    if (reading.receiveBuffer >= 0)
        object.insert(u"receiveBuffer"_s, reading.receiveBuffer);
    if (reading.drops > 0)
        object.insert(u"drops"_s, reading.drops);
    if (reading.isReadShut)
        object.insert(u"readShut"_s, true);
    if (reading.isWriteShut)
        object.insert(u"writeShut"_s, true);
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

QJsonArray flagsToJson(MessageFlags flags)
{
    return QJsonArray::fromStringList(messageFlagsText(flags).split(u" | "_s));
}

QJsonObject valueToJson(const OptionValue &value)
{
    QJsonObject object{{u"number"_s, value.number}};
    if (!value.text.isEmpty())
        object.insert(u"text"_s, value.text);
    return object;
}

QJsonArray ancillaryToJson(const QList<AncillaryItem> &items)
{
    QJsonArray array;
    for (const AncillaryItem &item : items) {
        array << QJsonObject{{u"level"_s, item.level},
                             {u"type"_s, item.type},
                             {u"data"_s, QString::fromLatin1(item.data.toBase64())},
                             {u"value"_s, item.value}};
    }
    return array;
}

QJsonObject threadToJson(const ThreadReading &reading)
{
    QJsonObject object{{u"id"_s, reading.threadId}, {u"state"_s, QString(reading.state)}};
    if (reading.systemCall >= 0)
        object.insert(u"systemCall"_s, reading.systemCall);
    if (!reading.systemCallName.isEmpty())
        object.insert(u"systemCallName"_s, reading.systemCallName);
    if (!reading.waitChannel.isEmpty())
        object.insert(u"waitChannel"_s, reading.waitChannel);
    return object;
}

QJsonObject callToJson(const CallDetail &detail, bool isIpv6)
{
    QJsonObject object;
    if (detail.call != CallName::None)
        object.insert(u"name"_s, callName(detail.call));
    const auto insertKnown = [&object](const QString &key, qint64 value) {
        if (value >= 0)
            object.insert(key, value);
    };
    insertKnown(u"asked"_s, detail.asked);
    insertKnown(u"result"_s, detail.result);
    if (detail.flags)
        object.insert(u"flags"_s, flagsToJson(detail.flags));
    if (detail.returnedFlags)
        object.insert(u"returnedFlags"_s, flagsToJson(detail.returnedFlags));
    insertKnown(u"datagramSize"_s, detail.datagramSize);
    insertKnown(u"ancillaryAsked"_s, detail.ancillaryAsked);
    if (!detail.ancillary.isEmpty())
        object.insert(u"ancillary"_s, ancillaryToJson(detail.ancillary));
    if (detail.option)
        object.insert(u"option"_s, socketOptionName(*detail.option, isIpv6));
    if (detail.optionAsked)
        object.insert(u"optionAsked"_s, valueToJson(*detail.optionAsked));
    if (detail.optionNow)
        object.insert(u"optionNow"_s, valueToJson(*detail.optionNow));
    if (detail.how)
        object.insert(u"how"_s, shutdownHowName(*detail.how));
    insertKnown(u"inProgram"_s, detail.inProgram);
    if (!detail.file.isEmpty()) {
        object.insert(u"file"_s, detail.file);
        object.insert(u"offset"_s, detail.fileOffset);
        insertKnown(u"count"_s, detail.fileCount);
    }
    if (!detail.mappedPeer.isNull())
        object.insert(u"mappedPeer"_s, detail.mappedPeer.toString());
    if (detail.thread)
        object.insert(u"thread"_s, threadToJson(*detail.thread));
    return object;
}

QJsonObject segmentToJson(const SegmentReading &segment, bool isTcp)
{
    QJsonObject object{{u"frame"_s, qint64(segment.frame)}};
    if (isTcp) {
        object.insert(u"flags"_s, tcpFlagsText(segment.flags));
        object.insert(u"sequence"_s, qint64(segment.sequence));
        object.insert(u"relativeSequence"_s, segment.relativeSequence);
        if (segment.flags.testFlag(TcpFlag::Ack)) {
            object.insert(u"acknowledgment"_s, qint64(segment.acknowledgment));
            if (segment.relativeAcknowledgment >= 0)
                object.insert(u"relativeAcknowledgment"_s, segment.relativeAcknowledgment);
        }
        object.insert(u"window"_s, segment.window);
        if (segment.windowShift >= 0)
            object.insert(u"windowShift"_s, segment.windowShift);
        if (segment.mss >= 0)
            object.insert(u"mss"_s, segment.mss);
        if (segment.isSackPermitted)
            object.insert(u"sackPermitted"_s, true);
        if (segment.role != SegmentRole::Plain)
            object.insert(u"role"_s, segmentRoleName(segment.role));
    }
    if (segment.isFragment)
        object.insert(u"fragment"_s, true);
    object.insert(u"captured"_s, segment.captured);
    if (!segment.comment.isEmpty())
        object.insert(u"comment"_s, segment.comment);
    return object;
}

bool hasBytes(EventKind kind)
{
    return kind == EventKind::Sent || kind == EventKind::Received || kind == EventKind::Peeked
        || kind == EventKind::Line || kind == EventKind::TransferEnd || kind == EventKind::Segment;
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
        {u"transport"_s, transportName(event.transport)},
    };
    if (event.socket != 0)
        object.insert(u"socket"_s, qint64(event.socket));
    if (event.connection != 0)
        object.insert(u"connection"_s, qint64(event.connection));
    if (!event.local.isNull())
        object.insert(u"local"_s, event.local.toString());
    if (!event.peer.isNull())
        object.insert(u"peer"_s, event.peer.toString());
    if (event.number >= 0)
        object.insert(u"number"_s, event.number);
    if (hasBytes(event.kind))
        object.insert(u"bytes"_s, event.bytes);
    if (!payload.isEmpty())
        object.insert(u"data"_s, QString::fromLatin1(payload.toBase64()));
    if (event.error) {
        const ErrorText text = errorText(*event.error);
        object.insert(u"error"_s,
                      QJsonObject{{u"code"_s, errorNumber(*event.error)},
                                  {u"name"_s, errorName(*event.error)},
                                  {u"text"_s, text.what}});
    }
    if (event.detail)
        object.insert(u"call"_s, callToJson(*event.detail, event.local.isIpv6() || event.peer.isIpv6()));
    if (event.reading)
        object.insert(u"reading"_s, readingToJson(*event.reading));
    if (event.segment)
        object.insert(u"segment"_s, segmentToJson(*event.segment, event.transport == Transport::Tcp));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace bothends
