// SPDX-License-Identifier: MIT
#include "gui/timelinemodel.h"

#include "core/eventtext.h"

#include <algorithm>
#include <iterator>

namespace bothends {

namespace {

// Enough bytes for kSentenceLimit characters of any encoding.
constexpr qsizetype kSentenceBytes = 4 * TimelineModel::kSentenceLimit;

constexpr int kFirstRows = 16; // in which a connection tells whose it is

bool makesListen(EventKind kind)
{
    return kind == EventKind::Socket || kind == EventKind::Bind || kind == EventKind::Listen;
}

bool isListeningRow(const Event &event)
{
    return event.connection == 0 && makesListen(event.kind);
}

// The last of the calls after which a client can be served.
bool completesListening(const Event &event)
{
    return event.kind == (isStream(event.transport) ? EventKind::Listen : EventKind::Bind);
}

// An end that appears tells whose it is: it was accepted, or the kernel has it, or somebody sent to the one
// socket of a server of datagrams.
bool tellsServer(const Event &event)
{
    return event.kind == EventKind::Accept || event.kind == EventKind::State || !isStream(event.transport);
}

QString shortened(QString text)
{
    if (text.size() <= TimelineModel::kSentenceLimit)
        return text;
    qsizetype end = TimelineModel::kSentenceLimit;
    if (text[end - 1].isHighSurrogate())
        --end;
    text.truncate(end);
    return text + u'…';
}

} // namespace

TimelineModel::TimelineModel(const Readings &readings, QObject *parent)
    : QAbstractListModel(parent)
    , m_readings(readings)
    , m_blockedCalls(readings.journal)
{
    adoptAll();
    connect(&readings.journal, &Journal::appended, this, &TimelineModel::takeIn);
    connect(&readings.texts, &TextReading::encodingChanged, this, &TimelineModel::announceText);
}

void TimelineModel::setConnection(quint32 connection)
{
    if (m_connection == connection)
        return;
    beginResetModel();
    m_connection = connection;
    if (connection == 0)
        adoptAll();
    else
        adopt(collectRows(connection));
    m_hasListeningRows = connection != 0 && m_rows.count() > 0 && isListeningRow(eventAt(0));
    endResetModel();
}

// Before it is accepted, the kernel's rows of the server's end tell which server it waits for.
quint32 TimelineModel::serverOf(quint32 connection) const
{
    if (const quint32 listener = lifeLines().listenerOf(connection); listener != 0)
        return listener;
    const RowSpan own = connections().rows(connection);
    const auto end = own.begin() + std::min<qptrdiff>(kFirstRows, qptrdiff(own.size()));
    for (auto it = own.begin(); it != end; ++it) {
        const Event &event = journal().at(*it);
        if (event.side == Side::Server && !lifeLines().listenerMarks(event.endpoint).empty())
            return event.endpoint;
    }
    return 0;
}

Transport TimelineModel::transportOf(quint32 connection) const
{
    if (connection != 0) {
        const RowSpan own = connections().rows(connection);
        return own.empty() ? Transport::Tcp : journal().at(own.front()).transport;
    }
    const std::vector<LifeMark> &marks = lifeLines().listenerMarks(lifeLines().lastListener());
    return marks.empty() ? Transport::Tcp : journal().at(marks.back().row).transport;
}

// How many bytes wait at an end changes all the time; the arrows say it.
bool TimelineModel::isShown(qsizetype journalRow) const
{
    const PackedEvents &events = journal().events();
    return events.kind(journalRow) != EventKind::Queues || events.connection(journalRow) == 0;
}

void TimelineModel::adoptAll()
{
    m_rows.clear();
    m_groups.clear();
    for (qsizetype row = 0; row < journal().size(); ++row) {
        if (isShown(row) && m_groups.take(row, journal()) < 0)
            m_rows.append(row);
    }
}

// Takes these rows of the journal as they are shown, some of them together in one.
void TimelineModel::adopt(const std::vector<qsizetype> &shown)
{
    m_rows.clear();
    m_groups.clear();
    for (const qsizetype row : shown) {
        if (m_groups.take(row, journal()) < 0)
            m_rows.append(row);
    }
}

std::optional<RowGroups::Group> TimelineModel::groupAt(int row) const
{
    return m_groups.groupOf(journalRow(row), eventAt(row));
}

int TimelineModel::rowAtOrAfter(qsizetype journalRow) const
{
    return int(m_rows.placeOf(journalRow));
}

int TimelineModel::rowOf(qsizetype journalRow) const
{
    if (m_rows.contains(journalRow))
        return int(m_rows.placeOf(journalRow));
    if (journalRow < 0 || journalRow >= journal().size())
        return -1;
    const auto group = m_groups.groupOf(journalRow, journal().at(journalRow));
    return group && group->first != journalRow ? rowOf(group->first) : -1;
}

QString TimelineModel::sentence(int row) const
{
    const Event &shown = eventAt(row);
    QString text;
    if (shown.bytes > 0)
        text = shortened(reading().rowText(journalRow(row), kSentenceBytes).display.text);
    const QString sentence = eventSentence(shown, text);
    const std::optional<RowGroups::Group> group = groupAt(row);
    return group ? tr("%1, and %n more like it", nullptr, group->count - 1).arg(sentence) : sentence;
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return int(m_rows.count());
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return sentence(index.row());
    case JournalRowRole:
        return qlonglong(journalRow(index.row()));
    case ConnectionRole:
        return eventAt(index.row()).connection;
    default:
        return {};
    }
}

QHash<int, QByteArray> TimelineModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert(JournalRowRole, "journalRow");
    names.insert(ConnectionRole, "connection");
    return names;
}

void TimelineModel::takeIn(qsizetype first, qsizetype last)
{
    std::vector<qsizetype> shown;
    for (qsizetype row = first; row <= last; ++row) {
        if ((m_connection != 0 && journal().events().connection(row) != m_connection) || !isShown(row))
            continue;
        shown.push_back(row);
        if (m_connection == 0 || m_hasListeningRows)
            continue;
        const Event event = journal().at(row);
        if (event.side != Side::Server || !tellsServer(event))
            continue;
        const std::vector<qsizetype> all = collectRows(m_connection);
        if (!isListeningRow(journal().at(all.front())))
            continue;
        beginResetModel(); // now it is known which server belongs to it
        adopt(all);
        m_hasListeningRows = true;
        endResetModel();
        return;
    }
    std::vector<qsizetype> added;
    std::vector<qsizetype> grown; // groups, by their first rows
    for (const qsizetype row : shown) {
        const qsizetype group = m_groups.take(row, journal());
        if (group < 0)
            added.push_back(row);
        else if (group < first && (grown.empty() || grown.back() != group))
            grown.push_back(group);
    }
    if (!added.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + int(added.size()) - 1);
        for (const qsizetype row : added)
            m_rows.append(row);
        endInsertRows();
    }
    std::sort(grown.begin(), grown.end());
    grown.erase(std::unique(grown.begin(), grown.end()), grown.end());
    for (const qsizetype group : grown) {
        const QModelIndex changed = index(rowAtOrAfter(group));
        emit dataChanged(changed, changed, {Qt::DisplayRole, Qt::AccessibleTextRole});
    }
}

void TimelineModel::announceText(quint32 connection)
{
    const RowSpan changed = connections().rows(connection);
    if (changed.empty() || (m_connection != 0 && m_connection != connection))
        return;
    const int first = rowAtOrAfter(changed.front());
    const int last = rowAtOrAfter(changed.back() + 1) - 1;
    if (last >= first)
        emit dataChanged(index(first), index(last), {Qt::DisplayRole, Qt::AccessibleTextRole});
}

std::vector<qsizetype> TimelineModel::collectRows(quint32 connection) const
{
    std::vector<qsizetype> rows;
    const RowSpan own = connections().rows(connection);
    std::copy_if(own.begin(), own.end(), std::back_inserter(rows),
                 [this](qsizetype row) { return isShown(row); });
    const quint32 server = serverOf(connection);
    const auto serverRow = std::find_if(rows.begin(), rows.end(), [this, server](qsizetype row) {
        return journal().events().side(row) == Side::Server && journal().events().endpoint(row) == server;
    });
    if (server == 0 || serverRow == rows.end())
        return rows;
    std::vector<qsizetype> listening = listeningRows(server, *serverRow);
    if (listening.empty())
        return rows;
    addKernelRows(listening, server, listening.front(), rows.front(), *serverRow);
    rows.insert(rows.end(), listening.begin(), listening.end());
    std::sort(rows.begin(), rows.end());
    return rows;
}

// The accepted socket has a number of its own; the listening one is that of the last listen() before.
std::vector<qsizetype> TimelineModel::listeningRows(quint32 server, qsizetype serverRow) const
{
    std::vector<qsizetype> found;
    const RowSpan free = connections().rows(0);
    quint32 socket = 0;
    for (auto it = std::lower_bound(free.begin(), free.end(), serverRow); it != free.begin();) {
        const Event &event = journal().at(*--it);
        if (event.side != Side::Server || event.endpoint != server || !makesListen(event.kind))
            continue;
        if (found.empty() && !completesListening(event))
            continue;
        if (!found.empty() && event.socket != socket)
            break; // of an earlier start of the server
        socket = event.socket;
        found.push_back(*it);
        if (event.kind == EventKind::Socket)
            break;
    }
    return found;
}

// What the kernel said of the listening socket: that it listens, and its accept queue while the connection
// went through it. A queue of thousands is not the story of this one.
void TimelineModel::addKernelRows(std::vector<qsizetype> &rows, quint32 server, qsizetype listenRow,
                                  qsizetype connectRow, qsizetype serverRow) const
{
    const RowSpan readings = lifeLines().listenerReadingRows(server);
    const auto add = [&](qsizetype from, qsizetype to, EventKind kind) {
        auto it = std::lower_bound(readings.begin(), readings.end(), from);
        for (int count = 0; it != readings.end() && *it < to && count < kFirstRows; ++it, ++count) {
            if (journal().at(*it).kind == kind)
                rows.push_back(*it);
        }
    };
    add(listenRow, serverRow, EventKind::State);
    add(connectRow, serverRow, EventKind::Queues);
}

} // namespace bothends
