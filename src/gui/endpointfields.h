// SPDX-License-Identifier: MIT
#pragma once

#include "net/session.h"

#include <QWidget>

#include <memory>
#include <variant>

namespace Ui {
class EndpointFields;
}

namespace bothends {

/// What an endpoint is made of and where it is: its type, the address fields that this type has, and how it
/// runs. Both panels have one. Only the fields that mean something for the type are there. Lives in the GUI
/// thread.
class EndpointFields : public QWidget
{
    Q_OBJECT
public:
    /// As they stand; what a panel keeps of them beside its own.
    struct Values
    {
        QString host;
        int port = 30000;
        QStringList recentHosts;
        QString path;
        Transport transport = Transport::Tcp;
        EngineKind engine = EngineKind::Qt;
    };

    explicit EndpointFields(QWidget *parent = nullptr);
    ~EndpointFields() override;

    /// To be called once, before anything else.
    void setSide(Side side);

    Values values() const;
    void setValues(const Values &values);

    Transport transport() const;
    void setTransport(Transport transport);
    /// How the endpoint runs. A client has no blocking loop.
    EngineKind mode() const;
    void setMode(EngineKind mode);

    /// What stands in the fields of the type that is chosen, or why it is no address.
    std::variant<Address, Error> address() const;
    /// The same for one text, as a place to listen on or to be bound to.
    static std::variant<Address, Error> checkPlace(const QString &typed, Transport transport);
    /// True if the address is one of IPv6: the family of a new socket.
    bool isIpv6() const;

    QString host() const;
    int port() const;
    QString path() const;
    void setPort(int port);
    /// Puts a name of ours that others can reach into the fields, without changing the type.
    void follow(const Address &address);
    void remember(const QString &host);

    void retranslate();
    /// A path for a first try that no other user can reach, if the system has such a folder.
    static QString defaultPath();

signals:
    /// Type, address or mode is different now.
    void changed();
    /// Enter in a field.
    void submitted();

private:
    QStringList recentHosts() const;
    void showFieldsOfType();
    void browse();
    void nameFields();
    void nameTypes();
    void nameModes();
    QString signallingClass() const;

    std::unique_ptr<Ui::EndpointFields> m_ui;
    Side m_side = Side::Server;
};

} // namespace bothends
