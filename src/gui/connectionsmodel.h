// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal.h"
#include "gui/throttle.h"
#include "net/status.h"

#include <QAbstractTableModel>
#include <QHash>

namespace bothends {

/// The connections that one side of ours holds, as they stand now; newest last. Ended ones stay visible
/// for a while so that one sees what became of them. Rows are what they are at once; that a row is different
/// is announced a few times a second, because a view takes that to heart. Lives in the GUI thread.
class ConnectionsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Number, Peer, State, In, Out, Queue, ColumnCount };

    explicit ConnectionsModel(Side side, QObject *parent = nullptr);

    /// Takes those of its side; others are ignored.
    void update(const QList<ConnectionStatus> &connections);

    /// From now on the state column shows the kernel's TCP state of these ends, where it was reported.
    void follow(const Journal &journal);

    const ConnectionStatus *status(const QModelIndex &index) const;
    const ConnectionStatus *find(quint32 connection) const;
    QModelIndex indexOf(quint32 connection) const;
    /// How many are open (or closing).
    int openCount() const { return m_openCount; }
    QList<ConnectionStatus> open() const;
    qint64 queuedBytes() const;
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    static QString stateText(ConnectionStatus::State state);

private:
    static constexpr int kMaxEnded = 200;

    void dropEnded(int keep);
    void announce(int first, int last);
    void announceWaiting();
    void learnStates(const Journal &journal, qsizetype first, qsizetype last);

    Side m_side;
    QList<ConnectionStatus> m_rows; // ordered by connection number
    QHash<quint32, TcpState> m_tcpStates; // by connection, while the kernel has the socket
    int m_openCount = 0;
    Throttle m_announcing;
    int m_firstChanged = INT_MAX; // rows that wait to be announced
    int m_lastChanged = -1;
};

} // namespace bothends
