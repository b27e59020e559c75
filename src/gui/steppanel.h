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
#include <variant>

namespace Ui {
class StepPanel;
}

namespace bothends {

class EndpointFields;
class StepArguments;
class StepButtons;
class StepOutcome;

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
    void setEncoding(TextEncoding encoding);
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
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void listen();
    void followType();
    void applyMore(bool shows);
    void updateSockets(const QList<quint32> &changed);
    void chooseSocket(quint32 socket);
    void advise();
    void showReason(CallName call);
    void showOutcomes(qsizetype first, qsizetype last);
    void rememberPeers(const QList<ConnectionStatus> &connections);
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
    StepButtons *m_buttons = nullptr; // as what follows
    std::unique_ptr<StepArguments> m_arguments;
    StepOutcome *m_outcome = nullptr;
    QString m_proposal; // bytes to send
    bool m_showsMore = false;
    QSet<quint32> m_endpoints; // that were opened here
    quint32 m_current = 0; // socket number
};

} // namespace bothends
