// SPDX-License-Identifier: MIT
#pragma once

#include "core/readings.h"
#include "core/socketlist.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace bothends {

class OptionsModel;
class Session;

/// The Socket options page of the inspector: the socket that a row is about, and a table of its options with
/// what they are now, what was asked, and what the kernel made of that. It asks the socket when it is shown
/// for the first time (one option at first, because not every engine answers) and when Refresh is pressed;
/// answers come as events. Hidden it asks nothing. In the
/// journal's thread.
class OptionsPane : public QWidget
{
    Q_OBJECT
public:
    OptionsPane(const Readings &readings, Session &session, QWidget *parent = nullptr);

    /// @param row of the journal; -1 = none is selected
    void showRow(qsizetype row);
    /// The session is over: its sockets are gone, whatever its last events say.
    void setStored(bool isStored);

    QSize minimumSizeHint() const override;

public slots:
    /// Asks for every option that can be asked without harm.
    void refresh();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void retranslate();
    void resizeFonts();
    void follow();
    void take();
    void hear();
    void askFrom(int row);
    void ask(SocketOption option);
    void set(SocketOption option, const OptionValue &value);
    void tellAboutCurrent();
    quint32 socketOf(qsizetype row) const;
    const SocketInfo *info() const;
    QString socketText(const SocketInfo &socket) const;
    QString emptyText() const;

    const Readings m_readings;
    Session &m_session;
    SocketList m_sockets;
    OptionsModel *m_model;
    QLabel *m_socketLabel = nullptr;
    QPushButton *m_refresh = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_detail = nullptr;
    QLabel *m_empty = nullptr;
    qsizetype m_row = -1;
    bool isAlive(const SocketInfo &socket) const;

    bool m_isStored = false;
    bool m_isProbing = false; ///< one option was asked for, to see whether somebody answers
};

} // namespace bothends
