// SPDX-License-Identifier: MIT
#include "core/scriptparts.h"

#include "core/streamdecoder.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <string_view>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct CodeTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::CodeTexts)
};

constexpr qsizetype kMaxPeriod = 256;
constexpr qsizetype kShortened = 64; // what is left of bytes that are too many
constexpr qsizetype kMaxNote = 160;

// ---- Text in literals ------------------------------------------------------------------------------------

// Whether a character looks like itself and stays in its place in a line of code.
bool isReadable(char32_t c)
{
    if (c == U'\n' || c == U'\r' || c == U'\t')
        return true;
    if (isHiddenCharacter(c) || isMarkCharacter(c) || !QChar::isPrint(c))
        return false;
    const QChar::Direction direction = QChar::direction(c);
    return direction != QChar::DirR && direction != QChar::DirAL && direction != QChar::DirAN
        && (c == U' ' || c == 0x3000 || QChar::category(c) != QChar::Separator_Space);
}

bool isLegacy(TextEncoding encoding)
{
    return encoding == TextEncoding::Gb18030 || encoding == TextEncoding::Gbk
        || encoding == TextEncoding::Big5;
}

// Converters disagree on some signs of the Chinese encodings and on an extension of Big5, but not on these.
bool isUndisputed(TextEncoding encoding, char32_t c)
{
    constexpr std::u32string_view signs
        = U"\u3000\u3001\u3002\u300a\u300b\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f";
    constexpr std::u32string_view extension = U"\u5afa\u58bb\u6052\u7881\u7ca7\u88cf\u92b9";
    if (encoding == TextEncoding::Big5 && extension.find(c) != std::u32string_view::npos)
        return false;
    return c < 0x7f || (c >= 0x4e00 && c <= 0x9fa5) || signs.find(c) != std::u32string_view::npos;
}

/// The text of these bytes if it gives them back and may stand in a program; else empty.
QString literalText(TextEncoding encoding, const QByteArray &bytes)
{
    StreamDecoder decoder(encoding);
    const DecodedChunk chunk = decoder.decode(bytes);
    if (decoder.pendingBytes() > 0 || !chunk.escapes.isEmpty())
        return {};
    for (qsizetype i = 0; i < chunk.text.size();) {
        const CodePoint point = codePointAt(chunk.text, i);
        if (!isReadable(point.value) || (isLegacy(encoding) && !isUndisputed(encoding, point.value)))
            return {};
        i += point.units;
    }
    return encodeText(encoding, chunk.text).bytes == bytes ? chunk.text : QString();
}

/// What is repeated to make these bytes, or all of them. @param budget of bytes to compare
QByteArray repeatedPart(const QByteArray &bytes, qsizetype &budget)
{
    // If the whole repeats itself after at most kMaxPeriod bytes, so does its beginning; and the shortest
    // period of a beginning of four such lengths divides every other (Fine and Wilf).
    const qsizetype front = qMin(bytes.size(), 4 * kMaxPeriod);
    const char *data = bytes.constData();
    for (qsizetype period = 1; period <= kMaxPeriod && 2 * period <= front; ++period) {
        if (std::equal(data + period, data + front, data)) {
            if (bytes.size() > budget)
                return bytes;
            budget -= bytes.size();
            const bool isAll = std::equal(data + period, data + bytes.size(), data);
            return isAll ? bytes.first(period) : bytes;
        }
    }
    return bytes;
}

// ---- Bytes -----------------------------------------------------------------------------------------------

class Payloads
{
public:
    Payloads(CodeScript &script, const Readings &readings)
        : m_script(script)
        , m_readings(readings)
    {
    }

    void prepare()
    {
        QList<CodeStep *> sends;
        qsizetype chosen = 0; // the first send at or behind the row
        for (CodeUnit &unit : m_script.units) {
            for (CodeStep &step : unit.steps) {
                if (!step.sends())
                    continue;
                if (step.row < m_script.row)
                    chosen = sends.size() + 1;
                sends << &step;
            }
        }
        qsizetype budget = kMaxLiterals;
        qsizetype left = chosen - 1;
        qsizetype right = chosen;
        if (right < sends.size())
            preparePayload(*sends[right++], budget);
        while (left >= 0 || right < sends.size()) {
            if (left >= 0)
                preparePayload(*sends[left--], budget);
            if (right < sends.size())
                preparePayload(*sends[right++], budget);
        }
        addRemarks();
    }

private:
    void preparePayload(CodeStep &step, qsizetype &budget)
    {
        if (!m_readings.journal.hasPayload(step.row)) {
            step.kind = StepKind::Note;
            step.note = harmless(CodeTexts::tr("%n byte(s) are sent here that are no longer kept", nullptr,
                                               plural(step.bytes)));
            ++m_gone;
            return;
        }
        const QByteArray bytes = m_readings.journal.payload(step.row);
        step.bytes = bytes.size();
        step.payload = bytes.size() > kMaxPeriod ? repeatedPart(bytes, m_comparable) : bytes;
        const qsizetype room = qMin(kMaxLiteral, qMax(kShortened, budget));
        if (step.payload.size() > room)
            shorten(step);
        else if (!step.isRepeated())
            step.text = literalText(step.encoding, step.payload);
        budget -= step.payload.size();
    }

    void shorten(CodeStep &step)
    {
        const qint64 whole = step.bytes;
        const QByteArray start = step.payload.first(kShortened);
        step.payload = start;
        for (int cut = 0; cut < 4 && step.text.isEmpty(); ++cut) // not in the middle of a character
            step.text = literalText(step.encoding, start.chopped(cut));
        if (!step.text.isEmpty())
            step.payload = encodeText(step.encoding, step.text).bytes;
        step.bytes = step.payload.size();
        step.note = harmless(CodeTexts::tr("shortened: only %1 of %2 bytes").arg(step.bytes).arg(whole));
        ++m_shortened;
    }

    void addRemarks()
    {
        if (m_shortened > 0) {
            m_script.remarks << CodeTexts::tr("%n long payload(s) are shortened: this program sends fewer "
                                              "bytes than the session did.",
                                              nullptr, m_shortened);
        }
        if (m_gone > 0) {
            m_script.remarks << CodeTexts::tr(
                "The bytes of %n write(s) are no longer kept: this program does "
                "not send them.",
                nullptr, m_gone);
        }
    }

    CodeScript &m_script;
    const Readings &m_readings;
    qsizetype m_comparable
        = qsizetype(32) * 1024 * 1024; // more than a write can have: the selected one is first
    int m_shortened = 0;
    int m_gone = 0;
};

// ---- Notes -----------------------------------------------------------------------------------------------

QString kernelCommand(const Event &event, const ConnectionInfo &info)
{
    switch (event.transport) {
    case Transport::Tcp:
        break;
    case Transport::Udp:
        return u"ss -uanm 'sport = :%1'"_s.arg(event.local.port);
    case Transport::LocalStream:
    case Transport::LocalDatagram:
        return u"ss -xanp"_s;
    case Transport::RawIcmp:
    case Transport::PingIcmp:
        return u"ss -wan"_s;
    }
    // The client's port finds both ends of a connection and no other.
    const quint16 port = event.connection == 0 ? event.local.port
        : info.client.port != 0                ? info.client.port
                                               : info.server.port;
    return event.connection == 0 ? u"ss -tlni 'sport = :%1'"_s.arg(port)
                                 : u"ss -tanoi 'sport = :%1 or dport = :%1'"_s.arg(port);
}

void fillThread(CodeStep &step, CodeScript &script, const Event &event)
{
    const ThreadReading reading
        = event.detail && event.detail->thread ? *event.detail->thread : ThreadReading();
    const QString command = u"cat /proc/$PID/task/%1/stat /proc/$PID/task/%1/syscall"_s.arg(reading.threadId);
    const QString where = reading.systemCallName.isEmpty() ? reading.waitChannel : reading.systemCallName;
    step.note = CodeTexts::tr("the kernel reports %1; seen with: %2")
                    .arg(where.isEmpty() ? QString(reading.state) : where, command);
    script.remarks
        << CodeTexts::tr("No call of the program: the kernel reports it. Seen with: %1").arg(command);
}

QString valueText(const OptionValue &value)
{
    return value.text.isEmpty() ? QString::number(value.number) : value.text;
}

QString ancillaryText(const QList<AncillaryItem> &items)
{
    QStringList parts;
    for (const AncillaryItem &item : items)
        parts << (item.value.isEmpty() ? item.type : item.type + u' ' + item.value);
    return parts.join(u", "_s).left(kMaxNote);
}

/// What came of a call that succeeded, where it is not plain from its line.
QString resultNote(const Event &event, const CallDetail &detail)
{
    switch (detail.call) {
    case CallName::SetSockOpt:
        if (detail.optionNow && detail.optionAsked && *detail.optionNow != *detail.optionAsked
            && detail.optionNow->number != detail.optionAsked->number)
            return CodeTexts::tr("the kernel made it %1").arg(valueText(*detail.optionNow));
        return {};
    case CallName::GetSockOpt:
        return detail.optionNow ? valueText(*detail.optionNow).left(kMaxNote) : QString();
    default:
        break;
    }
    if (detail.datagramSize > event.bytes)
        return CodeTexts::tr("the datagram had %n byte(s), the rest is lost", nullptr,
                             plural(detail.datagramSize));
    if (event.kind == EventKind::Sent && detail.asked > event.bytes)
        return CodeTexts::tr("%1 of %2 bytes were taken").arg(event.bytes).arg(detail.asked);
    return ancillaryText(detail.ancillary);
}

} // namespace

QString harmless(const QString &text)
{
    QString out;
    for (qsizetype i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        i += point.units;
        if (isHiddenCharacter(point.value))
            out += u'?';
        else if (point.value == U'\\')
            out += u'/';
        else
            appendCodePoint(out, point.value);
    }
    while (out.contains(u"??"_s))
        out.replace(u"??"_s, u"?"_s);
    return out;
}

int plural(qint64 count)
{
    return int(qMin<qint64>(count, std::numeric_limits<int>::max()));
}

void fillKernel(CodeStep &step, CodeScript &script, const Readings &readings, const Event &event)
{
    const QString command = kernelCommand(event, readings.connections.info(event.connection));
    const QString state = event.reading ? tcpStateName(event.reading->state) : QString();
    step.note = state.isEmpty() ? command
                                : CodeTexts::tr("the kernel reports %1; seen with: %2").arg(state, command);
    script.remarks
        << CodeTexts::tr("No call of the program: the kernel reports it. Seen with: %1").arg(command);
}

bool fillOther(CodeStep &step, CodeScript &script, const Event &event)
{
    switch (event.kind) {
    case EventKind::Option:
        fillCall(step, script, event,
                 event.call() != CallName::None                  ? event.call()
                     : event.detail && event.detail->optionAsked ? CallName::SetSockOpt
                                                                 : CallName::GetSockOpt);
        return true;
    case EventKind::Peeked:
        fillCall(step, script, event, event.call() != CallName::None ? event.call() : CallName::Recv);
        if (!step.flags().testFlag(MessageFlag::Peek)) {
            auto detail = std::make_shared<CallDetail>(event.detail ? *event.detail : CallDetail());
            detail->flags |= MessageFlag::Peek;
            step.detail = detail;
        }
        return true;
    case EventKind::Line:
        fillCall(step, script, event, CallName::ReadLine);
        return true;
    case EventKind::Enter:
        step.note
            = CodeTexts::tr("%1() sleeps here until there is something for it")
                  .arg(event.call() == CallName::None ? callName(CallName::Accept) : callName(event.call()));
        return true;
    case EventKind::Thread:
        fillThread(step, script, event);
        return true;
    case EventKind::Dropped:
        step.note = CodeTexts::tr("the kernel dropped %n datagram(s): the buffer was full", nullptr,
                                  qMax(0, event.number));
        return true;
    case EventKind::TransferBegin: {
        const CallDetail detail = event.detail ? *event.detail : CallDetail();
        step.kind = detail.call == CallName::SendFile ? StepKind::SendFile : StepKind::SaveFile;
        step.offset = detail.fileOffset;
        step.count = detail.fileCount;
        step.file = fileOf(script, detail, step.kind);
        return true;
    }
    case EventKind::TransferEnd:
        step.note = CodeTexts::tr("the file ends here, after %n byte(s)", nullptr, plural(event.bytes));
        return true;
    default:
        return false;
    }
}

void fillCall(CodeStep &step, CodeScript &script, const Event &event, CallName call)
{
    step.kind = StepKind::Call;
    step.call = call;
    step.detail = event.detail;
    if (!event.detail)
        return;
    const CallDetail &detail = *event.detail;
    if (event.error)
        step.isNonBlocking
            = event.error->code == ErrorCode::WouldBlock && !detail.flags.testFlag(MessageFlag::DontWait);
    else
        step.note = harmless(resultNote(event, detail));
    if (event.error && event.error->code == ErrorCode::FileUnreadable && detail.file.isEmpty())
        step.file = script.fileVariable(event.error->subject);
    if (!detail.file.isEmpty())
        step.file = fileOf(script, detail,
                           event.kind == EventKind::Received ? StepKind::SaveFile : StepKind::SendFile);
}

QString fileOf(CodeScript &script, const CallDetail &detail, StepKind kind)
{
    return script.fileVariable(kind == StepKind::SaveFile ? detail.file + u".copy"_s : detail.file);
}

bool isPieceOfFile(const Event &event)
{
    const bool isData = event.kind == EventKind::Sent || event.kind == EventKind::Received;
    return isData && event.detail && !event.detail->file.isEmpty() && event.call() != CallName::SendMsg;
}

void preparePayloads(CodeScript &script, const Readings &readings)
{
    Payloads(script, readings).prepare();
}

bool CodeStep::sends() const
{
    if (kind == StepKind::Send)
        return true;
    if (kind != StepKind::Call || error || row < 0)
        return false;
    return isSending(call);
}

} // namespace bothends
