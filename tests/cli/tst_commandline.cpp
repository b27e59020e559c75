// SPDX-License-Identifier: MIT
#include "cli/commandline.h"

#include "core/target.h"
#include "core/textencoding.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

namespace {

QStringList withProgram(const QStringList &arguments)
{
    return QStringList{u"bothends"_s} << arguments;
}

CommandLine parse(const QStringList &arguments)
{
    return parseCommandLine(withProgram(arguments));
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT
private slots:
    void tellsHeadlessFromWindow_data();
    void tellsHeadlessFromWindow();
    void serveDefaults();
    void serveTakesAddresses_data();
    void serveTakesAddresses();
    void serveTakesOptions();
    void connectTakesOptions();
    void choosesTheEngine();
    void connectTakesAddresses_data();
    void connectTakesAddresses();
    void demoTakesJson();
    void quotesWhatIsWrong_data();
    void quotesWhatIsWrong();
    void informs_data();
    void informs();
};

void TestCommandLine::tellsHeadlessFromWindow_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("headless");
    const auto row = [](const char *arguments, bool headless) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments).split(u' ', Qt::SkipEmptyParts)
                                 << headless;
    };
    row("", false);
    row("serve 30000", true);
    row("connect 127.0.0.1:30000", true);
    row("demo", true);
    row("--json demo", true);
    row("--greeting hello serve 0", true);
    row("-- demo", true);
    row("open /tmp/a.bothends", false);
    row("a.bothends", false);
    row("--language zh_CN open a", false);
    row("open", false); // the window says what is missing
    row("open --help", true);
    row("serve a.bothends", true);
    row("frobnicate", true);
    row("--help", true);
    row("-h", true);
    row("--version", true);
    row("-v", true);
    row("--listen 0 --help", true);
    row("--listen 30000", false);
    row("--listen=30000", false);
    row("--listen 127.0.0.1:30000 --connect 127.0.0.1:30000 --greeting demo", false);
    row("--language zh_CN --theme dark --shot serve", false);
    row("-platform offscreen", false);
    row("-style fusion -platform offscreen --listen 0", false);
    row("--unknown", false);
    row("--greeting --help", false);
}

void TestCommandLine::tellsHeadlessFromWindow()
{
    QFETCH(QStringList, arguments);
    QTEST(wantsHeadless(withProgram(arguments)), "headless");
}

void TestCommandLine::serveDefaults()
{
    const CommandLine line = parse({u"serve"_s, u"30000"_s});
    const auto *options = std::get_if<ServeOptions>(&line);
    QVERIFY(options);
    QCOMPARE(options->config.address, (Address{u"127.0.0.1"_s, 30000}));
    QCOMPARE(options->config.backlog, 128);
    QCOMPARE(options->config.connectionLimit, 10000);
    QCOMPARE(options->config.greeting, u"您好，您收到了服务器的新年祝福！"_s.toUtf8());
    QCOMPARE(options->config.afterGreeting, AfterGreeting::KeepChatting);
    QCOMPARE(options->encoding, TextEncoding::Utf8);
    QCOMPARE(options->format, OutputFormat::Text);
}

void TestCommandLine::serveTakesAddresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("address");
    QTest::newRow("port") << u"0"_s << u"127.0.0.1:0"_s;
    QTest::newRow("ipv4") << u"0.0.0.0:80"_s << u"0.0.0.0:80"_s;
    QTest::newRow("ipv6") << u"[::1]:30000"_s << u"[::1]:30000"_s;
    QTest::newRow("all ipv6") << u"[::]:1"_s << u"[::]:1"_s;
    QTest::newRow("long ipv6") << u"[0:0:0:0:0:0:0:1]:65535"_s << u"[::1]:65535"_s;
    QTest::newRow("localhost") << u"localhost:30000"_s << u"127.0.0.1:30000"_s;
    QTest::newRow("tcp") << u"tcp://[::1]:7"_s << u"[::1]:7"_s;
    QTest::newRow("udp") << u"udp://5000"_s << u"udp://127.0.0.1:5000"_s;
    QTest::newRow("path") << u"unix:/tmp/x.sock"_s << u"unix:/tmp/x.sock"_s;
    QTest::newRow("abstract") << u"unix:@name"_s << u"unix:@name"_s;
    QTest::newRow("local datagrams") << u"unix-dgram:x"_s << u"unix-dgram:x"_s;
    QTest::newRow("raw") << u"icmp-raw://127.0.0.1"_s << u"icmp-raw://127.0.0.1"_s;
}

void TestCommandLine::serveTakesAddresses()
{
    QFETCH(QString, typed);
    const CommandLine line = parse({u"serve"_s, typed});
    const auto *options = std::get_if<ServeOptions>(&line);
    QVERIFY(options);
    QTEST(targetText(options->config.transport, options->config.address), "address");
}

void TestCommandLine::serveTakesOptions()
{
    const CommandLine line = parse({u"--greeting"_s, u"-谢谢"_s, u"serve"_s, u"--then"_s, u"echo"_s,
                                    u"--backlog=0"_s, u"[::1]:1"_s, u"--limit"_s, u"3"_s, u"--encoding"_s,
                                    u"gb18030"_s, u"--json"_s, u"--quiet"_s});
    const auto *options = std::get_if<ServeOptions>(&line);
    QVERIFY(options);
    QCOMPARE(options->config.greeting, encodeText(TextEncoding::Gb18030, u"-谢谢"_s).bytes);
    QCOMPARE(options->config.afterGreeting, AfterGreeting::Echo);
    QCOMPARE(options->config.backlog, 0);
    QCOMPARE(options->config.connectionLimit, 3);
    QCOMPARE(options->encoding, TextEncoding::Gb18030);
    QCOMPARE(options->format, OutputFormat::Json); // --json wins over --quiet

    const CommandLine silent
        = parse({u"serve"_s, u"1"_s, u"--no-greeting"_s, u"--quiet"_s, u"--encoding"_s, u"latin1"_s});
    QVERIFY(std::holds_alternative<ServeOptions>(silent));
    QVERIFY(std::get<ServeOptions>(silent).config.greeting.isEmpty());
    QCOMPARE(std::get<ServeOptions>(silent).format, OutputFormat::None);
}

void TestCommandLine::connectTakesOptions()
{
    const CommandLine line = parse({u"connect"_s, u"localhost:7"_s, u"--send"_s, u"一"_s, u"--send=--json"_s,
                                    u"--encoding"_s, u"UTF-16BE"_s});
    const auto *options = std::get_if<ConnectOptions>(&line);
    QVERIFY(options);
    QCOMPARE(options->config.server, (Address{u"localhost"_s, 7}));
    QCOMPARE(options->messages,
             (QList<QByteArray>{encodeText(TextEncoding::Utf16Be, u"一"_s).bytes,
                                encodeText(TextEncoding::Utf16Be, u"--json"_s).bytes}));
    QCOMPARE(options->format, OutputFormat::Text);
}

void TestCommandLine::choosesTheEngine()
{
    const CommandLine serve = parse({u"serve"_s, u"1"_s, u"--engine"_s, u"blocking"_s});
    QCOMPARE(std::get<ServeOptions>(serve).config.engine, EngineKind::BlockingLoop);
    QCOMPARE(std::get<ServeOptions>(serve).config.afterEof, AfterEof::Close);
    const CommandLine halfOpen = parse({u"serve"_s, u"[::]:1"_s, u"--half-open"_s, u"--ipv6-only"_s});
    QCOMPARE(std::get<ServeOptions>(halfOpen).config.afterEof, AfterEof::KeepSending);
    QVERIFY(std::get<ServeOptions>(halfOpen).config.isIpv6Only);
    const CommandLine client = parse({u"connect"_s, u"127.0.0.1:1"_s, u"--half-open"_s});
    QCOMPARE(std::get<ConnectOptions>(client).config.afterEof, AfterEof::KeepSending);
    const CommandLine line = parse({u"connect"_s, u"127.0.0.1:1"_s, u"--engine"_s, u"glass"_s, u"--from"_s,
                                    u"[::1]:4000"_s, u"--save"_s, u"/nowhere/new"_s});
    const auto &options = std::get<ConnectOptions>(line);
    QCOMPARE(options.config.engine, EngineKind::GlassBox);
    QCOMPARE(options.config.local, (Address{u"::1"_s, 4000}));
    QCOMPARE(options.saveFile, u"/nowhere/new"_s);
    QVERIFY(options.config.adoptDescriptor < 0);
    const CommandLine local = parse({u"connect"_s, u"unix:/tmp/x"_s, u"--from"_s, u"@me"_s});
    QCOMPARE(std::get<ConnectOptions>(local).config.local, Address::abstractName(u"me"_s));
}

void TestCommandLine::connectTakesAddresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("ipv4") << u"10.0.0.1:1"_s;
    QTest::newRow("ipv6") << u"[::1]:30000"_s;
    QTest::newRow("name") << u"example.org:80"_s;
    QTest::newRow("name with a digit first") << u"3com.example:80"_s;
    QTest::newRow("udp") << u"udp://localhost:53"_s;
    QTest::newRow("path") << u"unix:/tmp/x.sock"_s;
    QTest::newRow("abstract datagrams") << u"unix-dgram:@x"_s;
    QTest::newRow("ping") << u"icmp://localhost"_s;
}

void TestCommandLine::connectTakesAddresses()
{
    QFETCH(QString, typed);
    const CommandLine line = parse({u"connect"_s, typed});
    QVERIFY(std::holds_alternative<ConnectOptions>(line));
    const ClientConfig &config = std::get<ConnectOptions>(line).config;
    QCOMPARE(targetText(config.transport, config.server), typed);
}

void TestCommandLine::demoTakesJson()
{
    QCOMPARE(std::get<DemoOptions>(parse({u"demo"_s})).format, OutputFormat::Text);
    QCOMPARE(std::get<DemoOptions>(parse({u"demo"_s, u"--json"_s})).format, OutputFormat::Json);
}

void TestCommandLine::quotesWhatIsWrong_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("quoted");
    const auto row = [](const QStringList &arguments, const QString &quoted) {
        QTest::newRow(qUtf8Printable(arguments.join(u' '))) << arguments << quoted;
    };
    const QString serve = u"serve"_s;
    const QString connect = u"connect"_s;
    row({u"frobnicate"_s}, u"“frobnicate”"_s);
    row({u""_s}, u"“”"_s);
    row({u"Serve"_s, u"1"_s}, u"“Serve”"_s);
    row({serve}, u"ADDRESS"_s);
    row({serve, u""_s}, u"“”"_s);
    row({serve, u"70000"_s}, u"“70000”"_s);
    row({serve, u"65536"_s}, u"“65536”"_s);
    row({serve, u"-1"_s}, u"“-1”"_s);
    row({serve, u"+1"_s}, u"“+1”"_s);
    row({serve, u" 1"_s}, u"“ 1”"_s);
    row({serve, u"abc"_s}, u"“abc”"_s);
    row({serve, u"1.2.3"_s}, u"“1.2.3”"_s);
    row({serve, u"1.2.3:80"_s}, u"“1.2.3”"_s);
    row({serve, u"256.0.0.1:80"_s}, u"“256.0.0.1”"_s);
    row({serve, u"no-address:80"_s}, u"“no-address”"_s);
    row({serve, u":80"_s}, u"“:80”"_s);
    row({serve, u"127.0.0.1:"_s}, u"“127.0.0.1:”"_s);
    row({serve, u"127.0.0.1:x"_s}, u"“x”"_s);
    row({serve, u"http://127.0.0.1:80"_s}, u"“http://127.0.0.1:80”"_s);
    row({serve, u"unix:"_s}, u"“unix:”"_s);
    row({serve, u"unix:/"_s + QString(200, u'x')}, u"107"_s);
    row({serve, u"udp://1.2.3:80"_s}, u"“1.2.3”"_s);
    row({serve, u"1"_s, u"--engine"_s, u"magic"_s}, u"“magic”"_s);
    row({serve, u"1"_s, u"--fd"_s, u"x"_s}, u"“x”"_s);
    row({serve, u"1"_s, u"--fd"_s, u"99999"_s}, u"“1”"_s);
    row({serve, u"--fd"_s, u"99999"_s}, u"99999"_s);
    row({connect, u"127.0.0.1:1"_s, u"--engine"_s, u"blocking"_s}, u"“blocking”"_s);
    row({connect, u"127.0.0.1:1"_s, u"--send-file"_s, u"/nowhere"_s}, u"/nowhere"_s);
    row({connect, u"127.0.0.1:1"_s, u"--save"_s, u"/dev/null"_s}, u"/dev/null"_s);
    row({connect, u"127.0.0.1:1"_s, u"--from"_s, u"1.2:3"_s}, u"“1.2”"_s);
    row({serve, u"::1"_s}, u"“::1”"_s);
    row({serve, u"[::1"_s}, u"“[::1”"_s);
    row({serve, u"[::zz]:80"_s}, u"“::zz”"_s);
    row({serve, u"[]:80"_s}, u"“[]”"_s);
    row({serve, u"１２"_s}, u"“１２”"_s);
    row({serve, u"1"_s, u"2"_s}, u"“2”"_s);
    row({serve, u"1"_s, u"--frob"_s}, u"“--frob”"_s);
    row({serve, u"1"_s, u"--send"_s, u"x"_s}, u"“--send”"_s);
    row({serve, u"1"_s, u"--json=yes"_s}, u"--json"_s);
    row({serve, u"1"_s, u"--greeting"_s}, u"--greeting"_s);
    row({serve, u"1"_s, u"--greeting"_s, u"ho"_s, u"--no-greeting"_s}, u"“ho”"_s);
    row({serve, u"1"_s, u"--then"_s, u"dance"_s}, u"“dance”"_s);
    row({serve, u"1"_s, u"--then"_s, u""_s}, u"“”"_s);
    row({serve, u"1"_s, u"--backlog"_s, u"many"_s}, u"“many”"_s);
    row({serve, u"1"_s, u"--backlog"_s, u"-1"_s}, u"“-1”"_s);
    row({serve, u"1"_s, u"--backlog"_s, u"99999999999"_s}, u"“99999999999”"_s);
    row({serve, u"1"_s, u"--limit"_s, u"0"_s}, u"“0”"_s);
    row({serve, u"1"_s, u"--encoding"_s, u"klingon"_s}, u"“klingon”"_s);
    row({serve, u"1"_s, u"--encoding"_s, u"utf-16"_s}, u"“utf-16”"_s);
    row({serve, u"1"_s, u"--encoding"_s, u"Latin-1"_s, u"--greeting"_s, u"aé您"_s}, u"“您”"_s);
    row({serve, u"1"_s, u"--encoding"_s, u"Latin-1"_s}, u"“您”"_s);
    row({serve, u"1"_s, u"--encoding"_s, u"GBK"_s, u"--greeting"_s, u"😀"_s}, u"“😀”"_s);
    row({connect}, u"ADDRESS"_s);
    row({connect, u"30000"_s}, u"“30000”"_s);
    row({connect, u"localhost"_s}, u"“localhost”"_s);
    row({connect, u"localhost:0"_s}, u"“localhost:0”"_s);
    row({connect, u"localhost:70000"_s}, u"“70000”"_s);
    row({connect, u"1.2.3:80"_s}, u"“1.2.3”"_s);
    row({connect, u"1:80"_s}, u"“1”"_s);
    row({connect, u"[::zz]:80"_s}, u"“::zz”"_s);
    row({connect, u"h:1"_s, u"--greeting"_s, u"x"_s}, u"“--greeting”"_s);
    row({connect, u"h:1"_s, u"--send"_s}, u"--send"_s);
    row({connect, u"h:1"_s, u"--encoding"_s, u"Big5"_s, u"--send"_s, u"ok"_s, u"--send"_s, u"谢"_s},
        u"“谢”"_s);
    row({u"demo"_s, u"1"_s}, u"“1”"_s);
    row({u"demo"_s, u"--quiet"_s}, u"“--quiet”"_s);
}

void TestCommandLine::quotesWhatIsWrong()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, quoted);
    const CommandLine line = parse(arguments);
    const auto *error = std::get_if<UsageError>(&line);
    QVERIFY(error);
    QVERIFY2(error->text.contains(quoted), qUtf8Printable(error->text));
    QVERIFY2(error->text.contains(u"--help"_s), qUtf8Printable(error->text));
}

void TestCommandLine::informs_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("expected");
    const QStringList window{u"--listen"_s,   u"--connect"_s, u"--greeting"_s,
                             u"--language"_s, u"--theme"_s,   u"--shot"_s};
    QTest::newRow("help") << QStringList{u"--help"_s}
                          << window + QStringList{u"serve"_s, u"connect"_s, u"demo"_s, u"Exit codes"_s};
    QTest::newRow("h") << QStringList{u"-h"_s} << window;
    QTest::newRow("version") << QStringList{u"--version"_s} << QStringList{u"bothends "_s};
    QTest::newRow("v") << QStringList{u"-v"_s} << QStringList{u"bothends "_s};
    QTest::newRow("serve") << QStringList{u"serve"_s, u"--help"_s}
                           << QStringList{u"--greeting"_s, u"--no-greeting"_s, u"--then"_s, u"--backlog"_s,
                                          u"--limit"_s,    u"--encoding"_s,    u"--json"_s, u"--quiet"_s};
    QTest::newRow("connect") << QStringList{u"--help"_s, u"connect"_s}
                             << QStringList{u"--send"_s, u"--encoding"_s, u"--json"_s};
    QTest::newRow("demo") << QStringList{u"demo"_s, u"-h"_s} << QStringList{u"--json"_s};
    QTest::newRow("open") << QStringList{u"open"_s, u"--help"_s}
                          << QStringList{u"bothends open FILE"_s, u"--language"_s};
    QTest::newRow("demo version") << QStringList{u"demo"_s, u"--version"_s} << QStringList{u"bothends "_s};
}

void TestCommandLine::informs()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, expected);
    const CommandLine line = parse(arguments);
    const auto *information = std::get_if<Information>(&line);
    QVERIFY(information);
    for (const QString &each : expected)
        QVERIFY2(information->text.contains(each), qUtf8Printable(each));
    QVERIFY(information->text.endsWith(u'\n'));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
