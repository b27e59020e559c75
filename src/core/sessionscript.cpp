// SPDX-License-Identifier: MIT
#include "core/sessionscript.h"

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

constexpr qsizetype kScanLimit = 4000; // rows that are looked at to find or count steps
constexpr qsizetype kSmallConnection = 2000; // rows; a longer one is shown only if it is the selected one
constexpr qsizetype kPrologueRows = 2000; // in which a connection has begun
constexpr int kMaxListenerEvents = 50;
constexpr qsizetype kMaxPeriod = 256;
constexpr qsizetype kShortened = 64; // what is left of bytes that are too many

int plural(qint64 count)
{
    return int(qMin<qint64>(count, std::numeric_limits<int>::max()));
}

// One line that ends no comment, begins no other, and continues none.
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

// ---- Rows ------------------------------------------------------------------------------------------------

bool isStepOfConnection(const Event &event, Side side)
{
    return event.side == side && event.kind != EventKind::State && event.kind != EventKind::Queues;
}

struct Slice
{
    QList<qsizetype> rows;
    qsizetype before = 0; ///< steps left out between the beginning and the rest; their place in `rows`:
    qsizetype beforeAt = 0;
    qsizetype after = 0;
    bool isMoreBefore = false; ///< there are more than were counted
    bool isMoreAfter = false;
};

class ScriptBuilder
{
public:
    ScriptBuilder(const Readings &readings, qsizetype row)
        : m_readings(readings)
        , m_row(row)
        , m_event(readings.journal.at(row))
    {
    }

    CodeScript build()
    {
        m_script.side = m_event.side;
        m_script.row = m_row;
        m_script.qtShutdown = harmless(CodeTexts::tr("Qt has no call for it"));
        m_script.qtReset = harmless(CodeTexts::tr("abort() alone sends FIN when nothing is unread"));
        m_script.qtEnd = harmless(CodeTexts::tr("Qt closes its own direction, too"));
        m_script.qtTimeout = harmless(CodeTexts::tr("Qt itself waits for 30 seconds"));
        if (m_event.side == Side::Client)
            buildClient();
        else
            buildServer();
        prepareConnects();
        preparePayloads();
        addRemarks();
        return std::move(m_script);
    }

private:
    const Event &at(qsizetype row) const { return m_readings.journal.at(row); }
    const std::vector<qsizetype> &rowsOf(quint32 connection) const
    {
        return m_readings.connections.rows(connection);
    }

    // ---- Choice of the rows

    /// Steps of a connection: its beginning, and at most `limit` steps around `row`.
    Slice sliceOf(quint32 connection, qsizetype row, qsizetype limit) const
    {
        const std::vector<qsizetype> &rows = rowsOf(connection);
        const qsizetype size = qsizetype(rows.size());
        const auto isWanted = [&](qsizetype i) {
            return isStepOfConnection(at(rows[size_t(i)]), m_event.side) || rows[size_t(i)] == m_row;
        };
        Slice slice;
        qsizetype head = 0; // behind the beginning
        for (qsizetype i = 0; i < qMin(size, kPrologueRows); ++i) {
            const EventKind kind = at(rows[size_t(i)]).kind;
            const bool isData = kind == EventKind::Sent || kind == EventKind::Received;
            if (!isWanted(i) || slice.rows.size() > limit / 2)
                continue;
            if (isData)
                break;
            slice.rows << rows[size_t(i)];
            head = i + 1;
            if (kind == EventKind::Accept || kind == EventKind::Connected)
                break;
        }
        const qsizetype middle = qMax(head, std::lower_bound(rows.begin(), rows.end(), row) - rows.begin());
        const qsizetype share = limit - slice.rows.size();
        QList<qsizetype> earlier;
        qsizetype i = middle - 1;
        for (; i >= head && middle - i <= kScanLimit && earlier.size() < share / 2; --i) {
            if (isWanted(i))
                earlier.prepend(rows[size_t(i)]);
        }
        const qsizetype earlierEnd = i;
        slice.beforeAt = slice.rows.size();
        slice.rows << earlier;
        for (i = middle; i < size && i - middle < kScanLimit && slice.rows.size() < limit; ++i) {
            if (isWanted(i))
                slice.rows << rows[size_t(i)];
        }
        const qsizetype laterBegin = i;
        for (i = earlierEnd; i >= head; --i) {
            slice.before += isWanted(i) ? 1 : 0;
            if (earlierEnd - i > kScanLimit)
                break;
        }
        slice.isMoreBefore = i >= head;
        for (i = laterBegin; i < size && i - laterBegin <= kScanLimit; ++i)
            slice.after += isWanted(i) ? 1 : 0;
        slice.isMoreAfter = i < size;
        return slice;
    }

    void buildClient()
    {
        const quint32 connection = m_event.connection;
        if (connection == 0) {
            CodeUnit unit;
            addStep(unit, m_row);
            m_script.units << unit;
            return;
        }
        const Slice slice = sliceOf(connection, m_row, kMaxSteps);
        for (const qsizetype row : slice.rows) {
            const Event &event = at(row);
            if (event.kind == EventKind::Connect
                || (event.kind == EventKind::Error && m_script.address.isNull()))
                m_script.address = event.peer;
        }
        if (m_script.address.isNull())
            m_script.address = m_readings.connections.info(connection).server;
        CodeUnit unit = unitOf(connection, slice);
        unit.title = harmless(CodeTexts::tr("client, connection #%1").arg(connection));
        const bool isOurs = std::any_of(slice.rows.begin(), slice.rows.end(), [this](qsizetype row) {
            return isStepOfConnection(at(row), Side::Client);
        });
        if (!isOurs)
            addForeignEnd(unit);
        m_script.units << unit;
    }

    void buildServer()
    {
        const quint32 connection = m_event.connection;
        m_endpoint = connection == 0 ? m_event.endpoint : listenerFor(connection);
        qsizetype budget = kMaxSteps;
        bool hasOurs = m_endpoint != 0;
        if (connection != 0) {
            const Slice slice = sliceOf(connection, m_row, budget);
            budget -= slice.rows.size();
            CodeUnit unit = unitOf(connection, slice);
            hasOurs = hasOurs || std::any_of(slice.rows.begin(), slice.rows.end(), [this](qsizetype row) {
                          return isStepOfConnection(at(row), Side::Server);
                      });
            unit.title = connectionTitle(connection);
            if (!hasOurs) { // the server is another program
                m_script.address = m_readings.connections.info(connection).server;
                addForeignEnd(unit);
                m_script.units << unit;
                return;
            }
            m_script.units << unit;
        }
        addListenerEvents();
        addOtherConnections(budget);
        std::stable_sort(m_script.units.begin(), m_script.units.end(),
                         [](const CodeUnit &one, const CodeUnit &two) { return one.row < two.row; });
        addListener();
    }

    /// The server of ours that accepted the connection, or that it waits for; 0 = none.
    quint32 listenerFor(quint32 connection) const
    {
        const LifeLines &lifeLines = m_readings.lifeLines;
        if (const quint32 listener = lifeLines.listenerOf(connection); listener != 0)
            return listener;
        if (!lifeLines.listenerMarks(m_event.endpoint).empty())
            return m_event.endpoint;
        const std::vector<LifeMark> &marks = lifeLines.listenerMarks(lifeLines.lastListener());
        const quint16 port = m_readings.connections.info(connection).server.port;
        const bool isThere = !marks.empty() && at(marks.front().row).local.port == port;
        return isThere ? lifeLines.lastListener() : 0;
    }

    QString connectionTitle(quint32 connection) const
    {
        const Address client = m_readings.connections.info(connection).client;
        return harmless(CodeTexts::tr("connection #%1 from %2").arg(connection).arg(client.toString()));
    }

    /// Other connections of the server, those before this one first, as long as there is room for all of
    /// their steps.
    void addOtherConnections(qsizetype budget)
    {
        const std::vector<quint32> &order = m_readings.connections.connections();
        const auto place = std::partition_point(order.begin(), order.end(), [this](quint32 each) {
            return m_event.connection != 0 ? each < m_event.connection : rowsOf(each).front() < m_row;
        });
        const auto isOfServer = [this](quint32 each) {
            return m_endpoint != 0 && m_readings.lifeLines.listenerOf(each) == m_endpoint;
        };
        const auto take = [&](quint32 each) {
            if (rowsOf(each).size() > size_t(kSmallConnection))
                return false;
            const Slice slice = sliceOf(each, 0, budget + 1);
            if (slice.rows.size() > budget || slice.after > 0 || slice.before > 0)
                return false;
            budget -= slice.rows.size();
            CodeUnit unit = unitOf(each, slice);
            unit.title = connectionTitle(each);
            m_script.units << unit;
            return true;
        };
        const auto count = [&](auto from, auto to) {
            qsizetype found = 0;
            for (qsizetype seen = 0; from != to && seen < kScanLimit; ++from, ++seen)
                found += isOfServer(*from) ? 1 : 0;
            return found;
        };
        auto left = std::make_reverse_iterator(place);
        while (left != order.rend() && (!isOfServer(*left) || take(*left)))
            ++left;
        m_connectionsBefore = count(left, order.rend());
        auto right = place;
        if (right != order.end() && *right == m_event.connection)
            ++right;
        while (right != order.end() && (!isOfServer(*right) || take(*right)))
            ++right;
        m_connectionsAfter = count(right, order.end());
    }

    /// What happened to the listening socket later than listen().
    void addListenerEvents()
    {
        const std::vector<qsizetype> &rows = rowsOf(0);
        const qsizetype size = qsizetype(rows.size());
        const qsizetype middle = std::lower_bound(rows.begin(), rows.end(), m_row) - rows.begin();
        const auto isWanted = [&](qsizetype i) {
            const Event &event = at(rows[size_t(i)]);
            if (rows[size_t(i)] == m_row)
                return event.kind != EventKind::Socket && event.kind != EventKind::Bind
                    && event.kind != EventKind::Listen;
            if (event.side != Side::Server || event.endpoint != m_endpoint || m_endpoint == 0)
                return false;
            return event.kind == EventKind::Pause || event.kind == EventKind::Resume
                || event.kind == EventKind::Error || event.kind == EventKind::Closed;
        };
        QList<qsizetype> found;
        for (qsizetype i = middle - 1; i >= 0 && middle - i <= kScanLimit / 2; --i) {
            if (isWanted(i) && found.size() < kMaxListenerEvents / 2)
                found.prepend(rows[size_t(i)]);
        }
        for (qsizetype i = middle; i < size && i - middle <= kScanLimit / 2; ++i) {
            if (isWanted(i) && found.size() < kMaxListenerEvents)
                found << rows[size_t(i)];
        }
        for (const qsizetype row : std::as_const(found)) {
            CodeUnit unit;
            unit.row = row;
            addStep(unit, row);
            m_script.units << unit;
        }
    }

    /// socket(), bind() and listen(), from the journal or, if it does not have them, as they must have been.
    void addListener()
    {
        CodeUnit unit;
        unit.row = -1;
        const std::vector<LifeMark> &marks = m_readings.lifeLines.listenerMarks(m_endpoint);
        const std::vector<qsizetype> &rows = rowsOf(0);
        const qsizetype start = marks.empty() ? 0 : marks.front().row;
        auto place = std::lower_bound(rows.begin(), rows.end(), start);
        constexpr qsizetype kNear = 16; // QTcpServer::listen() makes the three in a row
        auto from = place - qMin<qsizetype>(kNear, place - rows.begin());
        for (; from != rows.end() && from - place < kNear; ++from) {
            const Event &event = at(*from);
            if (event.side == Side::Server && event.endpoint == m_endpoint
                && (event.kind == EventKind::Socket || event.kind == EventKind::Bind
                    || event.kind == EventKind::Listen)) {
                addStep(unit, *from);
                if (event.kind == EventKind::Bind)
                    m_script.address = event.local;
            }
        }
        const bool hasFailed
            = std::any_of(m_script.units.begin(), m_script.units.end(), [this](const auto &each) {
                  return std::any_of(each.steps.begin(), each.steps.end(), [this](const CodeStep &step) {
                      if (step.kind == StepKind::ListenFailed)
                          m_script.address = step.address;
                      return step.kind == StepKind::ListenFailed;
                  });
              });
        if (hasFailed)
            return;
        if (m_script.address.isNull())
            m_script.address = m_event.connection != 0
                ? m_readings.connections.info(m_event.connection).server
                : m_event.local;
        const auto has = [&unit](StepKind kind) {
            return std::any_of(unit.steps.begin(), unit.steps.end(),
                               [kind](const CodeStep &step) { return step.kind == kind; });
        };
        QList<CodeStep> steps;
        for (const StepKind kind : {StepKind::Socket, StepKind::Bind, StepKind::Listen}) {
            if (has(kind)) {
                steps << *std::find_if(unit.steps.begin(), unit.steps.end(),
                                       [kind](const CodeStep &step) { return step.kind == kind; });
                steps.last().address = m_script.address;
                continue;
            }
            CodeStep step;
            step.kind = kind;
            step.address = m_script.address;
            step.number = 128;
            steps << step;
        }
        unit.steps = steps;
        if (m_connectionsBefore > 0) {
            addNote(unit,
                    CodeTexts::tr("%n earlier connection(s) of this server are left out here", nullptr,
                                  plural(m_connectionsBefore)));
            m_isPartial = true;
        }
        m_script.units.prepend(unit);
        if (m_connectionsAfter > 0) {
            CodeUnit last;
            addNote(last,
                    CodeTexts::tr("%n later connection(s) of this server are left out here", nullptr,
                                  plural(m_connectionsAfter)));
            m_script.units << last;
            m_isPartial = true;
        }
    }

    // ---- Steps

    void addNote(CodeUnit &unit, const QString &note) const
    {
        CodeStep step;
        step.note = harmless(note);
        unit.steps << step;
    }

    void addForeignEnd(CodeUnit &unit)
    {
        const QString text
            = CodeTexts::tr("This end belongs to another program: what it calls is not known here.");
        addNote(unit, text);
        m_script.remarks << text;
    }

    CodeUnit unitOf(quint32 connection, const Slice &slice)
    {
        CodeUnit unit;
        unit.connection = connection;
        for (qsizetype i = 0; i <= slice.rows.size(); ++i) {
            if (i == slice.beforeAt && slice.before > 0)
                addNote(unit, leftOut(slice.before, slice.isMoreBefore));
            if (i == slice.rows.size())
                break;
            addStep(unit, slice.rows[i]);
            if (at(slice.rows[i]).kind == EventKind::Accept)
                unit.row = slice.rows[i];
        }
        if (unit.row == 0 && !slice.rows.isEmpty())
            unit.row = slice.rows.constFirst();
        if (slice.after > 0)
            addNote(unit, leftOut(slice.after, slice.isMoreAfter));
        else if (!unit.steps.isEmpty() && isOpen(unit))
            addNote(unit, CodeTexts::tr("still open here"));
        m_isPartial = m_isPartial || slice.before > 0 || slice.after > 0;
        return unit;
    }

    static bool isOpen(const CodeUnit &unit)
    {
        bool isOpen = false;
        for (const CodeStep &step : unit.steps) {
            if (step.kind == StepKind::Accept || step.kind == StepKind::Connected)
                isOpen = true;
            else if (step.kind == StepKind::Close)
                isOpen = false;
        }
        return isOpen;
    }

    static QString leftOut(qsizetype steps, bool isMore)
    {
        return isMore ? CodeTexts::tr("more than %n step(s) are left out here", nullptr, plural(steps))
                      : CodeTexts::tr("%n step(s) are left out here", nullptr, plural(steps));
    }

    void addStep(CodeUnit &unit, qsizetype row)
    {
        const Event &event = at(row);
        CodeStep step;
        step.row = row;
        step.error = event.error;
        step.number = event.number;
        step.address = event.side == Side::Server ? event.local : event.peer;
        step.bytes = event.bytes;
        fillStep(step, event);
        step.note = harmless(step.note);
        unit.steps << step;
    }

    void fillStep(CodeStep &step, const Event &event)
    {
        switch (event.kind) {
        case EventKind::Socket:
            step.kind = StepKind::Socket;
            break;
        case EventKind::Bind:
            step.kind = StepKind::Bind;
            break;
        case EventKind::Listen:
            step.kind = StepKind::Listen;
            break;
        case EventKind::Accept:
            step.kind = StepKind::Accept;
            break;
        case EventKind::Connect:
            step.kind = StepKind::Connect;
            break;
        case EventKind::Connected:
            step.kind = StepKind::Connected;
            break;
        case EventKind::Sent:
            step.kind = StepKind::Send;
            step.encoding = m_readings.texts.encoding(event.connection);
            break;
        case EventKind::Received:
            step.kind = StepKind::Receive;
            break;
        case EventKind::Eof:
            step.kind = StepKind::Eof;
            step.note = CodeTexts::tr("end of stream, the peer has nothing more to send");
            break;
        case EventKind::Reset:
            step.kind = event.error ? StepKind::ReadFailed : StepKind::SetReset;
            if (!event.error)
                step.note = CodeTexts::tr("now close() sends RST instead of FIN");
            break;
        case EventKind::Shutdown:
            step.kind = StepKind::Shutdown;
            step.note = CodeTexts::tr("sends FIN; reading goes on");
            break;
        case EventKind::Closed:
            step.kind = event.connection == 0 && event.side == Side::Server ? StepKind::CloseListener
                                                                            : StepKind::Close;
            if (event.error && event.error->code == ErrorCode::UnsentDiscarded) {
                step.note = CodeTexts::tr("%n byte(s) that were still queued are discarded", nullptr,
                                          plural(event.error->amount));
            }
            break;
        case EventKind::Pause:
            step.kind = StepKind::Pause;
            step.note = CodeTexts::tr("accepting is paused: no accept() until it goes on");
            break;
        case EventKind::Resume:
            step.kind = StepKind::Resume;
            step.note = CodeTexts::tr("accepting goes on");
            break;
        case EventKind::Error:
            fillError(step, event);
            break;
        case EventKind::State:
        case EventKind::Queues:
            fillKernel(step, event);
            break;
        default: // the newer kinds have no step yet
            break;
        }
    }

    void fillKernel(CodeStep &step, const Event &event)
    {
        const ConnectionInfo info = m_readings.connections.info(event.connection);
        // The client's port finds both ends of a connection and no other.
        const quint16 port = event.connection == 0 ? event.local.port
            : info.client.port != 0                ? info.client.port
                                                   : info.server.port;
        const QString command = event.connection == 0 ? u"ss -tlni 'sport = :%1'"_s.arg(port)
                                                      : u"ss -tanoi 'sport = :%1 or dport = :%1'"_s.arg(port);
        const QString state = event.reading ? tcpStateName(event.reading->state) : QString();
        step.note = state.isEmpty()
            ? command
            : CodeTexts::tr("the kernel reports %1; seen with: %2").arg(state, command);
        m_script.remarks
            << CodeTexts::tr("No call of the program: the kernel reports it. Seen with: %1").arg(command);
    }

    void fillError(CodeStep &step, const Event &event)
    {
        const ErrorCode code = event.error ? event.error->code : ErrorCode::Unknown;
        const QString name = errorName(code);
        switch (code) {
        case ErrorCode::MessageTooLong:
        case ErrorCode::NotConnected:
        case ErrorCode::Unencodable:
            step.note = CodeTexts::tr("nothing is sent here: %1").arg(name);
            return;
        case ErrorCode::AcceptQueueOverflow:
            step.note = CodeTexts::tr("the kernel dropped clients; seen with: %1")
                            .arg(u"nstat -az TcpExtListenOverflows TcpExtListenDrops"_s);
            return;
        case ErrorCode::ConnectionLimit:
            if (event.side == Side::Client || event.connection != 0)
                break;
            step.kind = StepKind::Refuse;
            step.number = plural(event.error->amount);
            step.note = name;
            return;
        default:
            break;
        }
        if (event.side == Side::Server && event.connection == 0) {
            const bool hasListened = !m_readings.lifeLines.listenerMarks(event.endpoint).empty();
            step.kind = hasListened ? StepKind::Note : StepKind::ListenFailed;
            if (hasListened)
                step.note = CodeTexts::tr("accept() fails: %1").arg(name);
        } else if (event.side == Side::Client && !isConnected(event)) {
            step.kind = code == ErrorCode::HostNotFound ? StepKind::LookupFailed
                : code == ErrorCode::TooManyOpenFiles   ? StepKind::SocketFailed
                                                        : StepKind::ConnectFailed;
        } else {
            step.kind = StepKind::ReadFailed;
        }
    }

    bool isConnected(const Event &event) const
    {
        const std::vector<qsizetype> &rows = rowsOf(event.connection);
        for (size_t i = 0; i < qMin(rows.size(), size_t(kPrologueRows)); ++i) {
            const Event &each = at(rows[i]);
            if (each.kind == EventKind::Connected && each.side == Side::Client)
                return each.seq < event.seq;
        }
        return false;
    }

    /// A connect() must know that it will fail before its failure comes.
    void prepareConnects()
    {
        for (CodeUnit &unit : m_script.units) {
            CodeStep *connect = nullptr;
            for (CodeStep &step : unit.steps) {
                if (step.kind == StepKind::Connect) {
                    connect = &step;
                } else if (step.kind == StepKind::ConnectFailed && connect) {
                    connect->error = step.error;
                    if (step.error && step.error->code == ErrorCode::TimedOut) {
                        const qint64 ns = at(step.row).monotonicNs - at(connect->row).monotonicNs;
                        connect->seconds
                            = int(qBound(qint64(1), (ns + 500'000'000) / 1'000'000'000, qint64(3600)));
                    } else if (step.error && step.error->code == ErrorCode::Cancelled) {
                        connect->note = harmless(CodeTexts::tr("cancelled before the connection was there"));
                    }
                    connect = nullptr;
                } else if (step.kind == StepKind::ConnectFailed) {
                    step.kind = StepKind::Note;
                    step.note = harmless(CodeTexts::tr("there is no call: %1").arg(errnoName(step)));
                }
            }
        }
    }

    // ---- Bytes

    void preparePayloads()
    {
        QList<CodeStep *> sends;
        qsizetype chosen = 0; // the first send at or behind the row
        for (CodeUnit &unit : m_script.units) {
            for (CodeStep &step : unit.steps) {
                if (step.kind != StepKind::Send)
                    continue;
                if (step.row < m_row)
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
    }

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
        if (m_isPartial)
            m_script.remarks << CodeTexts::tr(
                "Only the steps around the selected row are shown: this program "
                "does less than the session did.");
    }

    const Readings &m_readings;
    const qsizetype m_row;
    const Event &m_event;
    CodeScript m_script;
    quint32 m_endpoint = 0;
    qsizetype m_connectionsBefore = 0;
    qsizetype m_connectionsAfter = 0;
    qsizetype m_comparable
        = qsizetype(32) * 1024 * 1024; // more than a write can have: the selected one is first
    int m_shortened = 0;
    int m_gone = 0;
    bool m_isPartial = false;
};

} // namespace

bool CodeScript::has(StepKind kind) const
{
    return std::any_of(units.begin(), units.end(), [kind](const CodeUnit &unit) {
        return std::any_of(unit.steps.begin(), unit.steps.end(),
                           [kind](const CodeStep &step) { return step.kind == kind; });
    });
}

CodeScript scriptOf(const Readings &readings, qsizetype row)
{
    return ScriptBuilder(readings, row).build();
}

} // namespace bothends
