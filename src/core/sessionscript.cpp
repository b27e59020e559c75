// SPDX-License-Identifier: MIT
#include "core/scriptbuilder.h"

#include "core/callrows.h"
#include "core/callscript.h"
#include "core/scriptparts.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct CodeTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::CodeTexts)
};

constexpr qsizetype kScanLimit = 4000; // rows that are looked at to find or count steps
constexpr qsizetype kSmallConnection = 2000; // rows; a longer one is shown only if it is the selected one
constexpr int kMaxListenerEvents = 50;

bool isStepOfConnection(const Event &event, Side side)
{
    return event.side == side && event.kind != EventKind::State && event.kind != EventKind::Queues;
}

} // namespace

CodeScript ScriptBuilder::build()
{
    m_script.side = m_event.side;
    m_script.transport = m_event.transport;
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
    addMissingConnects();
    preparePayloads(m_script, m_readings);
    addRemarks();
    return std::move(m_script);
}

RowSpan ScriptBuilder::rowsOf(quint32 connection) const
{
    return m_readings.connections.rows(connection);
}

ScriptBuilder::Slice ScriptBuilder::sliceOf(quint32 connection, qsizetype row, qsizetype limit) const
{
    const RowSpan rows = rowsOf(connection);
    const qsizetype size = qsizetype(rows.size());
    const auto isWanted = [&](qsizetype i) {
        const Event &event = at(rows[size_t(i)]);
        // The pieces of a file are one step, which stands where it began.
        return (isStepOfConnection(event, m_event.side) && !isPieceOfFile(event)) || rows[size_t(i)] == m_row;
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

void ScriptBuilder::buildClient()
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
        if (event.kind == EventKind::Connect || (event.kind == EventKind::Error && m_script.address.isNull()))
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
    addClientUnlink(unit);
    m_script.units << unit;
}

void ScriptBuilder::buildServer()
{
    const quint32 connection = m_event.connection;
    m_endpoint = connection == 0 ? m_event.endpoint : listenerFor(connection);
    if (m_withLoop && isBlockingLoop()) {
        buildLoop();
        return;
    }
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

quint32 ScriptBuilder::listenerFor(quint32 connection) const
{
    const LifeLines &lifeLines = m_readings.lifeLines;
    if (const quint32 listener = lifeLines.listenerOf(connection); listener != 0)
        return listener;
    if (!lifeLines.listenerMarks(m_event.endpoint).empty())
        return m_event.endpoint;
    const std::vector<LifeMark> &marks = lifeLines.listenerMarks(lifeLines.lastListener());
    const Address server = m_readings.connections.info(connection).server;
    if (marks.empty())
        return 0;
    const Address &listens = at(marks.front().row).local;
    const bool isThere = server.isLocal() ? listens == server : listens.port == server.port;
    return isThere ? lifeLines.lastListener() : 0;
}

bool ScriptBuilder::isLoopRow(const Event &event)
{
    return event.kind == EventKind::Enter || event.kind == EventKind::Thread;
}

bool ScriptBuilder::isBlockingLoop() const
{
    const auto hasEnter = [this](RowSpan rows, auto from) {
        constexpr qsizetype kFew = 64;
        for (qsizetype seen = 0; from != rows.end() && seen < kFew; ++from, ++seen) {
            const Event &each = at(*from);
            if (isLoopRow(each) && each.side == Side::Server && each.endpoint == m_endpoint)
                return true;
        }
        return false;
    };
    if (m_endpoint == 0)
        return false;
    const std::vector<LifeMark> &marks = m_readings.lifeLines.listenerMarks(m_endpoint);
    const RowSpan rows = rowsOf(0);
    const qsizetype start = marks.empty() ? m_row : marks.front().row;
    const RowSpan own = rowsOf(m_event.connection);
    return isLoopRow(m_event) || hasEnter(rows, std::lower_bound(rows.begin(), rows.end(), start))
        || (m_event.connection != 0 && hasEnter(own, own.begin()));
}

quint32 ScriptBuilder::loopConnection() const
{
    if (m_event.connection != 0)
        return m_event.connection;
    quint32 found = 0;
    const std::vector<quint32> &order = m_readings.connections.connections();
    for (size_t i = 0; i < order.size() && i < size_t(kScanLimit); ++i) {
        const quint32 each = order[i];
        if (m_readings.lifeLines.listenerOf(each) != m_endpoint)
            continue;
        if (found == 0 || rowsOf(each).front() <= m_row)
            found = each;
    }
    return found;
}

void ScriptBuilder::buildLoop()
{
    m_script.isLoop = true;
    CodeUnit unit;
    unit.connection = loopConnection();
    CodeStep accept;
    accept.kind = StepKind::Accept;
    unit.steps << accept;
    if (unit.connection != 0) {
        const Slice slice
            = sliceOf(unit.connection, unit.connection == m_event.connection ? m_row : 0, kMaxSteps);
        for (const qsizetype row : slice.rows)
            addLoopStep(unit, row);
        m_isPartial = slice.before > 0 || slice.after > 0;
    }
    if (unit.steps.constLast().kind != StepKind::Close) {
        CodeStep close;
        close.kind = StepKind::Close;
        unit.steps << close;
    }
    if (m_event.connection == 0)
        addLoopListenerRow(unit);
    for (CodeStep &step : unit.steps)
        step.socket = u"c"_s;
    addListener();
    m_script.units << unit;
}

void ScriptBuilder::addLoopListenerRow(CodeUnit &unit)
{
    const bool isSetUp = m_event.kind == EventKind::Socket || m_event.kind == EventKind::Bind
        || m_event.kind == EventKind::Listen;
    if (isSetUp)
        return;
    if (isLoopRow(m_event)) {
        unit.steps.first().row = m_row;
        CodeStep step;
        if (m_event.kind == EventKind::Thread)
            fillOther(step, m_script, m_event); // its remark
        return;
    }
    addStep(unit, m_row);
    CodeStep &last = unit.steps.last();
    if (last.kind == StepKind::CloseListener) {
        last.kind = StepKind::Note;
        last.note = harmless(CodeTexts::tr("the server was stopped: the loop has no end of its own"));
    }
}

void ScriptBuilder::addLoopStep(CodeUnit &unit, qsizetype row)
{
    const Event &event = at(row);
    const auto isLoop = [](const CodeStep &step) { return step.kind == StepKind::ReadLoop; };
    const bool hasLoop = std::any_of(unit.steps.cbegin(), unit.steps.cend(), isLoop);
    const bool isRead = event.kind == EventKind::Received || event.kind == EventKind::Eof
        || (event.kind == EventKind::Reset && event.error) || event.kind == EventKind::Error
        || isLoopRow(event) || isPieceOfFile(event)
        || (event.kind == EventKind::Sent && event.reason == WriteReason::Echo);
    if (event.kind == EventKind::Accept || (isLoopRow(event) && event.call() == CallName::Accept)) {
        if (event.kind == EventKind::Accept || row == m_row)
            unit.steps.first().row
                = row == m_row || unit.steps.first().row != m_row ? row : unit.steps.first().row;
        return;
    }
    if (isLoopRow(event) && event.call() == CallName::SendAll) { // it sleeps until there is room
        m_sleepsInSend = m_sleepsInSend || row == m_row;
        return;
    }
    if (!isRead && event.kind == EventKind::Sent && hasLoop) {
        addNote(unit,
                CodeTexts::tr("%n byte(s) that were sent in between have no place in the loop", nullptr,
                              plural(event.bytes)));
        unit.steps.last().row = row;
        return;
    }
    if (!isRead) {
        addStep(unit, row);
        if (event.kind == EventKind::Sent && std::exchange(m_sleepsInSend, false))
            unit.steps.last().row = m_row;
        return;
    }
    if (!hasLoop) {
        CodeStep step;
        step.kind = StepKind::ReadLoop;
        step.row = row;
        step.bytes = event.detail && event.detail->asked > 0 ? event.detail->asked : 4096;
        unit.steps << step;
    }
    CodeStep &step = *std::find_if(unit.steps.begin(), unit.steps.end(), isLoop);
    if (row == m_row)
        step.row = row;
    step.echoes = step.echoes || event.reason == WriteReason::Echo;
    if (event.error)
        step.error = event.error;
    if (event.detail && event.detail->asked > 0 && event.kind == EventKind::Received)
        step.bytes = event.detail->asked;
    CodeStep remark;
    if (event.kind == EventKind::Thread)
        fillOther(remark, m_script, event);
}

QString ScriptBuilder::connectionTitle(quint32 connection) const
{
    const Address client = m_readings.connections.info(connection).client;
    return harmless(CodeTexts::tr("connection #%1 from %2").arg(connection).arg(client.toString()));
}

void ScriptBuilder::addOtherConnections(qsizetype budget)
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

void ScriptBuilder::addListenerEvents()
{
    const RowSpan rows = rowsOf(0);
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
            || event.kind == EventKind::Error || event.kind == EventKind::Closed
            || event.kind == EventKind::Enter;
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

void ScriptBuilder::addListener()
{
    CodeUnit unit;
    unit.row = -1;
    const std::vector<LifeMark> &marks = m_readings.lifeLines.listenerMarks(m_endpoint);
    const RowSpan rows = rowsOf(0);
    const qsizetype start = marks.empty() ? 0 : marks.front().row;
    auto place = std::lower_bound(rows.begin(), rows.end(), start);
    constexpr qsizetype kNear = 16; // QTcpServer::listen() makes the three in a row
    auto from = place - qMin<qsizetype>(kNear, place - rows.begin());
    for (; from != rows.end() && from - place < kNear; ++from) {
        const Event &event = at(*from);
        if (event.side == Side::Server && event.endpoint == m_endpoint
            && (event.kind == EventKind::Socket || event.kind == EventKind::Bind
                || event.kind == EventKind::Listen || event.kind == EventKind::Option)) {
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
        m_script.address = m_event.connection != 0 ? m_readings.connections.info(m_event.connection).server
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
            steps.last().isIpv6 = m_script.address.isIpv6();
        } else {
            CodeStep step;
            step.kind = kind;
            step.address = m_script.address;
            step.isIpv6 = m_script.address.isIpv6();
            step.number = 128;
            steps << step;
        }
        if (kind == StepKind::Socket) {
            for (const CodeStep &step : std::as_const(unit.steps)) { // options are set in between
                if (step.kind == StepKind::Call)
                    steps << step;
            }
        }
    }
    unit.steps = steps;
    if (m_connectionsBefore > 0) {
        addNote(unit,
                CodeTexts::tr("%n earlier connection(s) of this server are left out here", nullptr,
                              plural(m_connectionsBefore)));
        m_isPartial = true;
    }
    m_script.units.prepend(unit);
    if (m_script.address.kind == Address::Kind::Path && !m_script.isLoop)
        addUnlink();
    if (m_connectionsAfter > 0) {
        CodeUnit last;
        addNote(last,
                CodeTexts::tr("%n later connection(s) of this server are left out here", nullptr,
                              plural(m_connectionsAfter)));
        m_script.units << last;
        m_isPartial = true;
    }
}

void ScriptBuilder::addUnlink()
{
    CodeStep step;
    step.kind = StepKind::Unlink;
    step.address = m_script.address;
    for (CodeUnit &unit : m_script.units) {
        for (qsizetype i = 0; i < unit.steps.size(); ++i) {
            if (unit.steps[i].kind == StepKind::CloseListener) {
                unit.steps.insert(i + 1, step);
                return;
            }
        }
    }
    CodeUnit last;
    last.steps << step;
    m_script.units << last;
}

void ScriptBuilder::addRemarks()
{
    if (m_isPartial)
        m_script.remarks << CodeTexts::tr("Only the steps around the selected row are shown: this program "
                                          "does less than the session did.");
}

bool CodeScript::has(StepKind kind) const
{
    return any([kind](const CodeStep &step) { return step.kind == kind; });
}

bool CodeScript::has(CallName call) const
{
    return any([call](const CodeStep &step) { return step.kind == StepKind::Call && step.call == call; });
}

bool CodeScript::sets(SocketOption option) const
{
    return any([option](const CodeStep &step) {
        return step.call == CallName::SetSockOpt && step.detail && step.detail->option == option;
    });
}

QString CodeScript::fileVariable(const QString &path)
{
    qsizetype place = files.indexOf(path);
    if (place < 0) {
        place = files.size();
        files << path;
    }
    return fileVariableName(place);
}

QString fileVariableName(qsizetype place)
{
    return place == 0 ? u"FILE"_s : u"FILE%1"_s.arg(place + 1);
}

CodeScript scriptOf(const Readings &readings, qsizetype row, bool withLoop)
{
    if (const quint32 endpoint = endpointInOrder(readings, row); endpoint != 0)
        return callScriptOf(readings, row, endpoint);
    return ScriptBuilder(readings, row, withLoop).build();
}

} // namespace bothends
