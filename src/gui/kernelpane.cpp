// SPDX-License-Identifier: MIT
#include "gui/kernelpane.h"

#include "core/displaytext.h"
#include "core/eventtext.h"
#include "gui/fonts.h"
#include "gui/queuebars.h"
#include "gui/socketfacts.h"
#include "gui/statediagram.h"
#include "gui/widgets.h"
#include "net/session.h"

#include <QDateTime>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

enum Line {
    TimeWaitLine,
    RttLine,
    MinRttLine,
    RtoLine,
    WindowLine,
    MssLine,
    RetransmitsLine,
    AcknowledgedLine,
    ReceivedLine,
    SegmentsOutLine,
    SegmentsInLine,
    LineCount
};

enum Column { NameColumn, ServerColumn, ClientColumn, MeaningColumn, ColumnCount };

constexpr int kTickMs = 1000;
constexpr qptrdiff kFirstRows = 16; // in which a conversation tells whose it is
constexpr int kLeastValuesWidth = 300;
constexpr QSize kLeast(420, 120); // with scroll bars
constexpr qreal kSmall = 0.87; // of the font

QString duration(quint32 microseconds)
{
    return microseconds < 1000
        ? u"%L1 µs"_s.arg(microseconds)
        : u"%L1 ms"_s.arg(microseconds / 1000.0, 0, 'f', microseconds < 100'000 ? 1 : 0);
}

/// A mean and its spread in one unit, that of the mean.
QString spread(quint32 mean, quint32 variance)
{
    return mean < 1000 ? u"%L1 ± %L2 µs"_s.arg(mean).arg(variance)
                       : u"%L1 ± %L2 ms"_s.arg(mean / 1000.0, 0, 'f', 1).arg(variance / 1000.0, 0, 'f', 1);
}

/// Which value of TCP_INFO stands in a line.
QString metricText(const TcpMetrics &metrics, int line)
{
    switch (line) {
    case RttLine:
        return spread(metrics.rttUs, metrics.rttVarianceUs);
    case MinRttLine:
        return duration(metrics.minRttUs);
    case RtoLine:
        return duration(metrics.rtoUs);
    case WindowLine:
        return u"%L1"_s.arg(metrics.congestionWindow);
    case MssLine:
        return u"%L1 B"_s.arg(metrics.mss);
    case RetransmitsLine:
        return u"%L1"_s.arg(metrics.totalRetransmits);
    case AcknowledgedLine:
        return u"%L1 B"_s.arg(metrics.bytesAcknowledged);
    case ReceivedLine:
        return u"%L1 B"_s.arg(metrics.bytesReceived);
    case SegmentsOutLine:
        return u"%L1"_s.arg(metrics.segmentsOut);
    case SegmentsInLine:
        return u"%L1"_s.arg(metrics.segmentsIn);
    default:
        return {};
    }
}

qsizetype lastAtOrBefore(RowSpan rows, qsizetype row)
{
    const auto it = std::upper_bound(rows.begin(), rows.end(), row);
    return it == rows.begin() ? -1 : qsizetype(*(it - 1));
}

qsizetype newest(RowSpan rows)
{
    return rows.empty() ? -1 : qsizetype(rows.back());
}

} // namespace

KernelPane::KernelPane(const Readings &readings, QWidget *parent)
    : QWidget(parent)
    , m_readings(readings)
    , m_countdown(this)
{
    build();
    retranslate();
    m_countdown.setInterval(kTickMs);
    connect(&m_countdown, &QTimer::timeout, this, &KernelPane::tick);
    // The readings were connected to the journal before, so they know the new rows already.
    connect(&readings.journal, &Journal::appended, this, &KernelPane::follow);
}

void KernelPane::build()
{
    m_pages = new QStackedWidget(this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_pages);

    m_empty = new QLabel(m_pages);
    m_empty->setObjectName(u"kernelEmpty"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setMargin(12);
    m_pages->addWidget(m_empty);

    auto *page = new QWidget(m_pages);
    auto *columns = new QHBoxLayout(page);
    columns->setContentsMargins(0, 0, 0, 0);
    m_pages->addWidget(page);

    m_facts = new SocketFacts(m_pages);
    m_pages->addWidget(m_facts);

    m_machines = new QScrollArea(page);
    m_machines->setWidgetResizable(true);
    m_machines->setFrameShape(QFrame::NoFrame);
    m_machines->setFocusPolicy(Qt::NoFocus); // the diagrams take the focus, and scroll with its keys
    auto *both = new QWidget(m_machines);
    auto *pair = new QHBoxLayout(both);
    pair->setContentsMargins(0, 0, 0, 0);
    pair->setSpacing(4);
    m_machines->setWidget(both);
    columns->addWidget(m_machines, 3);

    auto *values = new QVBoxLayout;
    values->setContentsMargins(0, 2, 2, 2);
    values->setSpacing(2);
    columns->addLayout(values, 2);
    m_moment = new QLabel(page);
    m_moment->setObjectName(u"kernelMoment"_s);
    m_moment->setTextFormat(Qt::PlainText);
    values->addWidget(m_moment);
    auto *queues = new QHBoxLayout;
    queues->setSpacing(4);
    values->addLayout(queues);

    // Tab goes in the order in which they are made.
    for (const Side side : {Side::Server, Side::Client}) {
        auto *diagram = new StateDiagram(both);
        diagram->setObjectName(side == Side::Server ? u"serverDiagram"_s : u"clientDiagram"_s);
        pair->addWidget(diagram);
        m_diagrams[size_t(side)] = diagram;
    }
    for (const Side side : {Side::Server, Side::Client}) {
        auto *bars = new QueueBars(page);
        bars->setObjectName(side == Side::Server ? u"serverQueues"_s : u"clientQueues"_s);
        queues->addWidget(bars);
        m_queues[size_t(side)] = bars;
    }

    m_table = new QTableWidget(LineCount, ColumnCount, page);
    m_table->setObjectName(u"tcpInfo"_s);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    prepareFactTable(m_table, MeaningColumn);
    m_table->setMinimumWidth(kLeastValuesWidth);
    for (int line = 0; line < LineCount; ++line) {
        for (int column = 0; column < ColumnCount; ++column)
            m_table->setItem(line, column, new QTableWidgetItem);
    }
    values->addWidget(m_table, 1);
    resizeFonts();
}

void KernelPane::resizeFonts()
{
    const QFont small = scaledFont(font(), kSmall);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_moment, m_table, m_table->horizontalHeader()})
        widget->setFont(small);
    divide();
}

// Both diagrams whole before the values get more than they need.
void KernelPane::divide()
{
    const int whole = m_machines->widget()->minimumSizeHint().width();
    m_machines->setMinimumWidth(qBound(0, width() - kLeastValuesWidth, whole));
}

QSize KernelPane::minimumSizeHint() const
{
    return kLeast;
}

void KernelPane::retranslate()
{
    m_table->setHorizontalHeaderLabels({u"TCP_INFO"_s, tr("Server"), tr("Client"), tr("What it tells")});
    m_table->setAccessibleName(tr("TCP_INFO: what the kernel measured"));
    const auto name = [this](Line line, const QString &text, const QString &meaning) {
        m_table->item(line, NameColumn)->setText(text);
        m_table->item(line, MeaningColumn)->setText(meaning);
        m_table->item(line, MeaningColumn)->setToolTip(meaning);
    };
    name(TimeWaitLine, u"TIME_WAIT"_s, tr("left until the pair of addresses may be used again"));
    name(RttLine, u"rtt"_s, tr("round trip: from a segment to its acknowledgement"));
    name(MinRttLine, u"min rtt"_s, tr("the shortest round trip so far"));
    name(RtoLine, u"rto"_s, tr("without an acknowledgement for so long, a segment is sent again"));
    name(WindowLine, u"cwnd"_s, tr("so many segments may be on the way at once"));
    name(MssLine, u"mss"_s, tr("most payload that one segment may carry"));
    name(RetransmitsLine, u"retransmits"_s, tr("segments that had to be sent again so far"));
    name(AcknowledgedLine, u"bytes_acked"_s, tr("payload that the peer has confirmed"));
    name(ReceivedLine, u"bytes_received"_s, tr("payload that arrived in order"));
    name(SegmentsOutLine, u"segs_out"_s, tr("segments sent, also those without payload"));
    name(SegmentsInLine, u"segs_in"_s, tr("segments received, also those without payload"));
}

void KernelPane::showRow(qsizetype row)
{
    const Journal &journal = m_readings.journal;
    m_row = row < journal.size() ? row : -1;
    m_isLive = m_row >= 0 && m_row == newest(m_readings.connections.rows(journal.at(m_row).connection));
    m_isStale = true;
    if (isVisible())
        refresh();
}

/// The last row that counts for what is shown.
qsizetype KernelPane::moment() const
{
    return m_isLive ? m_readings.journal.size() - 1 : m_row;
}

// What changes when there is something new to show: marks, reports of the kernel, whose the ends are.
KernelPane::Fingerprint KernelPane::fingerprint() const
{
    if (m_row < 0)
        return {};
    const Event &event = m_readings.journal.at(m_row);
    const LifeLines &lines = m_readings.lifeLines;
    if (event.connection == 0)
        return {qsizetype(lines.listenerMarks(event.endpoint).size()),
                qsizetype(lines.listenerReadingRows(event.endpoint).size()), lines.isKernelObservable()};
    const ConnectionInfo info = m_readings.connections.info(event.connection);
    const auto size = [&](Side side) {
        return qsizetype(lines.marks(event.connection, side).size())
            + qsizetype(lines.readingRows(event.connection, side).size());
    };
    const quint32 server = serverOf(event);
    return {size(Side::Server),
            size(Side::Client),
            lines.isKernelObservable(),
            info.hasServerEnd,
            info.hasClientEnd,
            qsizetype(lines.segments(event.connection).size()),
            qsizetype(lines.listenerMarks(server).size()),
            qsizetype(lines.listenerReadingRows(server).size())};
}

void KernelPane::follow()
{
    if (!m_isLive || m_isStale || fingerprint() == m_shown)
        return;
    m_isStale = true;
    if (isVisible())
        refresh();
}

void KernelPane::refresh()
{
    m_isStale = false;
    m_shown = fingerprint();
    m_countdown.stop();
    if (m_row < 0) {
        showEmpty(
            tr("Select a row of the timeline to see what the kernel knew of both ends at that moment."));
        return;
    }
    const Event &event = m_readings.journal.at(m_row);
    if (event.connection == 0 && event.kind == EventKind::State && !event.reading)
        showEmpty(tr("The kernel cannot be asked here. States are concluded from calls and signals."));
    else if (event.transport != Transport::Tcp && (event.connection != 0 || event.side == Side::Server))
        showFacts(event);
    else if (event.connection != 0)
        showConnection(event.connection);
    else if (event.side == Side::Server)
        showListener(event);
    else
        showEmpty(tr("This row belongs to no socket that the kernel knows."));
}

void KernelPane::showEmpty(const QString &text)
{
    m_empty->setText(text);
    m_pages->setCurrentIndex(0);
}

void KernelPane::showConnection(quint32 connection)
{
    const End server = endOf(connection, Side::Server);
    const End client = endOf(connection, Side::Client);
    m_moment->setText(momentText(m_readings.journal.at(m_row)));
    showDiagram(connection, server);
    showDiagram(connection, client);
    showQueues(server, client);
    showMetrics(server, client);
    showTimeWait(server, client);
    m_pages->setCurrentIndex(1);
}

QString KernelPane::momentText(const Event &event) const
{
    if (event.connection == 0) {
        if (!isStream(event.transport)) {
            return m_isLive ? tr("Live: the newest state of the server’s socket")
                            : tr("The server’s socket as of %1 ms").arg(eventTime(event));
        }
        return m_isLive ? tr("Live: the newest state of the listening socket")
                        : tr("The listening socket as of %1 ms").arg(eventTime(event));
    }
    return m_isLive ? tr("Live: the newest state of connection #%1").arg(event.connection)
                    : tr("Connection #%1 as of %2 ms").arg(event.connection).arg(eventTime(event));
}

// The endpoint of ours that a conversation goes to; 0 = none.
quint32 KernelPane::serverOf(const Event &event) const
{
    if (event.connection == 0 || event.side == Side::Server)
        return event.side == Side::Server ? event.endpoint : 0;
    if (const quint32 known = m_readings.lifeLines.listenerOf(event.connection); known != 0)
        return known;
    const RowSpan rows = m_readings.connections.rows(event.connection);
    const auto end = rows.begin() + std::min(kFirstRows, qptrdiff(rows.size()));
    const auto found = std::find_if(
        rows.begin(), end, [this](qsizetype row) { return m_readings.journal.at(row).side == Side::Server; });
    return found == end ? 0 : m_readings.journal.at(*found).endpoint;
}

void KernelPane::showFacts(const Event &event)
{
    SocketFactsContent content;
    content.transport = event.transport;
    content.moment = momentText(event);
    for (const Side side : {Side::Server, Side::Client})
        content.ends[size_t(side)] = factsOf(event, side);
    m_facts->setContent(content);
    m_pages->setCurrentWidget(m_facts);
}

SocketFactsEnd KernelPane::factsOf(const Event &event, Side side) const
{
    const LifeLines &lines = m_readings.lifeLines;
    const quint32 server = serverOf(event);
    SocketFactsEnd facts;
    facts.heading = sideText(side);
    // All conversations of a server of datagrams go through its one socket.
    const bool isServersOwn
        = side == Side::Server && (event.connection == 0 || !isStream(event.transport)) && server != 0;
    if (isServersOwn) {
        const std::vector<LifeMark> &marks = lines.listenerMarks(server);
        const auto next
            = std::upper_bound(marks.begin(), marks.end(), moment(),
                               [](qsizetype row, const LifeMark &mark) { return row < mark.row; });
        if (next != marks.begin())
            facts.mark = *(next - 1);
        const qsizetype row = lastAtOrBefore(lines.listenerReadingRows(server), moment());
        facts.reading = row < 0 ? nullptr : m_readings.journal.at(row).reading;
        const Address &name
            = event.connection == 0 ? event.local : m_readings.connections.info(event.connection).server;
        facts.name = toDisplayText(name.toString()).text;
        return facts;
    }
    if (event.connection == 0) {
        facts.note = u"–"_s;
        return facts;
    }
    const End end = endOf(event.connection, side);
    facts.heading = end.isOurs || end.isHere ? facts.heading : tr("%1 (another machine)").arg(facts.heading);
    if (!end.isOurs && !end.mark)
        facts.note = tr("nothing was observed of this end");
    facts.name = toDisplayText(end.address.toString()).text;
    facts.mark = end.mark;
    facts.reading = end.reading;
    return facts;
}

KernelPane::End KernelPane::endOf(quint32 connection, Side side) const
{
    const LifeLines &lines = m_readings.lifeLines;
    const ConnectionInfo info = m_readings.connections.info(connection);
    End end;
    end.side = side;
    end.address = side == Side::Server ? info.server : info.client;
    end.isOurs = side == Side::Server ? info.hasServerEnd : info.hasClientEnd;
    const std::vector<LifeMark> &marks = lines.marks(connection, side);
    if (side == Side::Server && !end.isOurs && !marks.empty()) {
        // Not accepted yet: whose it will be is known by the socket that listens.
        const quint32 endpoint = m_readings.journal.at(marks.front().row).endpoint;
        end.isOurs = !lines.listenerMarks(endpoint).empty();
    }
    const Address &other = side == Side::Server ? info.client : info.server;
    end.isHere = end.isOurs || !marks.empty() || end.address.isLocal()
        || Session::isLoopback(end.address.host) || (!end.address.isNull() && end.address.host == other.host);
    const std::vector<LifeMark> &others = lines.marks(connection, oppositeOf(side));
    const auto isConnected = [](const LifeMark &mark) {
        return mark.state != TcpState::SynSent && mark.state != TcpState::Closed;
    };
    end.isProven = !marks.empty() || std::any_of(others.begin(), others.end(), isConnected);
    end.mark = lines.at(connection, side, moment());
    end.readingRow = lastAtOrBefore(lines.readingRows(connection, side), moment());
    if (end.readingRow >= 0)
        end.reading = m_readings.journal.at(end.readingRow).reading;
    return end;
}

QString KernelPane::heading(const End &end) const
{
    const QString name = sideText(end.side) + u' ' + end.address.toString();
    if (end.isOurs)
        return name.trimmed();
    if (!end.isHere)
        return tr("%1 (another machine)").arg(name.trimmed());
    return end.isProven ? tr("%1 (other program)").arg(name.trimmed()) : name.trimmed();
}

QString KernelPane::noteOf(const End &end, const QList<PathStep> &path) const
{
    if (!end.isHere)
        return tr("on another machine: its kernel cannot be asked");
    const bool isSeen
        = std::any_of(path.begin(), path.end(), [](const PathStep &step) { return step.isObserved; });
    if (!m_readings.lifeLines.isKernelObservable() && !isSeen)
        return tr("the kernel cannot be asked here: states are concluded");
    const auto isReached = [](const PathStep &step) { return step.to == TcpState::Established; };
    const bool wasEstablished = std::any_of(path.begin(), path.end(), isReached);
    // The way of a server's end begins with the LISTEN of another socket; what was refused had no time.
    const bool isAskedAbout = std::any_of(path.begin(), path.end(), [](const PathStep &step) {
        return step.isObserved && step.to != TcpState::Listen;
    });
    if (end.isOurs && wasEstablished && !isAskedAbout)
        return tr("the kernel was not asked about this end: states are concluded");
    if (!end.mark)
        return end.isOurs ? QString() : tr("nothing was observed of this end");
    if (end.mark->hasOwner || end.mark->state == TcpState::Closed)
        return {};
    const bool isWaiting = end.side == Side::Server
        && (end.mark->state == TcpState::Established || end.mark->state == TcpState::CloseWait);
    return isWaiting ? tr("waits in the accept queue: no program holds it yet")
                     : tr("no program holds it any more: the kernel finishes alone");
}

void KernelPane::showDiagram(quint32 connection, const End &end)
{
    StateDiagramContent content;
    content.side = end.side;
    content.heading = heading(end);
    content.isOutside = !end.isOurs;
    content.path = statePath(m_readings, connection, end.side, moment());
    content.isKnown = end.isOurs || !content.path.isEmpty();
    if (!content.path.isEmpty()) {
        content.state = content.path.constLast().to;
        content.isObserved = content.path.constLast().isObserved;
    }
    content.note = noteOf(end, content.path);
    m_diagrams[size_t(end.side)]->setContent(content);
}

void KernelPane::showQueues(const End &server, const End &client)
{
    qint64 most = 0;
    std::array<QueueBarsContent, 2> contents;
    for (const End *end : {&server, &client}) {
        QueueBarsContent &content = contents[size_t(end->side)];
        content.side = end->side;
        content.title = sideText(end->side);
        if (!end->reading || end->reading->state == TcpState::Closed) {
            content.note = end->reading ? tr("no socket any more") : tr("not observed");
            continue;
        }
        content.unsent = end->reading->unsent;
        content.unacknowledged = qMax<qint64>(0, end->reading->unacknowledged - end->reading->unsent);
        content.unread = end->reading->unread;
        most = std::max({most, content.unsent, content.unacknowledged, content.unread});
    }
    for (QueueBarsContent &content : contents) {
        content.scale = QueueBars::niceScale(most);
        m_queues[size_t(content.side)]->setContent(content);
    }
}

void KernelPane::setValue(int line, Side side, const QString &text)
{
    m_table->item(line, side == Side::Server ? ServerColumn : ClientColumn)->setText(text);
}

void KernelPane::showMetrics(const End &server, const End &client)
{
    for (const End *end : {&server, &client}) {
        const bool hasMetrics = end->reading && end->reading->metrics;
        for (int line = RttLine; line < LineCount; ++line)
            setValue(line, end->side,
                     hasMetrics ? metricText(*end->reading->metrics, line) : tr("not observed"));
    }
}

/// Empty unless the end is in TIME_WAIT as of the row shown.
std::optional<KernelPane::TimeWait> KernelPane::timeWaitOf(const End &end) const
{
    if (!end.reading || end.reading->state != TcpState::TimeWait || !end.mark
        || end.mark->state != TcpState::TimeWait)
        return std::nullopt;
    const Journal &journal = m_readings.journal;
    const qint64 expiryMs = journal.at(end.readingRow).wallClockUs / 1000 + end.reading->timerMs;
    // While the kernel has it, the time is now; what is over, is as it was at the row.
    const quint32 connection = journal.at(end.readingRow).connection;
    const bool isRunning
        = m_readings.lifeLines.marks(connection, end.side).back().state == TcpState::TimeWait;
    const qint64 nowMs
        = isRunning ? QDateTime::currentMSecsSinceEpoch() : journal.at(moment()).wallClockUs / 1000;
    const int seconds = int(std::clamp<qint64>(expiryMs - nowMs + 999, 0, INT_MAX) / 1000);
    return TimeWait{seconds, isRunning && seconds > 0};
}

void KernelPane::showTimeWait(const End &server, const End &client)
{
    bool isShown = false;
    bool isRunning = false;
    for (const End *end : {&server, &client}) {
        const std::optional<TimeWait> left = timeWaitOf(*end);
        setValue(TimeWaitLine, end->side, left ? tr("%n second(s)", nullptr, left->seconds) : u"–"_s);
        isShown = isShown || left;
        isRunning = isRunning || (left && left->isRunning);
    }
    m_table->setRowHidden(TimeWaitLine, !isShown);
    if (isRunning && isVisible() && !m_countdown.isActive())
        m_countdown.start();
    else if (!isRunning)
        m_countdown.stop();
}

void KernelPane::tick()
{
    if (m_row < 0)
        return;
    const quint32 connection = m_readings.journal.at(m_row).connection;
    showTimeWait(endOf(connection, Side::Server), endOf(connection, Side::Client));
}

void KernelPane::showListener(const Event &event)
{
    const LifeLines &lines = m_readings.lifeLines;
    m_moment->setText(momentText(event));
    StateDiagramContent server;
    server.side = Side::Server;
    server.heading = (sideText(Side::Server) + u' ' + event.local.toString()).trimmed();
    server.isKnown = true;
    server.path = listenerPath(m_readings, event.endpoint, moment());
    if (!server.path.isEmpty()) {
        server.state = server.path.constLast().to;
        server.isObserved = server.path.constLast().isObserved;
    }
    if (!lines.isKernelObservable() && !server.isObserved)
        server.note = tr("the kernel cannot be asked here: states are concluded");
    StateDiagramContent client;
    client.side = Side::Client;
    client.heading = sideText(Side::Client);
    client.note = tr("none yet: a listening socket has no other end");
    m_diagrams[size_t(Side::Server)]->setContent(server);
    m_diagrams[size_t(Side::Client)]->setContent(client);

    QueueBarsContent queue;
    queue.side = Side::Server;
    queue.title = sideText(Side::Server);
    const qsizetype row = lastAtOrBefore(lines.listenerReadingRows(event.endpoint), moment());
    const auto reading = row < 0 ? nullptr : m_readings.journal.at(row).reading;
    queue.isListening = reading && reading->acceptQueue >= 0;
    if (queue.isListening) {
        queue.acceptQueue = reading->acceptQueue;
        queue.backlog = reading->backlog;
    } else {
        queue.note = tr("not observed");
    }
    QueueBarsContent none;
    none.side = Side::Client;
    none.title = sideText(Side::Client);
    none.note = tr("none yet");
    m_queues[size_t(Side::Server)]->setContent(queue);
    m_queues[size_t(Side::Client)]->setContent(none);
    for (int line = 0; line < LineCount; ++line) {
        for (const Side side : {Side::Server, Side::Client})
            setValue(line, side, u"–"_s); // it carries no segments of its own
    }
    m_table->setRowHidden(TimeWaitLine, true);
    m_pages->setCurrentIndex(1);
}

void KernelPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    divide();
}

void KernelPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh(); // also if nothing is new: a countdown goes on
}

void KernelPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_countdown.stop();
}

void KernelPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        resizeFonts();
    if (event->type() != QEvent::LanguageChange)
        return;
    retranslate();
    m_isStale = true;
    if (isVisible())
        refresh();
}

} // namespace bothends
