// SPDX-License-Identifier: MIT
#include "gui/optionspane.h"

#include "core/displaytext.h"
#include "core/eventtext.h"
#include "gui/fonts.h"
#include "gui/optioneditor.h"
#include "gui/optionsmodel.h"
#include "gui/widgets.h"
#include "net/session.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qreal kSmall = 0.87; // of the font
constexpr QSize kLeast(420, 120);
constexpr qptrdiff kFirstRows = 16; // in which a connection tells whose it is

QString shown(const Address &address)
{
    return toDisplayText(address.toString()).text;
}

} // namespace

OptionsPane::OptionsPane(const Readings &readings, Session &session, QWidget *parent)
    : QWidget(parent)
    , m_readings(readings)
    , m_session(session)
    , m_sockets(readings.journal)
    , m_model(new OptionsModel(readings.journal, this))
{
    build();
    retranslate();
    connect(&m_sockets, &SocketList::changed, this, &OptionsPane::follow);
    connect(m_model, &OptionsModel::setRequested, this, &OptionsPane::set);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &OptionsPane::hear);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &OptionsPane::tellAboutCurrent);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (m_model->isAlive() && m_model->infoAt(index.row()).isReadOnly())
            ask(m_model->infoAt(index.row()).option); // nothing of it can be edited
    });
    connect(m_refresh, &QPushButton::clicked, this, &OptionsPane::refresh);
    take();
}

void OptionsPane::build()
{
    m_socketLabel = plainLabel(u"optionsSocket"_s, this);
    m_refresh = new QPushButton(this);
    m_refresh->setObjectName(u"optionsRefresh"_s);
    m_table = new QTableView(this);
    m_table->setObjectName(u"optionsTable"_s);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new OptionEditor(m_table));
    prepareFactTable(m_table, OptionsModel::PurposeColumn);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked
                             | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_detail = plainLabel(u"optionsDetail"_s, this);
    m_empty = plainLabel(u"optionsEmpty"_s, this);
    m_empty->setAlignment(Qt::AlignCenter);

    auto *head = new QHBoxLayout;
    head->addWidget(m_socketLabel, 1);
    head->addWidget(m_refresh);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_detail);
    layout->addWidget(m_empty, 1);
    setFocusProxy(m_table);
    resizeFonts();
}

void OptionsPane::resizeFonts()
{
    const QFont small = scaledFont(font(), kSmall);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_table, m_table->horizontalHeader(), m_detail})
        widget->setFont(small);
}

QSize OptionsPane::minimumSizeHint() const
{
    return kLeast;
}

void OptionsPane::showRow(qsizetype row)
{
    m_row = row;
    take();
}

// A row that does not say which socket of ours it is about is about that of its connection's end.
quint32 OptionsPane::socketOf(qsizetype row) const
{
    const Event &event = m_readings.journal.at(row);
    if (event.socket != 0 || event.connection == 0 || event.origin == Origin::Kernel)
        return event.socket;
    const RowSpan own = m_readings.connections.rows(event.connection);
    const auto end = own.begin() + std::min(kFirstRows, qptrdiff(own.size()));
    const auto found = std::find_if(own.begin(), end, [&](qsizetype each) {
        return m_readings.journal.at(each).side == event.side && m_readings.journal.at(each).socket != 0;
    });
    return found == end ? 0 : m_readings.journal.at(*found).socket;
}

const SocketInfo *OptionsPane::info() const
{
    if (m_row < 0 || m_row >= m_readings.journal.size())
        return nullptr;
    const quint32 socket = socketOf(m_row);
    return socket == 0 ? nullptr : m_sockets.find(socket);
}

void OptionsPane::setStored(bool isStored)
{
    m_isStored = isStored;
    take();
}

bool OptionsPane::isAlive(const SocketInfo &socket) const
{
    return !m_isStored && !socket.isClosed;
}

void OptionsPane::follow()
{
    take();
}

// What the journal says of the socket now; asks it the first time.
void OptionsPane::take()
{
    if (!isVisible())
        return;
    const SocketInfo *socket = info();
    m_table->setVisible(socket);
    m_socketLabel->setVisible(socket);
    m_refresh->setVisible(socket);
    m_detail->setVisible(socket);
    m_empty->setVisible(!socket);
    if (!socket) {
        m_empty->setText(emptyText());
        m_model->setSocket(0, Transport::Tcp, false, false);
        return;
    }
    const bool isNew = m_model->socket() != socket->number;
    const bool isIpv6 = socket->local.isIpv6() || socket->peer.isIpv6();
    m_model->setSocket(socket->number, socket->transport, isIpv6, isAlive(*socket));
    m_socketLabel->setText(socketText(*socket));
    m_refresh->setEnabled(isAlive(*socket));
    if (isNew) {
        m_isProbing = false;
        if (isAlive(*socket) && !m_model->hasValues() && !m_model->isNotOffered()) {
            // Not all at once: an engine that has no such call would say so for each of them.
            m_isProbing = true;
            ask(m_model->infoAt(0).option);
        }
    }
    tellAboutCurrent();
}

QString OptionsPane::emptyText() const
{
    if (m_row < 0)
        return tr("Select a row of the timeline: the options of its socket appear here.");
    return m_readings.journal.at(m_row).connection != 0
        ? tr(
            "This row is about a socket of another program. Only its own program can ask it for its options.")
        : tr("This row belongs to no socket of this program.");
}

QString OptionsPane::socketText(const SocketInfo &socket) const
{
    QStringList parts{sideText(socket.side)};
    if (socket.connection != 0)
        parts << u"#%1"_s.arg(socket.connection);
    parts << transportText(socket.transport);
    if (socket.descriptor >= 0)
        parts << tr("descriptor %1").arg(socket.descriptor);
    if (!socket.local.isNull() && !socket.peer.isNull())
        parts << tr("%1 to %2").arg(shown(socket.local), shown(socket.peer));
    else if (!socket.local.isNull())
        parts << shown(socket.local);
    if (m_isStored)
        parts << tr("of a stored session: its sockets are gone, the table shows what was known last");
    else if (socket.isClosed)
        parts << tr("closed: its options went with it, the table shows what was known last");
    else if (socket.isListening)
        parts << tr("listening");
    return parts.join(u" • "_s);
}

void OptionsPane::refresh()
{
    askFrom(0);
}

void OptionsPane::askFrom(int first)
{
    for (int row = first; row < m_model->rowCount(); ++row) {
        const OptionInfo option = m_model->infoAt(row);
        if (option.isReadable && option.isHarmlessToRead)
            ask(option.option);
    }
}

void OptionsPane::hear()
{
    if (m_isProbing && (m_model->hasValues() || m_model->isNotOffered())) {
        m_isProbing = false;
        if (!m_model->isNotOffered())
            askFrom(1);
    }
    tellAboutCurrent();
}

void OptionsPane::ask(SocketOption option)
{
    const SocketInfo *socket = info();
    if (!socket || !isAlive(*socket))
        return;
    SocketCall call;
    call.call = CallName::GetSockOpt;
    call.socket = socket->number;
    call.option = option;
    m_session.call(socket->endpoint, call);
}

void OptionsPane::set(SocketOption option, const OptionValue &value)
{
    const SocketInfo *socket = info();
    if (!socket || !isAlive(*socket))
        return;
    SocketCall call;
    call.call = CallName::SetSockOpt;
    call.socket = socket->number;
    call.option = option;
    call.value = value;
    m_session.call(socket->endpoint, call);
}

// Below the table, in whole sentences: what came of what was asked of the option that is chosen.
void OptionsPane::tellAboutCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    QString text = m_model->isNotOffered()
        ? errorText(Error{ErrorCode::NotOffered, 0, callName(CallName::GetSockOpt), 0, {}}).what
        : m_isStored ? tr("Choose an option to read about it.")
                     : tr("Choose an option to read about it. Space switches it, F2 edits its value.");
    if (current.isValid()) {
        const QString outcome = current.data(OptionsModel::OutcomeRole).toString();
        const QString purpose = current.siblingAtColumn(OptionsModel::PurposeColumn).data().toString();
        text = outcome.isEmpty() ? purpose : outcome;
    }
    m_detail->setText(text);
}

void OptionsPane::retranslate()
{
    m_refresh->setText(tr("Refresh"));
    m_refresh->setToolTip(tr("Ask the socket for all of its options again"));
    m_table->setAccessibleName(tr("Socket options"));
    m_model->retranslate();
    take();
    tellAboutCurrent();
}

void OptionsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange)
        resizeFonts();
}

void OptionsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    take();
}

} // namespace bothends
