// SPDX-License-Identifier: MIT
#pragma once

#include "core/lifelines.h"

#include <QWidget>

#include <array>

class QLabel;
class QTableWidget;

namespace bothends {

/// What the kernel told of one end of a conversation that is not TCP's.
struct SocketFactsEnd
{
    QString heading;
    QString note; ///< instead of values, when there are none
    QString name; ///< the address, the path, or the inode of a socket without a name
    std::optional<LifeMark> mark;
    std::shared_ptr<const KernelReading> reading; ///< null = the kernel was not asked
};

struct SocketFactsContent
{
    Transport transport = Transport::Udp;
    QString moment;
    std::array<SocketFactsEnd, 2> ends; ///< by side
};

/// The kernel's view of sockets that have no state machine: a table of both ends, with what each value tells,
/// and one sentence that says why there is no diagram. Only what the kernel shows is claimed.
class SocketFacts : public QWidget
{
    Q_OBJECT
public:
    explicit SocketFacts(QWidget *parent = nullptr);

    void setContent(const SocketFactsContent &content);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void resizeFonts();
    void fill();
    void addLine(const QString &name, const QString &server, const QString &client, const QString &meaning);
    template <typename Value> void addLine(const QString &name, const QString &meaning, Value value);

    SocketFactsContent m_content;
    QLabel *m_moment = nullptr;
    QLabel *m_why = nullptr;
    QTableWidget *m_table = nullptr;
};

} // namespace bothends
