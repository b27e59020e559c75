// SPDX-License-Identifier: MIT
#pragma once

#include "core/textencoding.h"
#include "gui/endpointfields.h"
#include "gui/inlinemessage.h"
#include "net/session.h"

#include <QWidget>

#include <memory>

namespace Ui {
class ServerPanel;
}

namespace bothends {

class AcceptQueueModel;
class ConnectionsModel;
class SocketList;
class StepPanel;

/// The server's side of the window: where to listen, the greeting, what comes after it, the clients.
/// Shows what the journal and the states say; lives in the GUI thread.
class ServerPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ServerPanel(QWidget *parent = nullptr);
    ~ServerPanel() override;

    void attach(Session &session, const SocketList &sockets);

    struct Values : EndpointFields::Values
    {
        int backlog = ServerConfig::kDefaultBacklog;
        int connectionLimit = ServerConfig::kDefaultConnectionLimit;
        QString greeting;
        int afterGreeting = 0;
        TextEncoding encoding = TextEncoding::Utf8;
        bool showsOptions = false; ///< in step mode: greeting and limits, too
        bool showsMoreCalls = false;
        bool keepsSending = false; ///< after a peer’s end
        bool isIpv6Only = false; ///< on `::`
    };
    Values values() const;
    void setValues(const Values &values);

    ConnectionsModel &clients() { return *m_clients; }
    TextEncoding encoding() const;
    bool isRunning() const { return m_status.state == EndpointStatus::State::Running; }
    /// The server's endpoint, 0 before the first start.
    quint32 endpoint() const { return m_endpoint; }
    const EndpointStatus &status() const { return m_status; }
    /// Where clients reach a server of ours, or a socket that listens step by step; null = nowhere.
    Address place() const;
    /// The text that the start button shows now.
    QString actionText() const;
    bool isAccepting() const;
    EngineKind mode() const;
    void setMode(EngineKind mode);
    StepPanel &steps();

public slots:
    void toggle();
    void start();
    void stop();
    void setAccepting(bool accepting);
    /// While accepting is paused: lets the client in that waits longest.
    void acceptOne();
    void disconnectSelected();
    void resetSelected();
    /// Closes our sending direction of the selected connection; the peer can still send.
    void halfCloseSelected();

signals:
    /// The button, the state or the selection is different now.
    void changed();
    /// Others can reach a server of ours there, or a socket that was bound step by step.
    void listening(const bothends::Address &address, bothends::Transport transport);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void applyColours();
    void applyState(const EndpointStatus &status);
    void showErrors(qsizetype first, qsizetype last);
    void showCurrentError();
    void takeGreeting();
    void updateExposureNote();
    void updateTexts();
    void showFieldsOfType();
    void takeSteps();
    void updateStateLabel();
    bool isStepping() const;
    QList<InlineMessage::Remedy> remediesFor(const Error &error);
    void removeStaleFile(const QString &path);
    bool encodeGreeting(QByteArray &bytes);

    std::unique_ptr<Ui::ServerPanel> m_ui;
    Session *m_session = nullptr;
    ConnectionsModel *m_clients;
    AcceptQueueModel *m_acceptQueue = nullptr;
    quint32 m_endpoint = 0;
    EndpointStatus m_status;
    std::optional<Error> m_error;
    Address m_stepped; // where the socket of step mode can be reached
};

} // namespace bothends
