// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal.h"

#include <QAbstractListModel>

#include <map>

namespace bothends {

/// Who waits in the accept queue of one server of ours, as the kernel reported it in the journal: one row for
/// each connection that is established but not yet accepted. Lives in the journal's thread.
class AcceptQueueModel : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit AcceptQueueModel(const Journal &journal, QObject *parent = nullptr);

    /// From now on the queue of this server; 0 = none.
    void setServer(quint32 endpoint);

    /// Connections that wait, in the kernel's count; -1 = not known. May exceed rowCount() until all are told
    /// apart.
    int length() const { return m_length; }
    /// How many may wait: the backlog and one more, as Linux admits; -1 = not known.
    int capacity() const { return m_backlog < 0 ? -1 : m_backlog + 1; }
    /// False where the kernel cannot be asked.
    bool isObservable() const { return m_isObservable; }
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

signals:
    /// length() or capacity() is different now.
    void changed();

private:
    struct Occupant
    {
        Address peer;
        qint64 unread = 0; ///< bytes that the client has sent already
        bool hasEnded = false; ///< it has closed its direction (CLOSE_WAIT)
    };
    void takeIn(qsizetype first, qsizetype last);
    bool learn(const Event &event);
    void put(quint32 connection, const Occupant &occupant);
    void remove(quint32 connection);
    void clear();

    const Journal &m_journal;
    quint32 m_endpoint = 0;
    int m_length = -1;
    int m_backlog = -1;
    bool m_isObservable = true;
    std::map<quint32, Occupant> m_occupants; // by connection: the order in which they came
};

} // namespace bothends
