// SPDX-License-Identifier: MIT
#pragma once

#include "core/statepath.h"

#include <QTimer>
#include <QWidget>

#include <array>

class QLabel;
class QScrollArea;
class QStackedWidget;
class QTableWidget;

namespace bothends {

class QueueBars;
class SocketFacts;
class StateDiagram;
struct SocketFactsEnd;

/// The Kernel part of the inspector: the TCP state machine of each end, what waits in the kernel, and the
/// values of TCP_INFO that teach; of other sockets, the little that the kernel tells. All as of one row of
/// the journal. If that row was the newest of its connection when it was chosen, the pane goes with the
/// journal. Hidden it does nothing. The work does not depend on the length of the journal. In the GUI thread;
/// `readings` must outlive it.
class KernelPane : public QWidget
{
    Q_OBJECT
public:
    explicit KernelPane(const Readings &readings, QWidget *parent = nullptr);

    /// @param row of the journal; -1 = none is selected
    void showRow(qsizetype row);
    qsizetype row() const { return m_row; }
    /// It shows the newest state and goes with the journal.
    bool isLive() const { return m_isLive; }
    /// A TIME_WAIT is being counted down, once a second.
    bool isCountingDown() const { return m_countdown.isActive(); }

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// What the pane knows of one end; from the journal, as of the row shown.
    struct End
    {
        Side side = Side::Server;
        Address address;
        bool isOurs = false;
        bool isHere = false; ///< on this machine
        bool isProven = false; ///< somebody is there; a refused connection has no other end
        qsizetype readingRow = -1;
        std::shared_ptr<const KernelReading> reading;
        std::optional<LifeMark> mark;
    };
    struct TimeWait
    {
        int seconds = 0; ///< left
        bool isRunning = false; ///< else it is over, and that is what was left at the row
    };
    using Fingerprint = std::array<qsizetype, 8>;

    void build();
    void retranslate();
    void resizeFonts();
    void divide();
    void follow();
    void refresh();
    void tick();
    qsizetype moment() const;
    Fingerprint fingerprint() const;
    void showEmpty(const QString &text);
    void showConnection(quint32 connection);
    void showListener(const Event &event);
    void showFacts(const Event &event);
    SocketFactsEnd factsOf(const Event &event, Side side) const;
    quint32 serverOf(const Event &event) const;
    QString momentText(const Event &event) const;
    End endOf(quint32 connection, Side side) const;
    QString heading(const End &end) const;
    QString noteOf(const End &end, const QList<PathStep> &path) const;
    void showDiagram(quint32 connection, const End &end);
    void showQueues(const End &server, const End &client);
    void showMetrics(const End &server, const End &client);
    void showTimeWait(const End &server, const End &client);
    std::optional<TimeWait> timeWaitOf(const End &end) const;
    void setValue(int line, Side side, const QString &text);

    const Readings m_readings;
    QStackedWidget *m_pages = nullptr;
    SocketFacts *m_facts = nullptr;
    QLabel *m_empty = nullptr;
    QLabel *m_moment = nullptr;
    QScrollArea *m_machines = nullptr;
    std::array<StateDiagram *, 2> m_diagrams{};
    std::array<QueueBars *, 2> m_queues{};
    QTableWidget *m_table = nullptr;
    QTimer m_countdown;
    qsizetype m_row = -1;
    bool m_isLive = false;
    bool m_isStale = true;
    Fingerprint m_shown{};
};

} // namespace bothends
