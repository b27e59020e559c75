// SPDX-License-Identifier: MIT
#include "net/endpointcontract.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace bothends::test {

/// QTcpServer and QTcpSocket over IPv4.
class TcpOverIpv4 : public EndpointContract
{
    Q_OBJECT
protected:
    ServerConfig serverConfig() const override { return {}; }
};

/// QTcpServer and QTcpSocket over IPv6.
class TcpOverIpv6 : public EndpointContract
{
    Q_OBJECT
protected:
    ServerConfig serverConfig() const override
    {
        ServerConfig config;
        config.address.host = u"::1"_s;
        return config;
    }
private slots:
    void initTestCase()
    {
        QFile addresses(u"/proc/net/if_inet6"_s);
        if (!addresses.open(QIODevice::ReadOnly) || !addresses.readAll().contains(" lo"))
            QSKIP("This machine has no IPv6 loopback address.");
    }
};

} // namespace bothends::test

int main(int argc, char **argv)
{
    qputenv("QT_FATAL_WARNINGS", "1"); // a warning of Qt's sockets is a defect of ours
    bothends::Session::prepareProcess();
    QCoreApplication application(argc, argv);
    bothends::test::TcpOverIpv4 ipv4;
    bothends::test::TcpOverIpv6 ipv6;
    return QTest::qExec(&ipv4, argc, argv) + QTest::qExec(&ipv6, argc, argv);
}

#include "tst_endpoints.moc"
