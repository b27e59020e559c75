// SPDX-License-Identifier: MIT
#include "gui/acceptqueuemodel.h"

#include <iterator>

namespace bothends {

AcceptQueueModel::AcceptQueueModel(const Journal &journal, QObject *parent)
    : QAbstractListModel(parent)
    , m_journal(journal)
{
    connect(&journal, &Journal::appended, this, &AcceptQueueModel::takeIn);
}

void AcceptQueueModel::setServer(quint32 endpoint)
{
    if (m_endpoint == endpoint)
        return;
    m_endpoint = endpoint;
    clear();
    emit changed();
}

void AcceptQueueModel::clear()
{
    beginResetModel();
    m_occupants.clear();
    m_length = -1;
    m_backlog = -1;
    endResetModel();
}

void AcceptQueueModel::takeIn(qsizetype first, qsizetype last)
{
    const PackedEvents &events = m_journal.events();
    bool isNews = false;
    for (qsizetype row = first; row <= last; ++row) {
        if (events.kind(row) == EventKind::Accept || events.origin(row) == Origin::Kernel)
            isNews = learn(m_journal.at(row)) || isNews;
    }
    if (isNews)
        emit changed();
}

bool AcceptQueueModel::learn(const Event &event)
{
    if (event.origin == Origin::Kernel && event.kind == EventKind::State && !event.reading) {
        m_isObservable = false;
        return true;
    }
    if (event.side != Side::Server || event.endpoint != m_endpoint || m_endpoint == 0)
        return false;
    if (event.kind == EventKind::Accept) {
        remove(event.connection);
        return true;
    }
    if (!event.reading)
        return false;
    const KernelReading &reading = *event.reading;
    if (event.connection != 0) {
        const bool isWaiting = !reading.hasOwner
            && (reading.state == TcpState::Established || reading.state == TcpState::CloseWait);
        if (isWaiting)
            put(event.connection, {event.peer, reading.unread, reading.state == TcpState::CloseWait});
        else
            remove(event.connection);
        return false;
    }
    if (reading.state != TcpState::Listen) {
        clear();
        return true;
    }
    m_length = reading.acceptQueue;
    m_backlog = reading.backlog;
    return true;
}

void AcceptQueueModel::put(quint32 connection, const Occupant &occupant)
{
    const auto it = m_occupants.lower_bound(connection);
    const int row = int(std::distance(m_occupants.begin(), it));
    if (it != m_occupants.end() && it->first == connection) {
        it->second = occupant;
        emit dataChanged(index(row), index(row));
        return;
    }
    beginInsertRows({}, row, row);
    m_occupants.emplace_hint(it, connection, occupant);
    endInsertRows();
}

void AcceptQueueModel::remove(quint32 connection)
{
    const auto it = m_occupants.find(connection);
    if (it == m_occupants.end())
        return;
    const int row = int(std::distance(m_occupants.begin(), it));
    beginRemoveRows({}, row, row);
    m_occupants.erase(it);
    endRemoveRows();
}

void AcceptQueueModel::retranslate()
{
    if (!m_occupants.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

int AcceptQueueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_occupants.size());
}

QVariant AcceptQueueModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)
        || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    const auto &[connection, occupant] = *std::next(m_occupants.begin(), index.row());
    const QString who = QStringLiteral("#%1 %2").arg(QString::number(connection), occupant.peer.toString());
    const int unread = int(qMin<qint64>(occupant.unread, INT_MAX));
    if (occupant.hasEnded)
        return tr("%1: %n byte(s) wait, and it has closed", nullptr, unread).arg(who);
    return unread > 0 ? tr("%1: %n byte(s) wait already", nullptr, unread).arg(who) : who;
}

} // namespace bothends
