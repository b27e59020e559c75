// SPDX-License-Identifier: MIT
#include "core/eventcbor.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>

#include <limits>
#include <type_traits>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qsizetype kMostItems = 64; // of ancillary data; a message has room for a few
constexpr int kMostShift = 14; // of a window (RFC 7323 §2.3)

/// Writes members into a map: nothing for what is as it is by default.
class Writer
{
public:
    template <typename Value> void member(const QString &key, const Value &value)
    {
        if constexpr (std::is_same_v<Value, QString> || std::is_same_v<Value, QByteArray>) {
            if (!value.isEmpty())
                map.insert(key, value);
        } else if constexpr (std::is_same_v<Value, bool>) {
            if (value)
                map.insert(key, true);
        } else if constexpr (std::is_same_v<Value, QChar>) {
            if (!value.isNull())
                map.insert(key, QString(value));
        } else if constexpr (std::is_enum_v<Value> || std::is_integral_v<Value>) {
            map.insert(key, qint64(value));
        } else {
            map.insert(key, qint64(value.toInt())); // flags
        }
    }
    template <typename Part> void part(const QString &key, const std::optional<Part> &value)
    {
        if (value)
            map.insert(key, toMap(*value));
    }
    template <typename Value> void maybe(const QString &key, const std::optional<Value> &value)
    {
        if (value)
            map.insert(key, qint64(*value));
    }
    template <typename Part> void parts(const QString &key, const QList<Part> &values)
    {
        QCborArray array;
        for (const Part &value : values)
            array.append(toMap(value));
        if (!array.isEmpty())
            map.insert(key, array);
    }
    template <typename Part> static QCborMap toMap(const Part &part);

    QCborMap map;
};

/// Reads them back; the first that is of a wrong type or out of range spoils all.
class Reader
{
public:
    explicit Reader(const QCborMap &from)
        : map(from)
    {
    }

    template <typename Value> void member(const QString &key, Value &value)
    {
        const QCborValue found = map.value(key);
        if (found.isUndefined())
            return;
        if constexpr (std::is_same_v<Value, QString>) {
            isSound = isSound && found.isString();
            value = found.toString();
        } else if constexpr (std::is_same_v<Value, QByteArray>) {
            isSound = isSound && found.isByteArray();
            value = found.toByteArray();
        } else if constexpr (std::is_same_v<Value, bool>) {
            isSound = isSound && found.isBool();
            value = found.toBool();
        } else if constexpr (std::is_same_v<Value, QChar>) {
            const QString text = found.toString();
            isSound = isSound && text.size() == 1;
            value = text.isEmpty() ? QChar() : text.front();
        } else if constexpr (std::is_enum_v<Value> || std::is_integral_v<Value>) {
            value = Value(number(found, limitOf<Value>()));
            isSound = isSound && (!std::is_enum_v<Value> || qint64(value) <= limitOf<Value>());
        } else {
            value = Value::fromInt(int(number(found, 0xFFFF))); // flags
        }
    }
    template <typename Part> void part(const QString &key, std::optional<Part> &value)
    {
        const QCborValue found = map.value(key);
        if (found.isUndefined())
            return;
        isSound = isSound && found.isMap() && fromMap(found.toMap(), value.emplace());
    }
    template <typename Value> void maybe(const QString &key, std::optional<Value> &value)
    {
        if (!map.value(key).isUndefined())
            value = Value(number(map.value(key), limitOf<Value>()));
    }
    template <typename Part> void parts(const QString &key, QList<Part> &values)
    {
        const QCborArray array = map.value(key).toArray();
        isSound = isSound && array.size() <= kMostItems;
        for (qsizetype i = 0; isSound && i < array.size(); ++i)
            isSound = array.at(i).isMap() && fromMap(array.at(i).toMap(), values.emplace_back());
    }
    template <typename Part> static bool fromMap(const QCborMap &from, Part &part);

    QCborMap map;
    bool isSound = true;

private:
    template <typename Value> static constexpr qint64 limitOf()
    {
        if constexpr (std::is_same_v<Value, ErrorCode>)
            return qint64(ErrorCode::NotACapture);
        else if constexpr (std::is_same_v<Value, TcpState>)
            return qint64(TcpState::Unconnected);
        else if constexpr (std::is_same_v<Value, KernelReading::Timer>)
            return qint64(KernelReading::Timer::ZeroWindow);
        else if constexpr (std::is_same_v<Value, CallName>)
            return qint64(CallName::GetSockOpt);
        else if constexpr (std::is_same_v<Value, SocketOption>)
            return qint64(SocketOption::Type);
        else if constexpr (std::is_same_v<Value, ShutdownHow>)
            return qint64(ShutdownHow::Both);
        else if constexpr (std::is_same_v<Value, SegmentRole>)
            return qint64(SegmentRole::WindowUpdate);
        else
            return qint64(std::min<quint64>(quint64(std::numeric_limits<Value>::max()),
                                            quint64(std::numeric_limits<qint64>::max())));
    }
    qint64 number(const QCborValue &found, qint64 limit)
    {
        const qint64 value = found.isInteger() ? found.toInteger() : 0; // of a large double it is undefined
        // What counts something may be -1 for "not known"; an unsigned 64-bit one is kept as its bits.
        const bool isWide = limit == std::numeric_limits<qint64>::max();
        isSound = isSound && found.isInteger() && (isWide || (value >= -1 - limit && value <= limit));
        return isSound ? value : 0;
    }
};

// One list of members for each part, for both directions.

template <typename Io, typename Part>
void members(Io &io, Part &error) requires std::is_same_v<std::remove_const_t<Part>, Error>
{
    io.member(u"code"_s, error.code);
    io.member(u"systemCode"_s, error.systemCode);
    io.member(u"subject"_s, error.subject);
    io.member(u"amount"_s, error.amount);
    io.member(u"systemText"_s, error.systemText);
}

template <typename Io, typename Part>
void members(Io &io, Part &metrics) requires std::is_same_v<std::remove_const_t<Part>, TcpMetrics>
{
    io.member(u"rttUs"_s, metrics.rttUs);
    io.member(u"rttVarianceUs"_s, metrics.rttVarianceUs);
    io.member(u"minRttUs"_s, metrics.minRttUs);
    io.member(u"rtoUs"_s, metrics.rtoUs);
    io.member(u"congestionWindow"_s, metrics.congestionWindow);
    io.member(u"slowStartThreshold"_s, metrics.slowStartThreshold);
    io.member(u"mss"_s, metrics.mss);
    io.member(u"pathMtu"_s, metrics.pathMtu);
    io.member(u"unackedSegments"_s, metrics.unackedSegments);
    io.member(u"retransmits"_s, metrics.retransmits);
    io.member(u"totalRetransmits"_s, metrics.totalRetransmits);
    io.member(u"bytesAcknowledged"_s, metrics.bytesAcknowledged);
    io.member(u"bytesReceived"_s, metrics.bytesReceived);
    io.member(u"segmentsOut"_s, metrics.segmentsOut);
    io.member(u"segmentsIn"_s, metrics.segmentsIn);
}

template <typename Io, typename Part>
void members(Io &io, Part &reading) requires std::is_same_v<std::remove_const_t<Part>, KernelReading>
{
    io.member(u"state"_s, reading.state);
    io.member(u"cookie"_s, reading.cookie);
    io.member(u"hasOwner"_s, reading.hasOwner);
    io.member(u"unread"_s, reading.unread);
    io.member(u"unacknowledged"_s, reading.unacknowledged);
    io.member(u"unsent"_s, reading.unsent);
    io.member(u"acceptQueue"_s, reading.acceptQueue);
    io.member(u"backlog"_s, reading.backlog);
    io.member(u"timer"_s, reading.timer);
    io.member(u"timerMs"_s, reading.timerMs);
    io.member(u"timerRetries"_s, reading.timerRetries);
    io.member(u"drops"_s, reading.drops);
    io.member(u"isReadShut"_s, reading.isReadShut);
    io.member(u"isWriteShut"_s, reading.isWriteShut);
    io.part(u"metrics"_s, reading.metrics);
}

template <typename Io, typename Part>
void members(Io &io, Part &item) requires std::is_same_v<std::remove_const_t<Part>, AncillaryItem>
{
    io.member(u"level"_s, item.level);
    io.member(u"type"_s, item.type);
    io.member(u"data"_s, item.data);
    io.member(u"value"_s, item.value);
}

template <typename Io, typename Part>
void members(Io &io, Part &value) requires std::is_same_v<std::remove_const_t<Part>, OptionValue>
{
    io.member(u"number"_s, value.number);
    io.member(u"text"_s, value.text);
}

template <typename Io, typename Part>
void members(Io &io, Part &thread) requires std::is_same_v<std::remove_const_t<Part>, ThreadReading>
{
    io.member(u"threadId"_s, thread.threadId);
    io.member(u"state"_s, thread.state);
    io.member(u"systemCall"_s, thread.systemCall);
    io.member(u"systemCallName"_s, thread.systemCallName);
    io.member(u"waitChannel"_s, thread.waitChannel);
}

template <typename Io, typename Part>
void members(Io &io, Part &detail) requires std::is_same_v<std::remove_const_t<Part>, CallDetail>
{
    io.member(u"call"_s, detail.call);
    io.member(u"asked"_s, detail.asked);
    io.member(u"result"_s, detail.result);
    io.member(u"flags"_s, detail.flags);
    io.member(u"returnedFlags"_s, detail.returnedFlags);
    io.member(u"datagramSize"_s, detail.datagramSize);
    io.member(u"ancillaryAsked"_s, detail.ancillaryAsked);
    io.parts(u"ancillary"_s, detail.ancillary);
    io.maybe(u"option"_s, detail.option);
    io.part(u"optionAsked"_s, detail.optionAsked);
    io.part(u"optionNow"_s, detail.optionNow);
    io.maybe(u"how"_s, detail.how);
    io.member(u"inProgram"_s, detail.inProgram);
    io.member(u"file"_s, detail.file);
    io.member(u"fileOffset"_s, detail.fileOffset);
    io.member(u"fileCount"_s, detail.fileCount);
    io.part(u"thread"_s, detail.thread);
}

template <typename Io, typename Part>
void members(Io &io, Part &segment) requires std::is_same_v<std::remove_const_t<Part>, SegmentReading>
{
    io.member(u"frame"_s, segment.frame);
    io.member(u"flags"_s, segment.flags);
    io.member(u"sequence"_s, segment.sequence);
    io.member(u"acknowledgment"_s, segment.acknowledgment);
    io.member(u"relativeSequence"_s, segment.relativeSequence);
    io.member(u"relativeAcknowledgment"_s, segment.relativeAcknowledgment);
    io.member(u"window"_s, segment.window);
    io.member(u"windowShift"_s, segment.windowShift);
    io.member(u"mss"_s, segment.mss);
    io.member(u"isSackPermitted"_s, segment.isSackPermitted);
    io.member(u"role"_s, segment.role);
    io.member(u"isFragment"_s, segment.isFragment);
    io.member(u"captured"_s, segment.captured);
    io.member(u"comment"_s, segment.comment);
}

template <typename Part> QCborMap Writer::toMap(const Part &part)
{
    Writer writer;
    members(writer, part);
    return writer.map;
}

template <typename Part> bool Reader::fromMap(const QCborMap &from, Part &part)
{
    Reader reader(from);
    members(reader, part);
    return reader.isSound;
}

} // namespace

QByteArray extraToCbor(const Event &event)
{
    QCborMap map;
    if (event.error)
        map.insert(u"error"_s, Writer::toMap(*event.error));
    if (event.reading)
        map.insert(u"reading"_s, Writer::toMap(*event.reading));
    if (event.detail)
        map.insert(u"detail"_s, Writer::toMap(*event.detail));
    if (event.segment)
        map.insert(u"segment"_s, Writer::toMap(*event.segment));
    return map.isEmpty() ? QByteArray() : QCborValue(map).toCbor();
}

bool extraFromCbor(const QByteArray &bytes, Event &event)
{
    if (bytes.isEmpty())
        return true;
    QCborParserError fault;
    const QCborValue value = QCborValue::fromCbor(bytes, &fault);
    if (fault.error != QCborError::NoError || !value.isMap())
        return false;
    Reader reader(value.toMap());
    std::optional<Error> error;
    std::optional<KernelReading> reading;
    std::optional<CallDetail> detail;
    std::optional<SegmentReading> segment;
    reader.part(u"error"_s, error);
    reader.part(u"reading"_s, reading);
    reader.part(u"detail"_s, detail);
    reader.part(u"segment"_s, segment);
    if (segment && (segment->windowShift < -1 || segment->windowShift > kMostShift || segment->captured < 0))
        return false;
    if (!reader.isSound)
        return false;
    event.error = error;
    if (reading)
        event.reading = std::make_shared<const KernelReading>(*reading);
    if (detail)
        event.detail = std::make_shared<const CallDetail>(*detail);
    if (segment)
        event.segment = std::make_shared<const SegmentReading>(*segment);
    return true;
}

} // namespace bothends
