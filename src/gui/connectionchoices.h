// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>

#include <vector>

namespace bothends {

class ConnectionIndex;

/// What can be shown: all connections, then each by its number. The texts are made when they are asked for,
/// since there may be a million of them. Lives in the GUI thread.
class ConnectionChoices : public QAbstractListModel
{
    Q_OBJECT
public:
    /// @param index outlives this
    explicit ConnectionChoices(const ConnectionIndex &index, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    /// Qt::UserRole is the connection's number; 0 = all.
    QVariant data(const QModelIndex &index, int role) const override;
    /// -1 = there is no such connection.
    int rowOf(quint32 connection) const;
    void retranslate();

private:
    void update(const QList<quint32> &changed);
    QString textOf(quint32 connection) const;

    const ConnectionIndex &m_index;
    std::vector<quint32> m_numbers; // rising; 0 is the first
};

} // namespace bothends
