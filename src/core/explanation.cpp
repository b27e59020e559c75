// SPDX-License-Identifier: MIT
#include "core/explanation.h"

#include "core/calltext.h"
#include "core/eventtext.h"
#include "core/explanationfacts.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct ExplanationTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::ExplanationTexts)
};

using Table = QList<ExplanationEntry>;

const Table &table()
{
    static const Table entries = setupExplanations() + dataExplanations() + endExplanations()
        + errorExplanations() + kernelExplanations() + callExplanations() + byteCallExplanations()
        + datagramExplanations() + endCallExplanations() + otherKernelExplanations() + callErrorExplanations()
        + segmentExplanations();
    return entries;
}

const ExplanationEntry &entryOf(Situation situation)
{
    const auto found
        = std::find_if(table().cbegin(), table().cend(),
                       [situation](const ExplanationEntry &entry) { return entry.situation == situation; });
    return found == table().cend() ? table().constFirst() : *found;
}

QString originText(Origin origin)
{
    switch (origin) {
    case Origin::Call:
        return ExplanationTexts::tr("A socket call of this program, with its result.");
    case Origin::Qt:
        return ExplanationTexts::tr("A signal of Qt’s that fired, at the time when this program was told.");
    case Origin::Kernel:
        return ExplanationTexts::tr("What the kernel answered when it was asked for this socket.");
    case Origin::Wire:
        return ExplanationTexts::tr("A segment that was captured on its way.");
    case Origin::Inferred:
        return ExplanationTexts::tr("Concluded from other marks, not seen.");
    }
    return {};
}

// ---- Evidence ----

QString timerName(KernelReading::Timer timer)
{
    switch (timer) {
    case KernelReading::Timer::None:
        return {};
    case KernelReading::Timer::Retransmit:
        return u"on"_s; // the names of ss(8)
    case KernelReading::Timer::KeepAlive:
        return u"keepalive"_s;
    case KernelReading::Timer::TimeWait:
        return u"timewait"_s;
    case KernelReading::Timer::ZeroWindow:
        return u"persist"_s;
    }
    return {};
}

class EvidenceList
{
public:
    void add(const QString &label, const QString &value)
    {
        if (!value.isEmpty())
            m_list << Evidence{label, shortText(value)};
    }
    void add(const QString &label, qint64 value) { add(label, QString::number(value)); }
    const QList<Evidence> &list() const { return m_list; }

private:
    QList<Evidence> m_list;
};

QString callEvidence(const Event &event)
{
    if (event.kind == EventKind::Thread || event.kind == EventKind::TransferBegin
        || event.kind == EventKind::TransferEnd || event.kind == EventKind::Segment)
        return {};
    if (event.call() != CallName::None) {
        const QString text = callResultText(event);
        const bool isTold = text.contains(QChar(0x2192)) || event.detail->result < 0;
        return isTold ? text : u"%1 → %2"_s.arg(text).arg(event.detail->result);
    }
    switch (event.kind) {
    case EventKind::Sent:
        return u"write(%1) → %1"_s.arg(event.bytes);
    case EventKind::Received:
        return u"read() → %1"_s.arg(event.bytes);
    default:
        return eventTag(event);
    }
}

void addNumber(EvidenceList &evidence, const Event &event)
{
    if (event.number < 0)
        return;
    if (event.kind == EventKind::Listen)
        evidence.add(ExplanationTexts::tr("Backlog"), event.number);
    else if (event.kind == EventKind::Socket || event.kind == EventKind::Accept)
        evidence.add(ExplanationTexts::tr("Descriptor"), event.number);
    else if (event.kind == EventKind::Dropped)
        evidence.add(ExplanationTexts::tr("Dropped datagrams"), event.number);
    else if (event.kind == EventKind::Error)
        evidence.add(ExplanationTexts::tr("Message, bytes"), event.number);
}

QString hexOf(const QByteArray &bytes, bool isMore)
{
    const QString hex = QString::fromLatin1(bytes.toHex(' '));
    return isMore ? hex + u" …"_s : hex;
}

QString rowsText(const EventFacts &f, const std::vector<qsizetype> &rows)
{
    constexpr size_t kMost = 4;
    QStringList numbers;
    for (size_t i = 0; i < rows.size() && i < kMost; ++i)
        numbers << QString::number(f.at(rows[i]).seq);
    if (rows.size() > kMost)
        numbers << u"…"_s << QString::number(f.at(rows.back()).seq);
    return numbers.join(u", "_s);
}

void addBytes(EvidenceList &evidence, const EventFacts &f)
{
    constexpr qsizetype kShown = 9; // three Chinese characters in UTF-8
    const Event &event = f.event;
    const bool isAside = event.kind == EventKind::Peeked || event.kind == EventKind::Line
        || (event.kind == EventKind::Segment && event.bytes > 0);
    if (event.kind != EventKind::Sent && event.kind != EventKind::Received && !isAside)
        return;
    evidence.add(ExplanationTexts::tr("Bytes"), event.bytes);
    if (isStream(event.transport))
        evidence.add(ExplanationTexts::tr("Offset in the stream"),
                     u"%1 – %2"_s.arg(event.streamOffset).arg(f.streamEnd() - (event.bytes > 0 ? 1 : 0)));
    evidence.add(ExplanationTexts::tr("Encoding"),
                 textEncodingName(f.readings.texts.encoding(event.connection)));
    const QByteArray payload = f.readings.journal.payload(f.row);
    const TextReading::RowText text = f.readings.texts.rowText(f.row);
    evidence.add(ExplanationTexts::tr("First bytes"), hexOf(payload.left(kShown), payload.size() > kShown));
    evidence.add(ExplanationTexts::tr("End of a cut character"), hexOf(payload.left(text.cutAtStart), false));
    evidence.add(ExplanationTexts::tr("Start of a cut character"),
                 hexOf(payload.right(text.cutAtEnd), false));
    if (event.kind == EventKind::Segment)
        return;
    const QString rows = rowsText(f, f.matches());
    evidence.add(event.kind == EventKind::Sent ? ExplanationTexts::tr("Read in events")
                                               : ExplanationTexts::tr("Written in events"),
                 rows);
}

void addError(EvidenceList &evidence, const Event &event)
{
    if (!event.error)
        return;
    const int number = errorNumber(*event.error);
    const QString name = errorName(*event.error);
    evidence.add(ExplanationTexts::tr("Error"), number == 0 ? name : u"%1 %2"_s.arg(number).arg(name));
    evidence.add(ExplanationTexts::tr("From the system"), event.error->systemText);
}

QString ancillaryText(const AncillaryItem &item)
{
    const QString value = item.value.isEmpty() ? QString::fromLatin1(item.data.toHex(' ')) : item.value;
    return u"%1 %2: %3"_s.arg(item.level, item.type, value);
}

void addThread(EvidenceList &evidence, const ThreadReading &thread)
{
    evidence.add(ExplanationTexts::tr("Thread, number"), thread.threadId);
    evidence.add(ExplanationTexts::tr("State of the thread"), QString(thread.state));
    if (thread.systemCall >= 0)
        evidence.add(ExplanationTexts::tr("System call"),
                     u"%1 %2"_s.arg(thread.systemCall).arg(thread.systemCallName).trimmed());
    evidence.add(ExplanationTexts::tr("Sleeps in the kernel at"), thread.waitChannel);
}

// What the call was asked and what it answered, beyond its own text.
void addDetail(EvidenceList &evidence, const Event &event)
{
    if (!event.detail)
        return;
    const CallDetail &detail = *event.detail;
    if (detail.asked >= 0)
        evidence.add(ExplanationTexts::tr("Asked for, bytes"), detail.asked);
    if (detail.result >= 0)
        evidence.add(ExplanationTexts::tr("Returned"), detail.result);
    if (detail.flags)
        evidence.add(ExplanationTexts::tr("Flags asked for"), messageFlagsText(detail.flags));
    if (detail.returnedFlags)
        evidence.add(ExplanationTexts::tr("Flags returned"), messageFlagsText(detail.returnedFlags));
    if (detail.datagramSize >= 0)
        evidence.add(ExplanationTexts::tr("Size of the datagram, bytes"), detail.datagramSize);
    if (detail.ancillaryAsked >= 0)
        evidence.add(ExplanationTexts::tr("Buffer for ancillary data, bytes"), detail.ancillaryAsked);
    for (const AncillaryItem &item : detail.ancillary)
        evidence.add(ExplanationTexts::tr("Ancillary data"), ancillaryText(item));
    if (detail.option && detail.optionAsked)
        evidence.add(ExplanationTexts::tr("Value asked for"),
                     optionValueText(*detail.option, *detail.optionAsked));
    if (detail.option && detail.optionNow)
        evidence.add(ExplanationTexts::tr("Value in the kernel"),
                     optionValueText(*detail.option, *detail.optionNow));
    if (detail.inProgram >= 0)
        evidence.add(ExplanationTexts::tr("In the program’s buffer, bytes"), detail.inProgram);
    if (!detail.file.isEmpty()) {
        evidence.add(ExplanationTexts::tr("File"), detail.file);
        evidence.add(ExplanationTexts::tr("Place in the file"), detail.fileOffset);
    }
    if (detail.thread)
        addThread(evidence, *detail.thread);
}

void addReading(EvidenceList &evidence, const Event &event)
{
    if (!event.reading)
        return;
    const KernelReading &reading = *event.reading;
    evidence.add(ExplanationTexts::tr("State"), tcpStateName(reading.state));
    if (reading.state == TcpState::Closed)
        return;
    evidence.add(ExplanationTexts::tr("Held by a process"),
                 reading.hasOwner ? ExplanationTexts::tr("yes") : ExplanationTexts::tr("no (inode 0)"));
    if (reading.acceptQueue >= 0) {
        evidence.add(ExplanationTexts::tr("Accept queue"), reading.acceptQueue);
        evidence.add(ExplanationTexts::tr("Backlog"), reading.backlog);
    } else {
        evidence.add(ExplanationTexts::tr("Unread, bytes"), reading.unread);
        evidence.add(ExplanationTexts::tr("Unacknowledged, bytes"), reading.unacknowledged);
        evidence.add(ExplanationTexts::tr("Unsent, bytes"), reading.unsent);
    }
    if (reading.timer != KernelReading::Timer::None) {
        evidence.add(
            ExplanationTexts::tr("Timer"),
            u"%1, %2 ms, %3"_s.arg(timerName(reading.timer)).arg(reading.timerMs).arg(reading.timerRetries));
    }
}

void addSegment(EvidenceList &evidence, const Event &event)
{
    if (!event.segment)
        return;
    const SegmentReading &segment = *event.segment;
    evidence.add(ExplanationTexts::tr("Packet in the capture"), qint64(segment.frame));
    if (event.transport == Transport::Tcp) {
        evidence.add(ExplanationTexts::tr("Flags"), tcpFlagsText(segment.flags));
        evidence.add(ExplanationTexts::tr("Sequence number"),
                     u"%1 (%2)"_s.arg(segment.relativeSequence).arg(segment.sequence));
        if (segment.flags.testFlag(TcpFlag::Ack))
            evidence.add(ExplanationTexts::tr("Acknowledgment number"),
                         segment.relativeAcknowledgment < 0
                             ? QString::number(segment.acknowledgment)
                             : u"%1 (%2)"_s.arg(segment.relativeAcknowledgment).arg(segment.acknowledgment));
        evidence.add(ExplanationTexts::tr("Window, bytes"), segment.windowBytes());
        if (segment.mss >= 0)
            evidence.add(ExplanationTexts::tr("Maximum segment size"), segment.mss);
        if (segment.flags.testFlag(TcpFlag::Syn) && segment.windowShift >= 0)
            evidence.add(ExplanationTexts::tr("Window scale"), segment.windowShift);
    }
    evidence.add(ExplanationTexts::tr("Comment in the capture"), segment.comment);
}

void addTime(EvidenceList &evidence, const Event &event)
{
    evidence.add(ExplanationTexts::tr("Time, ms"), eventTime(event));
    if (event.wallClockUs > 0) {
        evidence.add(ExplanationTexts::tr("Clock, UTC"),
                     QDateTime::fromMSecsSinceEpoch(event.wallClockUs / 1000, Qt::UTC)
                         .toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s));
    }
}

QList<Evidence> evidenceOf(const EventFacts &f)
{
    const Event &event = f.event;
    EvidenceList evidence;
    evidence.add(
        event.origin == Origin::Qt ? ExplanationTexts::tr("Signal or call") : ExplanationTexts::tr("Call"),
        event.reading || (event.error && event.call() == CallName::None) ? QString() : callEvidence(event));
    addError(evidence, event);
    addNumber(evidence, event);
    addDetail(evidence, event);
    addBytes(evidence, f);
    addReading(evidence, event);
    addSegment(evidence, event);
    const bool isCaptured = event.kind == EventKind::Segment;
    evidence.add(isCaptured ? ExplanationTexts::tr("From") : ExplanationTexts::tr("Own address"),
                 event.local.toString());
    evidence.add(isCaptured ? ExplanationTexts::tr("To") : ExplanationTexts::tr("Peer address"),
                 event.peer.toString());
    if (!f.isTcp())
        evidence.add(ExplanationTexts::tr("Type of the socket"), transportText(event.transport));
    if (event.socket != 0)
        evidence.add(ExplanationTexts::tr("Socket, number"), event.socket);
    if (event.connection != 0)
        evidence.add(ExplanationTexts::tr("Connection"), u"#%1"_s.arg(event.connection));
    evidence.add(ExplanationTexts::tr("Event, number"), qint64(event.seq));
    addTime(evidence, event);
    return evidence.list();
}

} // namespace

QList<Situation> allSituations()
{
    QList<Situation> situations;
    for (const ExplanationEntry &entry : table())
        situations << entry.situation;
    return situations;
}

Explanation explain(const Readings &readings, qsizetype row)
{
    const EventFacts facts(readings, row);
    const Wording wording = entryOf(facts.situation()).say(facts);
    Explanation explanation;
    explanation.title = wording.title;
    for (const QString &sentence : wording.sentences) {
        if (!sentence.isEmpty())
            explanation.sentences << sentence;
    }
    explanation.origin = facts.event.origin;
    explanation.originText = originText(facts.event.origin);
    explanation.evidence = evidenceOf(facts);
    return explanation;
}

} // namespace bothends
