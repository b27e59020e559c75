// SPDX-License-Identifier: MIT
#include "gui/timelinemodel.h"

#include "core/eventtext.h"

#include <algorithm>

namespace bothends {

namespace {

// Enough bytes for kSentenceLimit characters of any encoding.
constexpr qsizetype kSentenceBytes = 4 * TimelineModel::kSentenceLimit;

bool makesListen(EventKind kind)
{
    return kind == EventKind::Socket || kind == EventKind::Bind || kind == EventKind::Listen;
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

TimelineModel::TimelineModel(const Journal &journal, const ConnectionIndex &connections,
                             const TextReading &reading, QObject *parent)
    : QAbstractListModel(parent)
    , m_journal(journal)
    , m_connections(connections)
    , m_reading(reading)
    , m_count(journal.size())
{
    connect(&journal, &Journal::appended, this, &TimelineModel::takeIn);
    connect(&reading, &TextReading::encodingChanged, this, &TimelineModel::announceText);
}

void TimelineModel::setConnection(quint32 connection)
{
    if (m_connection == connection)
        return;
    beginResetModel();
    m_connection = connection;
    m_rows = connection == 0 ? std::vector<qsizetype>() : collectRows(connection);
    endResetModel();
}

int TimelineModel::rowOf(qsizetype journalRow) const
{
    if (m_connection == 0)
        return journalRow >= 0 && journalRow < m_count ? int(journalRow) : -1;
    const auto it = std::lower_bound(m_rows.begin(), m_rows.end(), journalRow);
    return it != m_rows.end() && *it == journalRow ? int(it - m_rows.begin()) : -1;
}

QString TimelineModel::sentence(int row) const
{
    const Event &shown = eventAt(row);
    QString text;
    if (shown.bytes > 0)
        text = shortened(m_reading.rowText(journalRow(row), kSentenceBytes).display.text);
    return eventSentence(shown, text);
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return int(m_connection == 0 ? m_count : qsizetype(m_rows.size()));
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
    if (m_connection == 0) {
        beginInsertRows({}, int(first), int(last));
        m_count = last + 1;
        endInsertRows();
        return;
    }
    m_count = last + 1;
    std::vector<qsizetype> added;
    for (qsizetype row = first; row <= last; ++row) {
        const Event &event = m_journal.at(row);
        if (event.connection != m_connection)
            continue;
        added.push_back(row);
        if (event.kind == EventKind::Accept) { // now it is known which server belongs to it
            beginResetModel();
            m_rows = collectRows(m_connection);
            endResetModel();
            return;
        }
    }
    if (added.empty())
        return;
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + added.size()) - 1);
    m_rows.insert(m_rows.end(), added.begin(), added.end());
    endInsertRows();
}

void TimelineModel::announceText(quint32 connection)
{
    const std::vector<qsizetype> &changed = m_connections.rows(connection);
    if (changed.empty() || (m_connection != 0 && m_connection != connection))
        return;
    const int first = rowOf(changed.front());
    const int last = rowOf(changed.back());
    if (first >= 0 && last >= first)
        emit dataChanged(index(first), index(last), {Qt::DisplayRole, Qt::AccessibleTextRole});
}

std::vector<qsizetype> TimelineModel::collectRows(quint32 connection) const
{
    std::vector<qsizetype> rows = m_connections.rows(connection);
    const auto accept = std::find_if(rows.begin(), rows.end(), [this](qsizetype row) {
        return m_journal.at(row).kind == EventKind::Accept;
    });
    if (accept == rows.end())
        return rows;
    const std::vector<qsizetype> listening = listeningRows(*accept);
    rows.insert(rows.end(), listening.begin(), listening.end());
    std::sort(rows.begin(), rows.end());
    return rows;
}

// The accepted socket has a number of its own; the listening one is that of the last listen() before.
std::vector<qsizetype> TimelineModel::listeningRows(qsizetype acceptRow) const
{
    std::vector<qsizetype> found;
    const std::vector<qsizetype> &free = m_connections.rows(0);
    const quint32 endpoint = m_journal.at(acceptRow).endpoint;
    quint32 socket = 0;
    bool isFound = false;
    for (auto it = std::lower_bound(free.begin(), free.end(), acceptRow); it != free.begin();) {
        const Event &event = m_journal.at(*--it);
        if (event.side != Side::Server || event.endpoint != endpoint || !makesListen(event.kind))
            continue;
        if (!isFound && event.kind != EventKind::Listen)
            continue;
        if (isFound && event.socket != socket)
            break; // of an earlier start of the server
        isFound = true;
        socket = event.socket;
        found.push_back(*it);
        if (event.kind == EventKind::Socket)
            break;
    }
    return found;
}

} // namespace bothends
