// SPDX-License-Identifier: MIT
#include "gui/connectionsmodel.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kPauseMs = 60;

bool isEnded(const ConnectionStatus &status)
{
    return status.state == ConnectionStatus::State::Closed;
}

bool isLive(const ConnectionStatus &status)
{
    return status.state == ConnectionStatus::State::Open || status.state == ConnectionStatus::State::Closing;
}

auto placeOf(auto &rows, quint32 connection)
{
    return std::lower_bound(
        rows.begin(), rows.end(), connection,
        [](const ConnectionStatus &row, quint32 wanted) { return row.connection < wanted; });
}

} // namespace

ConnectionsModel::ConnectionsModel(Side side, QObject *parent)
    : QAbstractTableModel(parent)
    , m_side(side)
    , m_announcing(
          kPauseMs, [this] { announceWaiting(); }, this)
{
}

void ConnectionsModel::update(const QList<ConnectionStatus> &connections)
{
    QList<ConnectionStatus> added;
    int firstChanged = INT_MAX;
    int lastChanged = -1;
    for (const ConnectionStatus &status : connections) {
        if (status.side != m_side)
            continue;
        const auto it = placeOf(m_rows, status.connection);
        if (it == m_rows.end() || it->connection != status.connection) {
            added << status;
            continue;
        }
        m_openCount += int(isLive(status)) - int(isLive(*it));
        *it = status;
        const int row = int(it - m_rows.begin());
        firstChanged = qMin(firstChanged, row);
        lastChanged = qMax(lastChanged, row);
    }
    if (lastChanged >= 0)
        announce(firstChanged, lastChanged);
    if (!added.isEmpty()) {
        std::sort(added.begin(), added.end(), [](const ConnectionStatus &a, const ConnectionStatus &b) {
            return a.connection < b.connection;
        });
        qsizetype taken = 0;
        while (taken < added.size()) {
            // A run that fits between two rows goes in at once; nearly always that is all of it, at the end.
            const auto place = placeOf(m_rows, added.at(taken).connection);
            const int row = int(place - m_rows.begin());
            qsizetype end = taken + 1;
            while (end < added.size()
                   && (place == m_rows.end() || added.at(end).connection < place->connection))
                ++end;
            beginInsertRows({}, row, row + int(end - taken) - 1);
            for (qsizetype i = taken; i < end; ++i) {
                m_openCount += int(isLive(added.at(i)));
                m_rows.insert(row + int(i - taken), added.at(i));
            }
            endInsertRows();
            if (row <= m_lastChanged)
                m_lastChanged += int(end - taken);
            taken = end;
        }
    }
    dropEnded(kMaxEnded);
}

void ConnectionsModel::follow(const Journal &journal)
{
    connect(&journal, &Journal::appended, this,
            [this, &journal](qsizetype first, qsizetype last) { learnStates(journal, first, last); });
}

void ConnectionsModel::learnStates(const Journal &journal, qsizetype first, qsizetype last)
{
    int firstChanged = INT_MAX;
    int lastChanged = -1;
    for (qsizetype row = first; row <= last; ++row) {
        if (journal.events().kind(row) != EventKind::State || journal.events().side(row) != m_side)
            continue;
        const Event &event = journal.at(row);
        if (!event.reading || event.connection == 0)
            continue;
        if (event.reading->state == TcpState::Closed)
            m_tcpStates.remove(event.connection);
        else
            m_tcpStates.insert(event.connection, event.reading->state);
        if (const QModelIndex place = indexOf(event.connection); place.isValid()) {
            firstChanged = qMin(firstChanged, place.row());
            lastChanged = qMax(lastChanged, place.row());
        }
    }
    if (lastChanged >= 0)
        announce(firstChanged, lastChanged);
}

void ConnectionsModel::announce(int first, int last)
{
    m_firstChanged = qMin(m_firstChanged, first);
    m_lastChanged = qMax(m_lastChanged, last);
    m_announcing.request();
}

void ConnectionsModel::announceWaiting()
{
    const int first = std::exchange(m_firstChanged, INT_MAX);
    const int last = std::exchange(m_lastChanged, -1);
    if (first <= last)
        emit dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

void ConnectionsModel::dropEnded(int keep)
{
    qsizetype ended = std::count_if(m_rows.cbegin(), m_rows.cend(), isEnded);
    if (ended <= keep + keep / 2)
        return; // in one go now and then, not one by one
    for (int row = 0; row < m_rows.size() && ended > keep;) {
        if (!isEnded(m_rows.at(row))) {
            ++row;
            continue;
        }
        int last = row;
        while (last + 1 < m_rows.size() && isEnded(m_rows.at(last + 1)) && ended - (last + 1 - row) > keep)
            ++last;
        beginRemoveRows({}, row, last);
        m_rows.remove(row, last - row + 1);
        endRemoveRows();
        m_firstChanged = qMin(m_firstChanged, row);
        m_lastChanged = qMin(m_lastChanged, int(m_rows.size()) - 1);
        ended -= last - row + 1;
    }
}

const ConnectionStatus *ConnectionsModel::status(const QModelIndex &index) const
{
    return index.isValid() && index.row() < m_rows.size() ? &m_rows.at(index.row()) : nullptr;
}

const ConnectionStatus *ConnectionsModel::find(quint32 connection) const
{
    return status(indexOf(connection));
}

QModelIndex ConnectionsModel::indexOf(quint32 connection) const
{
    const auto it = placeOf(m_rows, connection);
    return it != m_rows.cend() && it->connection == connection ? index(int(it - m_rows.cbegin()), 0)
                                                               : QModelIndex();
}

QList<ConnectionStatus> ConnectionsModel::open() const
{
    QList<ConnectionStatus> result;
    for (const ConnectionStatus &status : m_rows) {
        if (status.state == ConnectionStatus::State::Open)
            result << status;
    }
    return result;
}

qint64 ConnectionsModel::queuedBytes() const
{
    qint64 sum = 0;
    for (const ConnectionStatus &status : m_rows)
        sum += status.queuedBytes;
    return sum;
}

void ConnectionsModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, ColumnCount - 1));
}

int ConnectionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ConnectionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ConnectionsModel::data(const QModelIndex &index, int role) const
{
    const ConnectionStatus *row = status(index);
    if (!row)
        return {};
    if (role == Qt::TextAlignmentRole && index.column() >= In)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == Queue && row->queuedBytes > 0)
        return tr("%n byte(s) wait here because the peer does not read them.", nullptr,
                  int(qMin<qint64>(row->queuedBytes, INT_MAX)));
    if (role != Qt::DisplayRole)
        return {};
    const QLocale locale;
    switch (index.column()) {
    case Number:
        return row->connection;
    case Peer:
        return row->peer.toString();
    case State:
        return m_tcpStates.contains(row->connection) ? tcpStateName(m_tcpStates.value(row->connection))
                                                     : stateText(row->state);
    case In:
        return locale.toString(row->receivedBytes);
    case Out:
        return locale.toString(row->sentBytes);
    case Queue:
        return locale.toString(row->queuedBytes);
    default:
        return {};
    }
}

QVariant ConnectionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= In ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Queue)
        return tr("Bytes written here that the kernel has not taken yet, because the peer does not read.");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return u"#"_s;
    case Peer:
        return m_side == Side::Server ? tr("Peer") : tr("Server");
    case State:
        return tr("State");
    case In:
        return tr("In");
    case Out:
        return tr("Out");
    case Queue:
        return tr("Queue");
    default:
        return {};
    }
}

QString ConnectionsModel::stateText(ConnectionStatus::State state)
{
    switch (state) {
    case ConnectionStatus::State::Connecting:
        return tr("connecting");
    case ConnectionStatus::State::Open:
        return tr("open");
    case ConnectionStatus::State::Closing:
        return tr("closing");
    case ConnectionStatus::State::Closed:
        return tr("closed");
    }
    return {};
}

} // namespace bothends
