// SPDX-License-Identifier: MIT
#include "gui/socketfacts.h"

#include "core/eventtext.h"
#include "gui/fonts.h"
#include "gui/widgets.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>

#include <climits>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

enum Column { NameColumn, ServerColumn, ClientColumn, MeaningColumn, ColumnCount };

constexpr qreal kSmall = 0.87; // of the font

QString bytesText(qint64 bytes)
{
    return SocketFacts::tr("%1 byte(s)", nullptr, int(qMin<qint64>(bytes, INT_MAX)))
        .arg(QLocale().toString(bytes));
}

QString whyText(Transport transport)
{
    if (transport == Transport::LocalStream) {
        return SocketFacts::tr(
            "A local stream stays within this machine: nothing is on its way, so it needs no "
            "handshake and no FIN, and has no state diagram like TCP’s.");
    }
    if (isIcmp(transport)) {
        return SocketFacts::tr(
            "ICMP has no connections: there is no handshake and no FIN, and hence no state "
            "diagram.");
    }
    return SocketFacts::tr(
        "Datagrams need no connection: there is no handshake and no FIN, and hence no state "
        "diagram. A socket has a peer (after connect()) or it has none.");
}

QString stateMeaning(Transport transport)
{
    return isStream(transport)
        ? SocketFacts::tr("LISTEN: waits for clients; ESTABLISHED: has a peer; UNCONN: has none")
        : SocketFacts::tr("UNCONN: takes datagrams from anybody; ESTABLISHED: only from its peer");
}

QString unreadMeaning(Transport transport)
{
    switch (transport) {
    case Transport::LocalStream:
        return SocketFacts::tr("bytes that arrived and that the program has not read");
    case Transport::LocalDatagram:
        return SocketFacts::tr("bytes of the datagram that comes next");
    default:
        return SocketFacts::tr("memory that waiting datagrams take in the kernel, more than their bytes");
    }
}

} // namespace

SocketFacts::SocketFacts(QWidget *parent)
    : QWidget(parent)
{
    build();
    resizeFonts();
}

void SocketFacts::build()
{
    m_moment = plainLabel(u"factsMoment"_s, this);
    m_why = plainLabel(u"factsWhy"_s, this);
    m_table = new QTableWidget(0, ColumnCount, this);
    m_table->setObjectName(u"factsTable"_s);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    prepareFactTable(m_table, MeaningColumn);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 2, 2, 2);
    layout->setSpacing(3);
    layout->addWidget(m_moment);
    layout->addWidget(m_why);
    layout->addWidget(m_table, 1);
    setFocusProxy(m_table);
}

void SocketFacts::resizeFonts()
{
    const QFont small = scaledFont(font(), kSmall);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_moment, m_why, m_table, m_table->horizontalHeader()})
        widget->setFont(small);
}

void SocketFacts::setContent(const SocketFactsContent &content)
{
    m_content = content;
    fill();
}

void SocketFacts::addLine(const QString &name, const QString &server, const QString &client,
                          const QString &meaning)
{
    const int line = m_table->rowCount();
    m_table->insertRow(line);
    const QStringList texts{name, server, client, meaning};
    for (int column = 0; column < ColumnCount; ++column) {
        auto *item = new QTableWidgetItem(texts.at(column));
        item->setToolTip(column == NameColumn ? meaning : texts.at(column));
        m_table->setItem(line, column, item);
    }
}

// A line with a value of each end, where the kernel told one.
template <typename Value> void SocketFacts::addLine(const QString &name, const QString &meaning, Value value)
{
    const auto text = [&](const SocketFactsEnd &end) {
        if (!end.note.isEmpty())
            return end.note;
        return end.reading && end.reading->state != TcpState::Closed ? value(*end.reading)
                                                                     : tr("not observed");
    };
    addLine(name, text(m_content.ends[size_t(Side::Server)]), text(m_content.ends[size_t(Side::Client)]),
            meaning);
}

void SocketFacts::fill()
{
    const Transport transport = m_content.transport;
    const int current = m_table->currentRow();
    m_moment->setText(m_content.moment);
    m_why->setText(whyText(transport));
    m_table->setHorizontalHeaderLabels({tr("Kernel"), m_content.ends[size_t(Side::Server)].heading,
                                        m_content.ends[size_t(Side::Client)].heading, tr("What it tells")});
    m_table->setAccessibleName(tr("What the kernel told of both ends"));
    m_table->setRowCount(0);
    const auto stateText = [](const SocketFactsEnd &end) {
        if (!end.note.isEmpty())
            return end.note;
        if (!end.mark || end.mark->state == TcpState::Closed)
            return end.mark ? tr("no socket any more") : tr("not observed");
        const QString name = tcpStateName(end.mark->state);
        return end.mark->isObserved ? name : tr("%1 (concluded)").arg(name);
    };
    const SocketFactsEnd &server = m_content.ends[size_t(Side::Server)];
    const SocketFactsEnd &client = m_content.ends[size_t(Side::Client)];
    addLine(tr("state"), stateText(server), stateText(client), stateMeaning(transport));
    addLine(tr("name"), server.name, client.name,
            isLocal(transport) ? tr("a path, a name of its own (@), or none: then the number of its inode")
                               : tr("address and port"));
    addLine(tr("unread"), unreadMeaning(transport), [](const KernelReading &reading) {
        return reading.acceptQueue >= 0 ? u"–"_s : bytesText(reading.unread);
    });
    if (transport == Transport::LocalStream) {
        addLine(tr("accept queue"), tr("clients that wait for accept(), and how many may"),
                [](const KernelReading &reading) {
                    return reading.acceptQueue < 0
                        ? u"–"_s
                        : tr("%1 of %2").arg(reading.acceptQueue).arg(reading.backlog + 1);
                });
        const auto bit = [](bool isShut) { return isShut ? tr("shut") : tr("open"); };
        addLine(tr("reading"), tr("shut by shutdown(SHUT_RD) here or SHUT_WR at the peer"),
                [bit](const KernelReading &reading) { return bit(reading.isReadShut); });
        addLine(tr("writing"), tr("shut by shutdown(SHUT_WR) here or SHUT_RD at the peer"),
                [bit](const KernelReading &reading) { return bit(reading.isWriteShut); });
    } else if (!isLocal(transport)) {
        addLine(tr("dropped"), tr("datagrams that the kernel threw away because the buffer was full"),
                [](const KernelReading &reading) { return QLocale().toString(reading.drops); });
    }
    addLine(tr("held by"), tr("whether a program holds the socket, or it waits for accept()"),
            [](const KernelReading &reading) { return reading.hasOwner ? tr("a program") : tr("nobody"); });
    if (current >= 0)
        m_table->setCurrentCell(qMin(current, m_table->rowCount() - 1), NameColumn);
}

void SocketFacts::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        resizeFonts();
}

} // namespace bothends
