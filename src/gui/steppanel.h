// SPDX-License-Identifier: MIT
#pragma once

#include "core/socketlist.h"
#include "core/stepguide.h"
#include "core/textencoding.h"
#include "net/session.h"

#include <QFrame>
#include <QSet>

#include <functional>
#include <memory>
#include <optional>
#include <variant>

class QGridLayout;
class QPushButton;

namespace Ui {
class StepPanel;
}

namespace bothends {

class EndpointFields;

/// One word or two: `New socket`, `Bound`, `Listening` …
QString socketStateText(const SocketInfo &socket);

/// The calls on one socket as buttons in their natural order, with their arguments beside them. The call that
/// a program would make now is emphasised; none is forbidden: what makes no sense says why, and is made all
/// the same. What came of a call is told below. Its widgets are made when it is shown or used for the first
/// time: most windows never are in step mode. Lives in the GUI thread.
class StepPanel : public QFrame
{
    Q_OBJECT
public:
    using Place = std::variant<Address, Error>;

    explicit StepPanel(QWidget *parent = nullptr);
    ~StepPanel() override;

    /// To be called once. @param bindPlace what bind() is given; a null address is any
    void setUp(Side side, EndpointFields &fields, std::function<Place()> bindPlace);
    void attach(Session &session, const SocketList &sockets);

    /// What the panel's fields say is different now.
    void showPlaces();
    void setEncoding(TextEncoding encoding) { m_encoding = encoding; }
    /// What stands in the field for the bytes until the user types something else.
    void proposeBytes(const QString &text);
    /// The calls that are rarely made, too.
    bool showsMore() const;
    void setShowsMore(bool shows);

    /// True for what was opened here: what goes wrong with it is told here.
    bool owns(quint32 endpoint) const { return m_endpoints.contains(endpoint); }
    /// The socket that the calls are for; null before there is one.
    const SocketInfo *current() const;

public slots:
    void setVisible(bool visible) override;
    void openSocket();
    void make(bothends::CallName call);

signals:
    /// A socket was made as this endpoint.
    void opened(quint32 endpoint);
    /// Another socket, or the socket is different now.
    void currentChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Calls that share their arguments.
    struct Group
    {
        QWidget *widget;
        QGridLayout *buttons;
        QList<CallName> calls;
    };

    void build();
    void listen();
    void makeButtons();
    void fillChoices();
    void fillOptions();
    void followType();
    void arrange();
    void arrangeButtons(const Group &group);
    void orderByTab();
    QWidget *besideOf(CallName call) const;
    bool isShown(CallName call) const;
    bool isShown(const QList<CallName> &calls) const;
    void updateSockets(const QList<quint32> &changed);
    void chooseSocket(quint32 socket);
    void advise();
    void showReason(CallName call);
    void showOutcomes(qsizetype first, qsizetype last);
    void showOutcome(const Event &event);
    void showFault(const Error &error);
    void removeStaleFile(const QString &path);
    bool takeBytes(SocketCall &call);
    bool takeAddress(SocketCall &call);
    MessageFlags flags() const;
    Place target() const;
    void rememberPeers(const QList<ConnectionStatus> &connections);
    void chooseFile();
    void retranslate();
    QString socketText(const SocketInfo &socket) const;

    std::unique_ptr<Ui::StepPanel> m_ui; // null before build()
    Session *m_session = nullptr;
    const SocketList *m_sockets = nullptr;
    EndpointFields *m_fields = nullptr;
    std::function<Place()> m_bindPlace;
    Side m_side = Side::Server;
    TextEncoding m_encoding = TextEncoding::Utf8;
    Transport m_transport = Transport::Tcp; // of the buttons that are there
    QList<Group> m_groups;
    QHash<CallName, QPushButton *> m_buttons;
    QString m_proposal; // bytes to send
    bool m_showsMore = false;
    QList<CallAdvice> m_advice;
    QSet<quint32> m_endpoints; // that were opened here
    quint32 m_current = 0; // socket number
    std::optional<Event> m_outcome; // without its payload
};

} // namespace bothends
