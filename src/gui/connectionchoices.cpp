// SPDX-License-Identifier: MIT
#include "gui/connectionchoices.h"

#include "core/connectionindex.h"

#include <algorithm>

namespace bothends {

ConnectionChoices::ConnectionChoices(const ConnectionIndex &index, QObject *parent)
    : QAbstractListModel(parent)
    , m_index(index)
    , m_numbers{0}
{
    m_numbers.insert(m_numbers.end(), index.connections().begin(), index.connections().end());
    connect(&index, &ConnectionIndex::changed, this, &ConnectionChoices::update);
}

int ConnectionChoices::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_numbers.size());
}

QVariant ConnectionChoices::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const quint32 connection = m_numbers[size_t(index.row())];
    if (role == Qt::DisplayRole)
        return textOf(connection);
    return role == Qt::UserRole ? QVariant(connection) : QVariant();
}

QString ConnectionChoices::textOf(quint32 connection) const
{
    if (connection == 0)
        return tr("All connections");
    const ConnectionInfo info = m_index.info(connection);
    return info.client.isNull()
        ? tr("Connection #%1").arg(connection)
        : tr("Connection #%1 (%2)").arg(QString::number(connection), info.client.toString());
}

int ConnectionChoices::rowOf(quint32 connection) const
{
    const auto place = std::lower_bound(m_numbers.begin(), m_numbers.end(), connection);
    return place != m_numbers.end() && *place == connection ? int(place - m_numbers.begin()) : -1;
}

void ConnectionChoices::update(const QList<quint32> &changed)
{
    std::vector<quint32> added;
    int first = rowCount();
    int last = 0;
    for (const quint32 connection : changed) {
        const int row = rowOf(connection);
        if (row < 0)
            added.push_back(connection);
        else
            first = qMin(first, row);
        last = qMax(last, row);
    }
    if (first <= last)
        emit dataChanged(index(first), index(last), {Qt::DisplayRole});
    std::sort(added.begin(), added.end());
    for (auto from = added.begin(); from != added.end();) {
        const auto place = std::upper_bound(m_numbers.begin(), m_numbers.end(), *from);
        // All that go to the same place: nearly always those at the end.
        const auto to = place == m_numbers.end() ? added.end() : std::lower_bound(from, added.end(), *place);
        const int row = int(place - m_numbers.begin());
        beginInsertRows({}, row, row + int(to - from) - 1);
        m_numbers.insert(place, from, to);
        endInsertRows();
        from = to;
    }
}

void ConnectionChoices::retranslate()
{
    emit dataChanged(index(0), index(rowCount() - 1), {Qt::DisplayRole});
}

} // namespace bothends
