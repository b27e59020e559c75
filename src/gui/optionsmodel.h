// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal.h"
#include "core/optioninfo.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

namespace bothends {

/// The options of one socket: what they are now, and what was asked of them. All values come from Option and
/// Error events of the journal; to edit one only asks for it, and what comes of it is the next event. Lives
/// in the journal's thread; constant work per event.
class OptionsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, AskedColumn, PurposeColumn, ColumnCount };
    enum Role {
        OptionRole = Qt::UserRole + 1, ///< int: SocketOption
        OutcomeRole, ///< QString: whole sentences about what came of what was asked; may be empty
    };

    explicit OptionsModel(const Journal &journal, QObject *parent = nullptr);

    /// @param socket 0 = none @param isAlive its options can be set
    void setSocket(quint32 socket, Transport transport, bool isIpv6, bool isAlive);
    quint32 socket() const { return m_socket; }
    bool isAlive() const { return m_isAlive; }
    /// The journal knows a value of one of its options.
    bool hasValues() const;
    /// The engine that holds the socket has no such call.
    bool isNotOffered() const { return m_notOffered.contains(m_socket); }

    OptionInfo infoAt(int row) const { return optionInfo(m_options.at(row)); }
    /// The value that an editor begins with.
    OptionValue valueAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

    void retranslate();

signals:
    /// Somebody edited it. What becomes of that the journal will tell.
    void setRequested(bothends::SocketOption option, const bothends::OptionValue &value);

private:
    struct State
    {
        std::optional<OptionValue> now;
        std::optional<OptionValue> asked;
        std::optional<Error> error; ///< of the last call
    };
    void takeIn(qsizetype first, qsizetype last);
    const State *stateOf(SocketOption option) const;
    QString valueText(SocketOption option) const;
    QString askedText(SocketOption option) const;
    QString outcome(SocketOption option) const;

    const Journal &m_journal;
    QHash<quint32, QHash<SocketOption, State>> m_states; // by socket
    QSet<quint32> m_notOffered; // sockets
    quint32 m_socket = 0;
    bool m_isIpv6 = false;
    bool m_isAlive = false;
    QList<SocketOption> m_options;
};

} // namespace bothends
