// SPDX-License-Identifier: MIT
#include "net/endpointcontract.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace bothends::test {

class OverIpv4 : public EndpointContract
{
    Q_OBJECT
public:
    explicit OverIpv4(EngineKind engine)
        : EndpointContract(engine, Transport::Tcp)
    {
    }

protected:
    Address listenAddress() override { return {u"127.0.0.1"_s, 0}; }
};

class OverIpv6 : public EndpointContract
{
    Q_OBJECT
public:
    explicit OverIpv6(EngineKind engine)
        : EndpointContract(engine, Transport::Tcp)
    {
    }

protected:
    Address listenAddress() override { return {u"::1"_s, 0}; }
private slots:
    void initTestCase()
    {
        QFile addresses(u"/proc/net/if_inet6"_s);
        if (!addresses.open(QIODevice::ReadOnly) || !addresses.readAll().contains(" lo"))
            QSKIP("This machine has no IPv6 loopback address.");
    }
};

class OverPath : public EndpointContract
{
    Q_OBJECT
public:
    explicit OverPath(EngineKind engine)
        : EndpointContract(engine, Transport::LocalStream)
    {
    }

protected:
    Address listenAddress() override { return Address::path(m_folder.filePath(u"%1.sock"_s.arg(++m_count))); }
    ErrorCode refusal() const override { return ErrorCode::SocketFileMissing; }

private:
    QTemporaryDir m_folder;
    int m_count = 0;
};

class OverAbstractName : public EndpointContract
{
    Q_OBJECT
public:
    explicit OverAbstractName(EngineKind engine)
        : EndpointContract(engine, Transport::LocalStream)
    {
    }

protected:
    Address listenAddress() override
    {
        return Address::abstractName(
            u"bothends-%1-%2"_s.arg(QCoreApplication::applicationPid()).arg(++m_count));
    }

private:
    int m_count = 0;
};

} // namespace bothends::test

int main(int argc, char **argv)
{
    using namespace bothends;
    qputenv("QT_FATAL_WARNINGS", "1"); // a warning of Qt's sockets is a defect of ours
    Session::prepareProcess();
    QCoreApplication application(argc, argv);
    test::OverIpv4 qtOverIpv4(EngineKind::Qt);
    test::OverIpv6 qtOverIpv6(EngineKind::Qt);
    test::OverPath qtOverPath(EngineKind::Qt);
    test::OverAbstractName qtOverAbstractName(EngineKind::Qt);
    test::OverIpv4 glassOverIpv4(EngineKind::GlassBox);
    test::OverIpv6 glassOverIpv6(EngineKind::GlassBox);
    test::OverPath glassOverPath(EngineKind::GlassBox);
    test::OverAbstractName glassOverAbstractName(EngineKind::GlassBox);
    int failures = 0;
    for (test::EndpointContract *contract : QList<test::EndpointContract *>{
             &qtOverIpv4, &qtOverIpv6, &qtOverPath, &qtOverAbstractName, &glassOverIpv4, &glassOverIpv6,
             &glassOverPath, &glassOverAbstractName})
        failures += QTest::qExec(contract, argc, argv);
    return failures;
}

#include "tst_endpoints.moc"
