// SPDX-License-Identifier: MIT
#include "support/program.h"
#include "support/tale.h"

#include <QFileInfo>

#include <array>
#include <cerrno>
#include <functional>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

/// A session of calls that were made one by one, told by hand.
class Steps : public Tale
{
public:
    Steps(Side side, Transport transport, const Address &local, const Address &peer)
        : m_side(side)
        , m_transport(transport)
        , m_local(local)
        , m_peer(peer)
    {
    }

    using More = std::function<void(Event &, CallDetail &)>;

    qsizetype step(EventKind kind, CallName call, const More &more = {})
    {
        Event event = events.make(kind, m_side, 0);
        event.isStep = true;
        event.transport = m_transport;
        event.socket = 1;
        event.local = m_local;
        event.peer = m_peer;
        CallDetail detail;
        detail.call = call;
        if (more)
            more(event, detail);
        if (!event.payload.isEmpty() && event.bytes == 0)
            event.bytes = event.payload.size();
        if (detail.asked < 0)
            detail.asked = event.bytes;
        event.detail = std::make_shared<CallDetail>(detail);
        return add(event);
    }
    qsizetype fail(CallName call, ErrorCode code, int systemCode, const More &more = {})
    {
        return step(EventKind::Error, call, [&](Event &event, CallDetail &detail) {
            event.error = Error{code, systemCode, {}, 0, {}};
            if (more)
                more(event, detail);
        });
    }
    qsizetype send(CallName call, const QByteArray &bytes, const More &more = {})
    {
        return step(EventKind::Sent, call, [&](Event &event, CallDetail &detail) {
            event.payload = bytes;
            if (more)
                more(event, detail);
        });
    }
    qsizetype receive(CallName call, const QByteArray &bytes, qint64 size, MessageFlags flags = {},
                      EventKind kind = EventKind::Received)
    {
        return step(kind, call, [&](Event &event, CallDetail &detail) {
            event.payload = bytes;
            detail.asked = size;
            detail.flags = flags;
            detail.ancillaryAsked = 64;
            event.connection = 1;
        });
    }
    qsizetype option(CallName call, SocketOption option, qint64 number, const QString &text = {})
    {
        return step(EventKind::Option, call, [&](Event &, CallDetail &detail) {
            detail.option = option;
            (call == CallName::SetSockOpt ? detail.optionAsked : detail.optionNow)
                = OptionValue{number, text};
        });
    }

private:
    Side m_side;
    Transport m_transport;
    Address m_local;
    Address m_peer;
};

/// As bytes; a literal alone would end at its first NUL.
template <size_t size> QByteArray bytesOf(const char (&literal)[size])
{
    return {literal, qsizetype(size) - 1};
}

/// A port that is free now, for streams and datagrams.
quint16 freePort()
{
    QProcess process;
    process.start(Program::tool(CodeLanguage::Python),
                  {u"-c"_s,
                   u"import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); "
                   "print(s.getsockname()[1])"_s});
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, kPatience))
        return 0;
    return process.readAllStandardOutput().trimmed().toUShort();
}

constexpr std::array kRunLanguages{CodeLanguage::Python, CodeLanguage::C};

/// Runs it as it stands. @return what it read, or what went wrong
QString run(const CodeListing &listing, CodeLanguage language, QList<QByteArray> *reads = nullptr)
{
    Program program(language);
    if (const QString fault = program.build(listing, 0); !fault.isEmpty())
        return fault;
    program.start();
    if (!program.hasEnded())
        return u"it hangs\n"_s + listing.text();
    const QByteArray errors = program.errors();
    if (program.exitCode() != 0 || (language == CodeLanguage::Python && !errors.isEmpty()))
        return QString::fromUtf8(errors) + listing.text();
    if (reads)
        *reads = program.reads();
    return {};
}

/// Every line is one line of visible characters.
QString faultOf(const CodeListing &listing)
{
    if (listing.first < 0 || listing.last < listing.first || listing.last >= listing.lines.size())
        return u"no line is marked\n"_s + listing.text();
    for (const QString &line : listing.lines) {
        for (const QChar c : line) {
            if (c < u' ' || isHiddenCharacter(c.unicode() < 0xd800 ? c.unicode() : u'x'))
                return line;
        }
    }
    return {};
}

} // namespace

class TestCallCode : public QObject
{
    Q_OBJECT
private slots:
    void talksToItself_data();
    void talksToItself();
    void failsAndGoesOn_data();
    void failsAndGoesOn();
    void knowsEveryOption_data();
    void knowsEveryOption();
    void marksEveryCall_data();
    void marksEveryCall();
    void waitsForAConnectThatGoesOn();
    void keepsAddressesOfConversations();
    void makesWhatItsBeginningLacks();
    void survivesHostileNames_data();
    void survivesHostileNames();
    void qtTalksToItself_data();
    void qtTalksToItself();
    void qtKnowsStreamsToo();
    void sendsFilesAsOneStep();
    void writesTheTutorialsLoop_data();
    void writesTheTutorialsLoop();
};

void TestCallCode::talksToItself_data()
{
    QTest::addColumn<Transport>("transport");
    QTest::addColumn<Address>("address");
    QTest::newRow("UDP") << Transport::Udp << Address{u"127.0.0.1"_s, freePort()};
    QTest::newRow("UDP over IPv6") << Transport::Udp << Address{u"::1"_s, freePort()};
    QTest::newRow("path") << Transport::LocalDatagram << Address::path(u"您 it's \"x\" %1 ?\?* # \\n"_s);
    QTest::newRow("abstract") << Transport::LocalDatagram
                              << Address::abstractName(u"bothends-tst'\"%1?\?/\\x0a\\xff"_s
                                                       + QString::number(QCoreApplication::applicationPid()));
    QTest::newRow("abstract, digits")
        << Transport::LocalDatagram
        << Address::abstractName(u"1bothends%1"_s.arg(QCoreApplication::applicationPid()));
}

namespace {

/// A datagram socket that sends to itself. @return the last row
qsizetype talkToItself(Steps &tale, Transport transport, const QString &passed)
{
    tale.step(EventKind::Socket, CallName::Socket);
    tale.option(CallName::SetSockOpt, SocketOption::ReceiveBuffer, 100'000);
    tale.option(CallName::GetSockOpt, SocketOption::ReceiveBuffer, 200'000);
    tale.fail(CallName::Listen, ErrorCode::OperationNotSupported, EOPNOTSUPP);
    tale.step(EventKind::Bind, CallName::Bind);
    tale.send(CallName::SendTo, bytesOf("it's\0\xff?\?/"));
    tale.receive(CallName::Recv, "it's", 4, MessageFlag::Peek, EventKind::Peeked);
    tale.receive(CallName::RecvFrom, bytesOf("it's\0\xff?\?/"), 100);
    tale.send(CallName::SendTo, QByteArray());
    tale.receive(CallName::RecvInto, QByteArray(), 100);
    tale.send(CallName::SendTo, QByteArray("abc").repeated(200));
    tale.receive(CallName::RecvMsg, "abc", 3);
    tale.fail(CallName::RecvFrom, ErrorCode::WouldBlock, EAGAIN,
              [](Event &, CallDetail &detail) { detail.asked = 10; });
    tale.fail(CallName::Recv, ErrorCode::WouldBlock, EAGAIN, [](Event &, CallDetail &detail) {
        detail.asked = 10;
        detail.flags = MessageFlag::DontWait;
    });
    tale.step(EventKind::Connect, CallName::ConnectEx);
    tale.step(EventKind::Connected, CallName::ConnectEx);
    tale.send(CallName::Send, u"您好"_s.toUtf8());
    tale.receive(CallName::RecvFromInto, u"您好"_s.toUtf8(), 100);
    tale.send(CallName::SendMsg, "with", [&](Event &, CallDetail &detail) {
        if (isLocal(transport))
            detail.file = passed;
    });
    tale.receive(CallName::RecvMsgInto, "with", 100);
    tale.send(CallName::SendAll, "all");
    tale.receive(CallName::Recv, "all", 100, MessageFlag::DontWait | MessageFlag::Trunc);
    return tale.step(EventKind::Closed, CallName::Close);
}

} // namespace

// One socket that sends to itself needs no other end, so each call can be run as it stands.
void TestCallCode::talksToItself()
{
    QFETCH(Transport, transport);
    QFETCH(Address, address);
    QTemporaryDir folder;
    if (address.kind == Address::Kind::Path)
        address.host = folder.filePath(address.host);
    QFile passed(folder.filePath(u"passed '\"%1.txt"_s));
    QVERIFY(passed.open(QIODevice::WriteOnly));
    Steps tale(Side::Client, transport, address, address);
    const qsizetype last = talkToItself(tale, transport, passed.fileName());
    const QList<QByteArray> expected{"it's", bytesOf("it's\0\xff?\?/"), "", "abc", u"您好"_s.toUtf8(), "with",
                                     "all"};
    for (const CodeLanguage language : kRunLanguages) {
        QList<QByteArray> reads;
        const CodeListing listing = tale.code(last, language);
        QCOMPARE(listing.remark, QString());
        QCOMPARE(run(listing, language, &reads), QString());
        QCOMPARE(reads, expected);
        if (address.kind == Address::Kind::Path)
            QVERIFY(!QFileInfo::exists(address.host)); // the program removes what it made
    }
    for (const CodeLanguage language : allCodeLanguages()) {
        for (qsizetype row = 0; row <= last; ++row)
            QCOMPARE(faultOf(tale.code(row, language)), QString());
    }
}

void TestCallCode::failsAndGoesOn_data()
{
    QTest::addColumn<Transport>("transport");
    QTest::newRow("TCP") << Transport::Tcp;
    QTest::newRow("local stream") << Transport::LocalStream;
}

// Calls that make no sense are made all the same, and their errno is the session's.
void TestCallCode::failsAndGoesOn()
{
    QFETCH(Transport, transport);
    QTemporaryDir folder;
    const Address address = isLocal(transport) ? Address::path(folder.filePath(u"x.sock"_s))
                                               : Address{u"127.0.0.1"_s, freePort()};
    const int refused = isLocal(transport) ? ENOENT : ECONNREFUSED;
    Steps tale(Side::Server, transport, address, {});
    tale.step(EventKind::Socket, CallName::Socket);
    tale.fail(CallName::Accept, ErrorCode::InvalidCall, EINVAL);
    tale.fail(CallName::Send, isLocal(transport) ? ErrorCode::NotConnected : ErrorCode::BrokenPipe,
              isLocal(transport) ? ENOTCONN : EPIPE,
              [](Event &, CallDetail &detail) { detail.asked = 70'000; });
    tale.fail(CallName::Recv, isLocal(transport) ? ErrorCode::InvalidCall : ErrorCode::NotConnected,
              isLocal(transport) ? EINVAL : ENOTCONN, [](Event &, CallDetail &detail) { detail.asked = 9; });
    tale.fail(CallName::Shutdown, ErrorCode::NotConnected, ENOTCONN,
              [](Event &, CallDetail &detail) { detail.how = ShutdownHow::Write; });
    const auto toPeer = [&](Event &event, CallDetail &) { event.peer = address; };
    tale.fail(CallName::Connect,
              isLocal(transport) ? ErrorCode::SocketFileMissing : ErrorCode::ConnectionRefused, refused,
              toPeer);
    tale.fail(CallName::ConnectEx,
              isLocal(transport) ? ErrorCode::SocketFileMissing : ErrorCode::ConnectionRefused, refused,
              toPeer);
    tale.step(EventKind::Bind, CallName::Bind);
    tale.fail(CallName::Bind, ErrorCode::InvalidCall, EINVAL);
    tale.step(EventKind::Listen, CallName::Listen, [](Event &event, CallDetail &) { event.number = 0; });
    tale.step(EventKind::Listen, CallName::Listen, [](Event &event, CallDetail &) { event.number = 7; });
    const qsizetype wouldBlock = tale.fail(CallName::Accept, ErrorCode::WouldBlock, EAGAIN);
    tale.option(CallName::SetSockOpt, SocketOption::Linger, 3);
    tale.option(CallName::GetSockOpt, SocketOption::Linger, 3);
    tale.option(CallName::GetSockOpt, SocketOption::ErrorOption, 0);
    tale.fail(CallName::SetSockOpt, ErrorCode::OptionNotSupported, ENOPROTOOPT,
              [](Event &, CallDetail &detail) {
                  detail.option = SocketOption::ErrorOption;
                  detail.optionAsked = OptionValue{1, {}};
              });
    tale.step(EventKind::Closed, CallName::Close);
    const qsizetype last = tale.fail(CallName::Recv, ErrorCode::BadDescriptor, EBADF);
    for (const CodeLanguage language : kRunLanguages)
        QCOMPARE(run(tale.code(last, language), language), QString());
    for (const CodeLanguage language : allCodeLanguages()) {
        for (qsizetype row = 0; row <= last; ++row) {
            QCOMPARE(faultOf(tale.code(row, language)), QString());
            const Event &event = tale.journal.at(row);
            if (event.error && language != CodeLanguage::Qt)
                QVERIFY2(tale.marked(row, language).contains(errorName(*event.error)),
                         qPrintable(tale.marked(row, language)));
        }
    }
    QCOMPARE(tale.marked(wouldBlock),
             u"s.setblocking(False)\ntry:\ns.accept()\nexcept BlockingIOError as error:\n"
             "print(error)  # EAGAIN\ns.setblocking(True)"_s);
}

void TestCallCode::knowsEveryOption_data()
{
    QTest::addColumn<Address>("address");
    QTest::newRow("IPv4") << Address{u"127.0.0.1"_s, 0};
    QTest::newRow("IPv6") << Address{u"::1"_s, 0};
}

// What the kernel does not let be set says so; it need not compile less for that.
void TestCallCode::knowsEveryOption()
{
    QFETCH(Address, address);
    const QString group = address.isIpv6() ? u"ff02::114%lo"_s : u"239.255.0.114"_s;
    Steps tale(Side::Server, Transport::Udp, address, {});
    tale.step(EventKind::Socket, CallName::Socket);
    for (const SocketOption option : allSocketOptions()) {
        const auto detailed = [&](Event &, CallDetail &detail) {
            detail.option = option;
            detail.optionAsked = OptionValue{1, group};
        };
        tale.fail(CallName::SetSockOpt, ErrorCode::System, EIO, detailed);
        tale.fail(CallName::GetSockOpt, ErrorCode::System, EIO, detailed);
    }
    tale.step(EventKind::Bind, CallName::Bind);
    for (const SocketOption option :
         {SocketOption::ReuseAddress, SocketOption::Linger, SocketOption::SendBuffer,
          SocketOption::ReceiveTtl, SocketOption::ReceivePacketInfo, SocketOption::ReceiveTimestamp,
          SocketOption::TimeToLive, SocketOption::MulticastTtl, SocketOption::MulticastLoop}) {
        tale.option(CallName::SetSockOpt, option, 1);
        tale.option(CallName::GetSockOpt, option, 1);
    }
    const qsizetype last = tale.step(EventKind::Closed, CallName::Close);
    for (const CodeLanguage language : kRunLanguages) {
        const CodeListing listing = tale.code(last, language);
        QCOMPARE(run(listing, language), QString());
        for (const SocketOption option : allSocketOptions())
            QVERIFY2(listing.text().contains(socketOptionName(option, address.isIpv6())),
                     qPrintable(socketOptionName(option)));
    }
}

void TestCallCode::marksEveryCall_data()
{
    QTest::addColumn<CodeLanguage>("language");
    QTest::addColumn<QStringList>("lines"); // the beginning of what is marked
    QTest::newRow("Python") << CodeLanguage::Python
                            << QStringList{u"s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)"_s,
                                           u"s.bind(PATH)"_s,
                                           u"s.listen(2)"_s,
                                           u"c4, address = s.accept()"_s,
                                           u"print(c4.send(b'hi'))"_s,
                                           u"print(c4.recv(10, socket.MSG_WAITALL))"_s,
                                           u"print(lines_c4.readline())"_s,
                                           u"lines_c4 = c4.makefile('rb')"_s,
                                           u"print(lines_c4.readline())"_s,
                                           u"c4.shutdown(socket.SHUT_RD)"_s,
                                           u"c4.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER"_s,
                                           u"c4.close()"_s,
                                           u"s.close()"_s};
    QTest::newRow("C") << CodeLanguage::C
                       << QStringList{u"int s = socket(AF_UNIX, SOCK_STREAM, 0);"_s,
                                      u"nameSize = local(&name, PATH, sizeof PATH);"_s,
                                      u"check(listen(s, 2) == 0, \"listen\");"_s,
                                      u"int c4 = accept(s, NULL, NULL);"_s,
                                      u"told(\"send\", send(c4, \"hi\", 2, MSG_NOSIGNAL));"_s,
                                      u"show(data, recv(c4, data, 10, MSG_WAITALL));"_s,
                                      u"showLine(lines_c4);"_s,
                                      u"FILE *lines_c4 = fdopen(dup(c4), \"r\");"_s,
                                      u"showLine(lines_c4);"_s,
                                      u"check(shutdown(c4, SHUT_RD) == 0"_s,
                                      u"// now close() sends RST"_s,
                                      u"check(close(c4) == 0"_s,
                                      u"check(close(s) == 0"_s};
}

void TestCallCode::marksEveryCall()
{
    QFETCH(CodeLanguage, language);
    QFETCH(QStringList, lines);
    Steps tale(Side::Server, Transport::LocalStream, Address::path(u"/tmp/x"_s), {});
    const auto accepted = [](Event &event, CallDetail &) {
        event.socket = 2;
        event.connection = 4;
    };
    tale.step(EventKind::Socket, CallName::Socket);
    tale.step(EventKind::Bind, CallName::Bind);
    tale.step(EventKind::Listen, CallName::Listen, [](Event &event, CallDetail &) { event.number = 2; });
    tale.step(EventKind::Accept, CallName::Accept, accepted);
    tale.send(CallName::Send, "hi", accepted);
    tale.step(EventKind::Received, CallName::Recv, [&](Event &event, CallDetail &detail) {
        accepted(event, detail);
        event.payload = "x";
        detail.asked = 10;
        detail.flags = MessageFlag::WaitAll;
    });
    // What fills the buffer of makefile() belongs to the line that comes of it.
    for (const EventKind kind : {EventKind::Received, EventKind::Line, EventKind::Line}) {
        tale.step(kind, CallName::ReadLine, [&](Event &event, CallDetail &detail) {
            accepted(event, detail);
            event.payload = "a\n";
        });
    }
    tale.step(EventKind::Shutdown, CallName::Shutdown, [&](Event &event, CallDetail &detail) {
        accepted(event, detail);
        detail.how = ShutdownHow::Read;
    });
    tale.step(EventKind::Reset, CallName::Close, accepted);
    tale.step(EventKind::Closed, CallName::Close, accepted);
    tale.step(EventKind::Closed, CallName::Close);
    lines[6] = lines[7]; // the first one makes the file, too
    for (qsizetype row = 0; row < lines.size(); ++row)
        QVERIFY2(tale.marked(row, language).startsWith(lines[row]),
                 qPrintable(tale.marked(row, language) + u" ≠ "_s + lines[row]));
}

// A socket that does not sleep gets EINPROGRESS first; the program's connect() returns when it is through.
void TestCallCode::waitsForAConnectThatGoesOn()
{
    const Address server{u"127.0.0.1"_s, 30000};
    for (const bool isRefused : {false, true}) {
        Steps tale(Side::Client, Transport::Tcp, {}, server);
        tale.step(EventKind::Socket, CallName::Socket);
        QList<qsizetype> rows{tale.step(EventKind::Connect, CallName::Connect),
                              tale.fail(CallName::Connect, ErrorCode::InProgress, EINPROGRESS)};
        rows << (isRefused ? tale.fail(CallName::Connect, ErrorCode::ConnectionRefused, ECONNREFUSED)
                           : tale.step(EventKind::Connected, CallName::Connect));
        const QString marked = tale.marked(rows[0]);
        QVERIFY2(isRefused ? marked.startsWith(u"try:\ns.connect((HOST, PORT))\nexcept ConnectionRefused"_s)
                           : marked.startsWith(u"s.connect((HOST, PORT))"_s),
                 qPrintable(marked));
        for (const qsizetype row : rows)
            QCOMPARE(tale.marked(row), marked);
        QCOMPARE(tale.code(rows[0]).text().count(u"connect("_s), 1);
    }
}

// A server has one socket for all; it answers to whoever it was.
void TestCallCode::keepsAddressesOfConversations()
{
    Tale tale;
    const auto add = [&tale](EventKind kind, quint32 connection, const QByteArray &bytes = {}) {
        Event event = bytes.isNull() ? tale.events.make(kind, Side::Server, connection)
                                     : tale.events.data(kind, Side::Server, bytes, connection);
        event.transport = Transport::Udp;
        event.peer.port = quint16(50000 + connection);
        return tale.add(event);
    };
    add(EventKind::Socket, 0);
    add(EventKind::Bind, 0);
    add(EventKind::Received, 1, "one");
    add(EventKind::Received, 2, "two");
    const qsizetype answer = add(EventKind::Sent, 1, "for one");
    const qsizetype unasked = add(EventKind::Sent, 3, "for three");
    const qsizetype left = add(EventKind::Closed, 2);
    const qsizetype closed = add(EventKind::Closed, 0);
    QCOMPARE(tale.marked(answer), u"s.sendto(b'for one', a1)"_s);
    QCOMPARE(tale.marked(unasked), u"s.sendto(b'for three', (HOST, 50003))"_s);
    QVERIFY(tale.marked(left).startsWith(u'#'));
    QCOMPARE(tale.marked(closed), u"s.close()"_s);
    QVERIFY(tale.code(answer).text().indexOf(u"data, a1 = s.recvfrom(65536)"_s)
            < tale.code(answer).text().indexOf(u"data, a2 = s.recvfrom(65536)"_s));
    QVERIFY(tale.marked(answer, CodeLanguage::C)
                .contains(u"MSG_NOSIGNAL, (struct sockaddr *)&a1, a1Size) == 7"_s));
}

// Only what is around the row is shown; a program must make its sockets all the same.
void TestCallCode::makesWhatItsBeginningLacks()
{
    QTemporaryDir folder;
    const Address address = Address::path(folder.filePath(u"x"_s));
    Steps tale(Side::Client, Transport::LocalDatagram, address, address);
    for (int i = 0; i < 10'000; ++i)
        tale.send(CallName::SendTo, QByteArray::number(i));
    for (const CodeLanguage language : allCodeLanguages()) {
        const CodeListing listing = tale.code(9'000, language);
        QCOMPARE(faultOf(listing), QString());
        QVERIFY(listing.lines.size() < 1000);
        QVERIFY2(tale.marked(9'000, language).contains(u"9000"_s), qPrintable(tale.marked(9'000, language)));
        QVERIFY(!listing.remark.isEmpty());
        QVERIFY(listing.text().contains(u"left out here"_s));
        if (language == CodeLanguage::C)
            QCOMPARE(Program(language).build(listing, 0), QString());
    }
    QVERIFY(tale.code(9'000).text().contains(u"s = socket.socket("_s));

    Steps server(Side::Server, Transport::Tcp, {u"127.0.0.1"_s, 30000}, {u"127.0.0.1"_s, 50000});
    const qsizetype row = server.step(EventKind::Received, CallName::Recv, [](Event &event, CallDetail &) {
        event.payload = "x";
        event.connection = 7;
        event.socket = 9;
    });
    const QString text = server.code(row).text();
    QVERIFY2(text.contains(u"s.bind((HOST, PORT))"_s), qPrintable(text));
    QCOMPARE(Program(CodeLanguage::C).build(server.code(row, CodeLanguage::C), 0), QString());
}

void TestCallCode::survivesHostileNames_data()
{
    QTest::addColumn<Transport>("transport");
    QTest::addColumn<Address>("address");
    const QString hostile = u"a'\"b\\\n*/?\?/%1%2\u202e您\r// # \\"_s;
    QTest::newRow("host") << Transport::Udp << Address{hostile, 80};
    QTest::newRow("path") << Transport::LocalDatagram << Address::path(hostile);
    QTest::newRow("path with NUL") << Transport::LocalStream << Address::path(u"a"_s + QChar(0) + u"b"_s);
    QTest::newRow("abstract") << Transport::LocalStream << Address::abstractName(hostile);
    QTest::newRow("too long") << Transport::LocalStream << Address::path(QString(500, u'x'));
    QTest::newRow("nothing") << Transport::LocalStream << Address();
}

void TestCallCode::survivesHostileNames()
{
    QFETCH(Transport, transport);
    QFETCH(Address, address);
    const QString hostile = u"'\"\\\n*/?\?/%1%2\u202e\r// #"_s;
    for (const Side side : {Side::Server, Side::Client}) {
        Steps tale(side, transport, address, address);
        tale.step(EventKind::Socket, CallName::Socket);
        tale.step(EventKind::Bind, CallName::Bind);
        tale.send(CallName::SendMsg, hostile.toUtf8(),
                  [&](Event &, CallDetail &detail) { detail.file = u"/x/"_s + hostile; });
        tale.option(CallName::SetSockOpt, SocketOption::MulticastJoin, 0, hostile);
        tale.option(CallName::GetSockOpt, SocketOption::PeerCredentials, 0, hostile);
        tale.step(EventKind::Received, CallName::RecvMsg, [&](Event &event, CallDetail &detail) {
            event.payload = "x";
            detail.ancillary = {{hostile, hostile, hostile.toUtf8(), hostile}};
        });
        const qsizetype last = tale.fail(CallName::Connect, ErrorCode::System, 0);
        for (const CodeLanguage language : allCodeLanguages()) {
            for (qsizetype row = 0; row <= last; ++row)
                QCOMPARE(faultOf(tale.code(row, language)), QString());
        }
        QCOMPARE(Program(CodeLanguage::C).build(tale.code(last, CodeLanguage::C), 0), QString());
        // Python reads it without running it.
        const QString text = tale.code(last).text();
        QString literal;
        for (const char byte : text.toUtf8())
            literal += u"\\x%1"_s.arg(uint(uchar(byte)), 2, 16, QLatin1Char('0'));
        CodeListing python;
        python.lines = {u"compile(b'%1', 'x', 'exec')"_s.arg(literal)};
        QCOMPARE(run(python, CodeLanguage::Python), QString());
    }
}

void TestCallCode::qtTalksToItself_data()
{
    talksToItself_data();
}

void TestCallCode::qtTalksToItself()
{
    QFETCH(Transport, transport);
    QFETCH(Address, address);
    QTemporaryDir folder;
    if (address.kind == Address::Kind::Path)
        address.host = folder.filePath(address.host);
    Steps tale(Side::Client, transport, address, address);
    const CodeListing listing
        = tale.code(talkToItself(tale, transport, folder.filePath(u"x"_s)), CodeLanguage::Qt);
    Program program(CodeLanguage::Qt);
    QCOMPARE(program.build(listing, 0), QString());
    program.start();
    QVERIFY2(program.hasEnded(), qPrintable(listing.text()));
    const QByteArray said = program.errors();
    QVERIFY2(program.exitCode() == 0, said.constData());
    const QByteArray expected = R"("it's"
"it's\x00\xFF??/"
""
"abc"
"\xE6\x82\xA8\xE5\xA5\xBD"
"with"
"all"
)";
    const qsizetype first = said.indexOf("\"it's\"");
    QCOMPARE(said.mid(first), expected);
}

// Calls on streams become signals; what Qt has no call for is a note or the system's call.
void TestCallCode::qtKnowsStreamsToo()
{
    for (const Address &address : {Address{u"127.0.0.1"_s, 30000}, Address::path(u"/tmp/x'\"?\?/%1"_s),
                                   Address::abstractName(u"a'\"?\?/%1"_s)}) {
        const Transport transport = address.isLocal() ? Transport::LocalStream : Transport::Tcp;
        for (const Side side : {Side::Server, Side::Client}) {
            Steps tale(side, transport, address, address);
            const bool isServer = side == Side::Server;
            const auto there = [&](Event &event, CallDetail &) {
                event.socket = isServer ? 2 : 1;
                event.connection = 4;
            };
            tale.step(EventKind::Socket, CallName::Socket);
            tale.option(CallName::SetSockOpt, SocketOption::ReuseAddress, 1);
            if (isServer) {
                tale.step(EventKind::Bind, CallName::Bind);
                tale.step(EventKind::Listen, CallName::Listen);
                tale.option(CallName::SetSockOpt, SocketOption::SendBuffer, 9999);
                tale.fail(CallName::Accept, ErrorCode::WouldBlock, EAGAIN);
                tale.step(EventKind::Accept, CallName::Accept, there);
            } else {
                tale.step(EventKind::Connect, CallName::Connect, there);
                tale.step(EventKind::Connected, CallName::Connect, there);
            }
            tale.send(CallName::Send, "hi", there);
            for (const SocketOption option :
                 {SocketOption::NoDelay, SocketOption::Linger, SocketOption::KeepIdle}) {
                for (const CallName call : {CallName::SetSockOpt, CallName::GetSockOpt}) {
                    tale.step(EventKind::Option, call, [&](Event &event, CallDetail &detail) {
                        there(event, detail);
                        detail.option = option;
                        detail.optionAsked = OptionValue{1, {}};
                    });
                }
            }
            const auto read = [&](EventKind kind, CallName call, MessageFlags flags = {}) {
                tale.step(kind, call, [&](Event &event, CallDetail &detail) {
                    there(event, detail);
                    event.payload = "a\n";
                    detail.flags = flags;
                });
            };
            read(EventKind::Peeked, CallName::Recv, MessageFlag::Peek);
            read(EventKind::Received, CallName::RecvInto);
            read(EventKind::Received, CallName::ReadLine);
            read(EventKind::Line, CallName::ReadLine);
            tale.step(EventKind::Shutdown, CallName::Shutdown, there);
            tale.step(EventKind::Eof, CallName::Recv, there);
            const qsizetype last = tale.step(EventKind::Closed, CallName::Close, there);
            for (qsizetype row = 0; row <= last; ++row)
                QCOMPARE(faultOf(tale.code(row, CodeLanguage::Qt)), QString());
            QCOMPARE(Program(CodeLanguage::Qt).build(tale.code(last, CodeLanguage::Qt), 0), QString());
        }
    }
}

void TestCallCode::sendsFilesAsOneStep()
{
    Tale tale;
    tale.listen();
    tale.add(EventKind::Accept, Side::Server);
    const auto add = [&tale](EventKind kind, CallName call, qint64 offset, qint64 bytes) {
        Event event = tale.events.make(kind, Side::Server);
        CallDetail detail;
        detail.call = call;
        detail.file = call == CallName::SendFile ? u"/tmp/您'%1.bin"_s : u"/tmp/saved"_s;
        detail.fileOffset = offset;
        event.bytes = bytes;
        event.streamOffset = quint64(offset);
        event.detail = std::make_shared<CallDetail>(detail);
        return tale.add(event);
    };
    QList<qsizetype> sent{add(EventKind::TransferBegin, CallName::SendFile, 5, 0)};
    for (int i = 0; i < 1000; ++i)
        sent << add(EventKind::Sent, CallName::SendFile, 5 + 100 * i, 100);
    sent << add(EventKind::TransferEnd, CallName::SendFile, 5, 100'000);
    QList<qsizetype> saved{add(EventKind::TransferBegin, CallName::None, 0, 0),
                           add(EventKind::Received, CallName::Recv, 0, 3000),
                           add(EventKind::TransferEnd, CallName::None, 0, 3000)};
    tale.write(Side::Server, "done");
    const qsizetype closed = tale.add(EventKind::Closed, Side::Server);
    for (const qsizetype row : {sent[0], sent[1], sent[500], sent[1000], sent[1001]})
        QCOMPARE(tale.marked(row), u"with open(FILE, 'rb') as file:\nc1.sendfile(file, 5, 100000)"_s);
    for (const qsizetype row : std::as_const(saved))
        QVERIFY2(tale.marked(row).startsWith(u"left = 3000\nwith open(FILE2, 'xb') as file:"_s),
                 qPrintable(tale.marked(row)));
    QVERIFY(tale.code(closed).text().contains(u"FILE = '/tmp/您\\'%1.bin'\nFILE2 = '/tmp/saved.copy'\n"_s));
    QCOMPARE(tale.marked(sent[700], CodeLanguage::C), u"sendFile(c1, FILE, 5, 100000);"_s);
    QCOMPARE(tale.marked(saved[1], CodeLanguage::C), u"saveFile(c1, FILE2, 3000);"_s);
    QCOMPARE(Program(CodeLanguage::C).build(tale.code(closed, CodeLanguage::C), 0), QString());
    for (const CodeLanguage language : allCodeLanguages()) {
        for (const qsizetype row : {sent[0], sent[500], sent[1001], saved[0], saved[1], saved[2]})
            QCOMPARE(faultOf(tale.code(row, language)), QString());
    }
}

void TestCallCode::writesTheTutorialsLoop_data()
{
    QTest::addColumn<bool>("echoes");
    QTest::newRow("greeting") << false;
    QTest::newRow("echo") << true;
}

void TestCallCode::writesTheTutorialsLoop()
{
    QFETCH(bool, echoes);
    Tale tale;
    const auto enter = [&tale](EventKind kind, quint32 connection, CallName call) {
        Event event = tale.events.make(kind, Side::Server, connection);
        event.origin = kind == EventKind::Thread ? Origin::Kernel : Origin::Call;
        CallDetail detail;
        detail.call = call;
        detail.thread = ThreadReading{9, u'S', 43, callName(call), {}};
        event.detail = std::make_shared<CallDetail>(detail);
        return tale.add(event);
    };
    tale.listen();
    QList<qsizetype> accepting;
    QList<qsizetype> reading;
    QList<qsizetype> sending;
    QList<qsizetype> closing;
    for (const quint32 connection : {1U, 2U}) {
        accepting << enter(EventKind::Enter, 0, CallName::Accept)
                  << enter(EventKind::Thread, 0, CallName::Accept)
                  << tale.add(EventKind::Accept, Side::Server, connection);
        if (echoes) {
            reading << enter(EventKind::Enter, connection, CallName::Recv)
                    << tale.read(Side::Server, "hi", connection);
            Event event = tale.events.data(EventKind::Sent, Side::Server, "hi", connection);
            event.reason = WriteReason::Echo;
            reading << tale.add(event) << enter(EventKind::Thread, connection, CallName::Recv)
                    << tale.add(EventKind::Eof, Side::Server, connection);
        } else {
            // A greeting that is too much for the buffer makes it sleep as well.
            sending << enter(EventKind::Enter, connection, CallName::SendAll);
            tale.write(Side::Server, u"您好，您收到了服务器的新年祝福！"_s.toUtf8(), connection);
        }
        closing << tale.add(EventKind::Closed, Side::Server, connection);
    }
    QStringList expected{u"import socket"_s,
                         {},
                         u"HOST = '127.0.0.1'"_s,
                         u"PORT = 30000"_s,
                         {},
                         u"s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)"_s,
                         u"s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)"_s,
                         u"s.bind((HOST, PORT))"_s,
                         u"s.listen(5)"_s,
                         {},
                         u"while True:"_s,
                         u"    c, address = s.accept()"_s};
    if (echoes)
        expected << u"    while True:"_s << u"        data = c.recv(4096)"_s << u"        if not data:"_s
                 << u"            break"_s << u"        c.sendall(data)"_s;
    else
        expected << u"    c.sendall('您好，您收到了服务器的新年祝福！'.encode('utf-8'))"_s;
    expected << u"    c.close()"_s;
    QCOMPARE(tale.code(accepting[2]).lines, expected);
    for (const qsizetype row : std::as_const(accepting))
        QCOMPARE(tale.marked(row), u"c, address = s.accept()"_s);
    for (const qsizetype row : std::as_const(reading))
        QVERIFY(tale.marked(row).startsWith(u"while True:\ndata = c.recv(4096)"_s));
    for (const qsizetype row : std::as_const(sending))
        QVERIFY(tale.marked(row).startsWith(u"c.sendall("_s));
    for (const qsizetype row : std::as_const(closing))
        QCOMPARE(tale.marked(row), u"c.close()"_s);
    QCOMPARE(tale.marked(2), u"s.listen(5)"_s);
    QCOMPARE(Program(CodeLanguage::C).build(tale.code(accepting[0], CodeLanguage::C), 0), QString());
    QVERIFY(tale.code(accepting[0], CodeLanguage::C)
                .text()
                .contains(u"    for (;;) {\n        int c = accept("_s));
    for (const CodeLanguage language : allCodeLanguages()) {
        for (qsizetype row = 0; row <= closing.constLast(); ++row)
            QCOMPARE(faultOf(tale.code(row, language)), QString());
    }
}

QTEST_GUILESS_MAIN(TestCallCode)
#include "tst_callcode.moc"
