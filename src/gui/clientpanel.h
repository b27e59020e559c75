// SPDX-License-Identifier: MIT
#pragma once

#include "core/textencoding.h"
#include "gui/endpointfields.h"
#include "net/session.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class ClientPanel;
}

namespace bothends {

class ConnectionsModel;
class SocketList;
class StepPanel;

/// The client's side of the window: where to connect, and the connections it holds. The main button
/// concerns the selected connection. Lives in the GUI thread.
class ClientPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ClientPanel(QWidget *parent = nullptr);
    ~ClientPanel() override;

    void attach(Session &session, const SocketList &sockets);

    struct Values : EndpointFields::Values
    {
        TextEncoding encoding = TextEncoding::Utf8;
        bool showsMoreCalls = false;
        bool keepsSending = false; ///< after the server’s end
        QString from; ///< as typed; empty = any free port
    };
    Values values() const;
    void setValues(const Values &values);
    void setPort(quint16 port);
    /// A server of ours listens there: if this panel has the same type, it will connect there.
    void follow(const Address &address, Transport transport);

    ConnectionsModel &connections() { return *m_connections; }
    TextEncoding encoding() const;
    QString actionText() const;
    EngineKind mode() const;
    void setMode(EngineKind mode);
    StepPanel &steps();

public slots:
    /// Connect, Cancel or Disconnect, whatever the button says.
    void toggle();
    /// One more connection to the address in the fields.
    void connectAnother();
    void resetSelected();
    /// Closes our sending direction of the selected connection; the peer can still send.
    void halfCloseSelected();

signals:
    void changed();
    /// The user selected this connection here.
    void connectionChosen(quint32 connection);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showFieldsOfType();
    void applyColours();
    void takeConnections(const QList<ConnectionStatus> &connections);
    void showErrors(qsizetype first, qsizetype last);
    void showCurrentError();
    void updateTexts();
    void updateFromField();
    void updateStateLabel();
    bool isStepping() const;
    std::variant<Address, Error> from() const;
    const ConnectionStatus *selected() const;

    std::unique_ptr<Ui::ClientPanel> m_ui;
    Session *m_session = nullptr;
    ConnectionsModel *m_connections;
    quint32 m_newest = 0; // the endpoint that was started last; it becomes the selected one
    bool m_awaitsStatus = false; // it was started and has not answered yet
    std::optional<Error> m_error;
};

} // namespace bothends
