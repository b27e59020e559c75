// SPDX-License-Identifier: MIT
#include "store/captureimport.h"

#include "core/lifelines.h"
#include "core/streambytes.h"
#include "store/captureloader.h"
#include "store/capturepayloads.h"
#include "store/packetsynthesis.h"
#include "store/pcapngexport.h"
#include "store/pcapngwriter.h"
#include "store/sessionpayloads.h"
#include "support/eventlist.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

const Address kClient{u"192.0.2.1"_s, 50000};
const Address kServer{u"192.0.2.2"_s, 8080};

template <typename Number> QByteArray little(Number number)
{
    QByteArray bytes(sizeof number, Qt::Uninitialized);
    qToLittleEndian(number, bytes.data());
    return bytes;
}

template <typename Number> QByteArray big(Number number)
{
    QByteArray bytes(sizeof number, Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

/// A pcapng capture that is written packet by packet.
class Capture
{
public:
    Capture()
        : m_writer(m_buffer)
    {
        m_buffer.open(QIODevice::ReadWrite);
        m_writer.begin(u"test"_s, {});
    }
    void add(const QByteArray &packet, const QStringList &comments = {}, qint64 missing = 0)
    {
        m_ns += 1'000'000;
        m_writer.packet(m_ns, packet, comments, missing);
    }
    /// A segment of the client, or of the server.
    void segment(Side from, TcpFlags flags, quint32 sequence, quint32 acknowledgment,
                 const QByteArray &payload = {}, quint16 window = 1000)
    {
        SegmentReading header;
        header.flags = flags;
        header.sequence = sequence;
        header.acknowledgment = acknowledgment;
        header.window = window;
        const bool isClient = from == Side::Client;
        add(capturedSegment(isClient ? kClient : kServer, isClient ? kServer : kClient, header, payload));
    }
    void handshake(quint32 client, quint32 server)
    {
        segment(Side::Client, TcpFlag::Syn, client, 0);
        segment(Side::Server, TcpFlag::Syn | TcpFlag::Ack, server, client + 1);
        segment(Side::Client, TcpFlag::Ack, client + 1, server + 1);
    }
    QByteArray bytes() const { return m_buffer.data(); }

private:
    QBuffer m_buffer;
    PcapngWriter m_writer;
    qint64 m_ns = 1'700'000'000'000'000'000;
};

struct Imported
{
    QList<Event> events;
    std::optional<Error> fault;
    CaptureImport::LeftOut leftOut;
};

Imported import(const QByteArray &capture)
{
    QBuffer buffer;
    buffer.setData(capture);
    buffer.open(QIODevice::ReadOnly);
    CaptureImport importer(buffer, u"capture"_s);
    Imported result;
    while (!importer.isAtEnd())
        result.events += importer.read(10, 10'000);
    result.fault = importer.fault();
    result.leftOut = importer.leftOut();
    return result;
}

QByteArray streamOf(const QList<Event> &events, Side side, quint32 connection = 1)
{
    Journal journal;
    journal.append(events);
    const ConnectionIndex connections(journal);
    const TextReading texts(journal, connections);
    const LifeLines lifeLines(journal);
    const Readings readings{journal, connections, texts, lifeLines};
    QByteArray bytes;
    qsizetype row = 0;
    while (row < journal.size() && (journal.at(row).connection != connection || journal.at(row).side != side))
        ++row;
    if (row == journal.size())
        return bytes;
    const StreamBytes stream = StreamBytes::around(readings, row);
    for (const StreamPiece &piece : stream.read(0, stream.size()))
        bytes += piece.isKept ? piece.bytes : QByteArray(piece.length, '?');
    return bytes;
}

QStringList rolesOf(const QList<Event> &events)
{
    QStringList roles;
    for (const Event &event : events)
        roles << segmentRoleName(event.segment->role);
    return roles;
}

QByteArray ethernet(const QByteArray &ip, const QByteArray &tags = {})
{
    const bool isIpv6 = (uchar(ip.front()) >> 4) == 6;
    return QByteArray(12, '\x02') + tags + (isIpv6 ? big(quint16(0x86DD)) : big(quint16(0x0800))) + ip;
}

QByteArray pcap(quint32 linkType, const QList<QByteArray> &packets, bool isBigEndian = false,
                bool isNanoseconds = false)
{
    const auto number = [isBigEndian](auto value) { return isBigEndian ? big(value) : little(value); };
    QByteArray file = number(isNanoseconds ? quint32(0xA1B23C4D) : quint32(0xA1B2C3D4)) + number(quint16(2))
        + number(quint16(4)) + QByteArray(8, '\0') + number(quint32(65535)) + number(linkType);
    for (const QByteArray &packet : packets)
        file += number(quint32(1'700'000'000)) + number(quint32(500)) + number(quint32(packet.size()))
            + number(quint32(packet.size())) + packet;
    return file;
}

} // namespace

class TestCaptureImport : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void conversation()
    {
        Capture capture;
        const QByteArray greeting = u"您好"_s.toUtf8();
        capture.handshake(1000, 5000);
        capture.segment(Side::Server, TcpFlag::Psh | TcpFlag::Ack, 5001, 1001, greeting);
        capture.segment(Side::Client, TcpFlag::Ack, 1001, 5007);
        capture.segment(Side::Server, TcpFlag::Fin | TcpFlag::Ack, 5007, 1001);
        capture.segment(Side::Client, TcpFlag::Ack, 1001, 5008);
        const Imported imported = import(capture.bytes());
        QCOMPARE(imported.events.size(), 7);
        QVERIFY(!imported.fault);
        QCOMPARE(imported.leftOut.all(), 0);
        const Event &syn = imported.events.at(0);
        QCOMPARE(syn.kind, EventKind::Segment);
        QCOMPARE(syn.origin, Origin::Wire);
        QCOMPARE(syn.side, Side::Client);
        QCOMPARE(syn.connection, 1U);
        QCOMPARE(syn.local, kClient);
        QCOMPARE(syn.peer, kServer);
        QCOMPARE(syn.segment->relativeSequence, 0);
        QCOMPARE(syn.segment->sequence, 1000U);
        QCOMPARE(syn.monotonicNs, 0);
        const Event &data = imported.events.at(3);
        QCOMPARE(data.side, Side::Server);
        QCOMPARE(data.payload, greeting);
        QCOMPARE(data.bytes, greeting.size());
        QCOMPARE(data.streamOffset, 0U);
        QCOMPARE(data.segment->relativeSequence, 1);
        QCOMPARE(data.segment->relativeAcknowledgment, 1);
        QCOMPARE(data.segment->frame, 4U);
        QCOMPARE(data.monotonicNs, 3'000'000);
        QCOMPARE(imported.events.at(6).segment->relativeAcknowledgment, 8);
        QCOMPARE(rolesOf(imported.events), QStringList(QList<QString>(7, u"plain"_s)));
        QCOMPARE(streamOf(imported.events, Side::Server), greeting);
        QCOMPARE(streamOf(imported.events, Side::Client), QByteArray());
    }

    void whichEndIsTheServer_data()
    {
        QTest::addColumn<quint16>("from");
        QTest::addColumn<quint16>("to");
        QTest::addColumn<bool>("isTcp");
        QTest::addColumn<Side>("sender");
        QTest::newRow("a port below 1024") << quint16(443) << quint16(2000) << true << Side::Server;
        QTest::newRow("to a port below 1024") << quint16(2000) << quint16(53) << false << Side::Client;
        QTest::newRow("the lower port of TCP") << quint16(8080) << quint16(50000) << true << Side::Server;
        QTest::newRow("who sends first of UDP") << quint16(8080) << quint16(50000) << false << Side::Client;
        QTest::newRow("equal ports") << quint16(5000) << quint16(5000) << true << Side::Client;
    }
    void whichEndIsTheServer()
    {
        QFETCH(quint16, from);
        QFETCH(quint16, to);
        QFETCH(bool, isTcp);
        QFETCH(Side, sender);
        Capture capture;
        const Address source{u"192.0.2.9"_s, from};
        const Address target{u"192.0.2.8"_s, to};
        SegmentReading header;
        header.flags = TcpFlag::Ack;
        capture.add(isTcp ? capturedSegment(source, target, header, "x") : udpPacket(source, target, "x"));
        const Imported imported = import(capture.bytes());
        QCOMPARE(imported.events.size(), 1);
        QCOMPARE(imported.events.at(0).side, sender);
    }

    void disorder()
    {
        Capture capture;
        capture.handshake(0, 0);
        const auto data = [&capture](quint32 sequence, const QByteArray &bytes) {
            capture.segment(Side::Client, TcpFlag::Ack, sequence, 1, bytes);
        };
        data(1, "abc");
        data(1, "abc"); // again
        data(7, "ghi"); // behind a gap
        data(4, "def"); // late
        data(5, "efghijk"); // partly known
        data(20, "t"); // what is between was never captured
        const Imported imported = import(capture.bytes());
        QCOMPARE(rolesOf(imported.events.mid(3)),
                 QStringList({u"plain"_s, u"retransmission"_s, u"afterGap"_s, u"outOfOrder"_s, u"plain"_s,
                              u"afterGap"_s}));
        QCOMPARE(streamOf(imported.events, Side::Client), QByteArray("abcdefghijk????????t"));
    }

    void acknowledgments()
    {
        Capture capture;
        capture.handshake(0, 0);
        capture.segment(Side::Client, TcpFlag::Ack, 1, 1, "abc");
        capture.segment(Side::Server, TcpFlag::Ack, 1, 1);
        capture.segment(Side::Server, TcpFlag::Ack, 1, 4, {}, 0);
        capture.segment(Side::Client, TcpFlag::Ack, 3, 1); // one before the next
        capture.segment(Side::Server, TcpFlag::Ack, 1, 4, {}, 500);
        const Imported imported = import(capture.bytes());
        QCOMPARE(rolesOf(imported.events.mid(4)),
                 QStringList({u"duplicateAck"_s, u"zeroWindow"_s, u"keepAlive"_s, u"windowUpdate"_s}));
    }

    void sequenceNumbersWrap()
    {
        Capture capture;
        const quint32 isn = 0xFFFFFFF0;
        capture.handshake(isn, 0);
        quint32 sequence = isn + 1;
        QByteArray sent;
        for (int i = 0; i < 5; ++i) {
            const QByteArray piece(10, char('a' + i));
            capture.segment(Side::Client, TcpFlag::Ack, sequence, 1, piece);
            sequence += 10;
            sent += piece;
        }
        const Imported imported = import(capture.bytes());
        QCOMPARE(streamOf(imported.events, Side::Client), sent);
        QCOMPARE(imported.events.constLast().segment->relativeSequence, 41);
    }

    void aSynUsesThePortsAgain()
    {
        Capture capture;
        capture.handshake(100, 200);
        capture.segment(Side::Client, TcpFlag::Rst, 101, 0);
        capture.handshake(100, 200); // even with the same numbers
        capture.segment(Side::Client, TcpFlag::Syn, 7, 0); // another attempt
        capture.segment(Side::Client, TcpFlag::Syn, 7, 0); // the same once more
        const Imported imported = import(capture.bytes());
        QList<quint32> numbers;
        for (const Event &event : imported.events)
            numbers << event.connection;
        QCOMPARE(numbers, QList<quint32>({1, 1, 1, 1, 2, 2, 2, 3, 3}));
        QCOMPARE(imported.events.constLast().segment->role, SegmentRole::Retransmission);
    }

    void streamBeyondFourGibibytes()
    {
        Capture capture;
        capture.handshake(0, 0);
        quint32 sequence = 1;
        for (int i = 0; i < 5; ++i) { // in leaps of a gibibyte, as if most had not been captured
            capture.segment(Side::Client, TcpFlag::Ack, sequence, 1, "x");
            sequence += 1U << 30;
        }
        const Imported imported = import(capture.bytes());
        QCOMPARE(imported.events.constLast().streamOffset, quint64(1) << 32);
        QCOMPARE(imported.events.constLast().segment->relativeSequence, (qint64(1) << 32) + 1);
    }

    void begunBeforeTheCapture()
    {
        Capture capture;
        capture.segment(Side::Client, TcpFlag::Ack, 100, 50, "def");
        capture.segment(Side::Client, TcpFlag::Ack, 97, 50, "abc"); // from before
        capture.segment(Side::Client, TcpFlag::Ack, 103, 50, "ghi");
        const Imported imported = import(capture.bytes());
        QCOMPARE(streamOf(imported.events, Side::Client), QByteArray("defghi"));
        QVERIFY(!imported.events.at(1).segment->hasPlace());
    }

    void comments()
    {
        Capture capture;
        capture.add(udpPacket(kClient, kServer, "x"), {u"first\nline"_s, u"second"_s});
        QCOMPARE(import(capture.bytes()).events.at(0).segment->comment, u"first line second"_s);
    }

    void linkTypes_data()
    {
        QTest::addColumn<quint32>("linkType");
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("raw") << 101U << QByteArray();
        QTest::newRow("Ethernet") << 1U << ethernet("\x45").chopped(1);
        QTest::newRow("Ethernet, VLAN")
            << 1U << ethernet("\x45", QByteArray("\x81\x00\x00\x07", 4)).chopped(1);
        QTest::newRow("Ethernet, two VLANs")
            << 1U << ethernet("\x45", QByteArray("\x88\xa8\x00\x01\x81\x00\x00\x07", 8)).chopped(1);
        QTest::newRow("Linux cooked") << 113U << QByteArray(14, '\0') + big(quint16(0x0800));
        QTest::newRow("Linux cooked 2") << 276U << big(quint16(0x0800)) + QByteArray(18, '\0');
        QTest::newRow("null") << 0U << little(quint32(2));
        QTest::newRow("loop") << 108U << big(quint32(2));
    }
    void linkTypes()
    {
        QFETCH(quint32, linkType);
        QFETCH(QByteArray, head);
        for (const bool isBigEndian : {false, true}) {
            const Imported imported
                = import(pcap(linkType, {head + udpPacket(kClient, kServer, "hello")}, isBigEndian));
            QCOMPARE(imported.events.size(), 1);
            QCOMPARE(imported.events.at(0).payload, QByteArray("hello"));
            QCOMPARE(imported.events.at(0).peer, kServer);
            QCOMPARE(imported.events.at(0).wallClockUs, 1'700'000'000'000'500);
        }
    }

    void nanoseconds()
    {
        const Imported imported = import(pcap(101, {udpPacket(kClient, kServer, "x")}, true, true));
        QCOMPARE(imported.events.at(0).wallClockUs, 1'700'000'000'000'000);
        QCOMPARE(imported.events.at(0).transport, Transport::Udp);
    }

    void ipv6WithExtensionHeaders()
    {
        const Address from{u"2001:db8::1"_s, 40000};
        const Address to{u"2001:db8::2"_s, 53};
        QByteArray packet = udpPacket(from, to, "query");
        packet[6] = 0; // hop-by-hop options, then UDP
        packet.insert(40, QByteArray("\x11\x00\x01\x04\x00\x00\x00\x00", 8));
        packet.replace(4, 2, big(quint16(packet.size() - 40)));
        Capture capture;
        capture.add(packet);
        const Imported imported = import(capture.bytes());
        QCOMPARE(imported.events.size(), 1);
        QCOMPARE(imported.events.at(0).payload, QByteArray("query"));
        QCOMPARE(imported.events.at(0).local, from);
        QCOMPARE(imported.events.at(0).side, Side::Client);
    }

    void whatIsLeftOut()
    {
        QByteArray first = udpPacket(kClient, kServer, "0123456789");
        first.replace(6, 2, big(quint16(0x2000)));
        QByteArray later = udpPacket(kClient, kServer, "abcdefgh");
        later.replace(6, 2, big(quint16(2)));
        QByteArray badHeader = udpPacket(kClient, kServer, "x");
        badHeader[0] = 0x41;
        QByteArray otherProtocol = udpPacket(kClient, kServer, "x");
        otherProtocol[9] = 89;
        Capture capture;
        for (const QByteArray &packet :
             {first, later, badHeader, otherProtocol, first.left(22), QByteArray(), QByteArray("\x20")})
            capture.add(packet);
        const Imported imported = import(capture.bytes());
        QCOMPARE(imported.events.size(), 1);
        QVERIFY(imported.events.at(0).segment->isFragment);
        QCOMPARE(imported.leftOut.fragments, 1);
        QCOMPARE(imported.leftOut.damaged, 3);
        QCOMPARE(imported.leftOut.other, 2);
    }

    void cutPackets()
    {
        Capture capture;
        const QByteArray packet = udpPacket(kClient, kServer, QByteArray(100, 'x'));
        capture.add(packet.left(60), {}, 68);
        const Imported imported = import(capture.bytes());
        QCOMPARE(imported.events.at(0).bytes, 100);
        QCOMPARE(imported.events.at(0).payload, QByteArray(32, 'x'));
        QCOMPARE(imported.events.at(0).segment->captured, 32);
    }

    void damagedFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("events");
        Capture capture;
        capture.add(udpPacket(kClient, kServer, "x"));
        const QByteArray good = capture.bytes();
        QByteArray badLength = good;
        badLength.replace(good.size() - 4, 4, little(quint32(8)));
        QTest::newRow("empty") << QByteArray() << 0;
        QTest::newRow("text") << QByteArray("GET / HTTP/1.1") << 0;
        QTest::newRow("cut within the packet") << good + good.right(20).left(10) << 1;
        QTest::newRow("two lengths") << badLength << 0;
        QTest::newRow("a block of 4 GiB") << good + little(quint32(6)) + little(quint32(0xFFFFFFFC)) << 1;
        QTest::newRow("no interface")
            << good.left(good.indexOf(little(quint32(1)) + little(quint32(0)))) << 0;
        QTest::newRow("pcap, endless packet")
            << pcap(101, {}) + QByteArray(8, '\0') + little(quint32(0x7FFFFFFF)) + little(quint32(1)) << 0;
    }
    void damagedFiles()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, events);
        const Imported imported = import(bytes);
        QCOMPARE(imported.events.size(), events);
        QVERIFY(imported.fault);
        QCOMPARE(imported.fault->code, ErrorCode::NotACapture);
    }

    void lifeOfBothEnds()
    {
        Capture capture;
        capture.handshake(0, 0);
        capture.segment(Side::Client, TcpFlag::Fin | TcpFlag::Ack, 1, 1);
        capture.segment(Side::Server, TcpFlag::Ack, 1, 2);
        capture.segment(Side::Server, TcpFlag::Fin | TcpFlag::Ack, 1, 2);
        capture.segment(Side::Client, TcpFlag::Ack, 2, 2);
        Journal journal;
        journal.append(import(capture.bytes()).events);
        const LifeLines lines(journal);
        const auto statesOf = [&lines](Side side) {
            QList<TcpState> states;
            for (const LifeMark &mark : lines.marks(1, side))
                states << mark.state;
            return states;
        };
        QCOMPARE(statesOf(Side::Client),
                 QList<TcpState>({TcpState::SynSent, TcpState::Established, TcpState::FinWait1,
                                  TcpState::FinWait2, TcpState::TimeWait}));
        QCOMPARE(statesOf(Side::Server),
                 QList<TcpState>({TcpState::SynReceived, TcpState::Established, TcpState::CloseWait,
                                  TcpState::LastAck, TcpState::Closed}));
        QVERIFY(lines.segments(1).empty()); // nothing is concluded of what was seen
    }

    // What we write, we read: the same streams, byte by byte.
    void ourOwnExport()
    {
        EventList list;
        Journal journal;
        QByteArray large(200'000, Qt::Uninitialized);
        for (qsizetype i = 0; i < large.size(); ++i)
            large[i] = char(i * 7 + (i >> 8));
        journal.append({list.make(EventKind::Accept, Side::Server),
                        list.data(EventKind::Sent, Side::Server, u"您好"_s.toUtf8()),
                        list.data(EventKind::Received, Side::Server, large),
                        list.data(EventKind::Sent, Side::Server, large),
                        list.make(EventKind::Eof, Side::Server), list.make(EventKind::Closed, Side::Server)});
        Event datagram = list.data(EventKind::Received, Side::Server, "datagram", 2);
        datagram.transport = Transport::Udp;
        journal.append({datagram});
        const Imported imported = import(exported(journal));
        QVERIFY(!imported.fault);
        QVERIFY(streamOf(imported.events, Side::Server) == u"您好"_s.toUtf8() + large);
        QVERIFY(streamOf(imported.events, Side::Client) == large);
        QCOMPARE(streamOf(imported.events, Side::Client, 2), QByteArray("datagram"));
        QCOMPARE(imported.events.at(0).peer, list.server);
    }

    // And what was imported goes out as it came in.
    void exportOfACapture()
    {
        Capture capture;
        capture.handshake(123, 456);
        capture.segment(Side::Client, TcpFlag::Psh | TcpFlag::Ack, 124, 457, "hello");
        capture.segment(Side::Client, TcpFlag::Psh | TcpFlag::Ack, 124, 457, "hello");
        capture.add(udpPacket(kClient, kServer, "x"), {u"a comment"_s});
        capture.add(udpPacket(kClient, kServer, QByteArray(100, 'x')).left(60), {}, 68);
        Journal journal;
        journal.append(import(capture.bytes()).events);
        const Imported again = import(exported(journal));
        QCOMPARE(again.events.size(), journal.size());
        for (qsizetype row = 0; row < journal.size(); ++row) {
            QCOMPARE(*again.events.at(row).segment, *journal.at(row).segment);
            QCOMPARE(again.events.at(row).payload, journal.payload(row));
            QCOMPARE(again.events.at(row).bytes, journal.at(row).bytes);
            QCOMPARE(again.events.at(row).wallClockUs, journal.at(row).wallClockUs);
        }
    }

    void asASessionAndInPlace()
    {
        Capture capture;
        capture.handshake(1, 1);
        capture.segment(Side::Client, TcpFlag::Ack, 2, 2, "hello");
        capture.segment(Side::Server, TcpFlag::Rst, 2, 0);
        const QString file = m_folder.filePath(u"x.pcapng"_s);
        const QString session = m_folder.filePath(u"x.bothends"_s);
        QFile device(file);
        QVERIFY(device.open(QIODevice::WriteOnly));
        device.write(capture.bytes());
        device.close();
        QVERIFY(isCapture(file));

        CaptureImport::LeftOut leftOut;
        std::optional<Error> fault;
        QVERIFY(!importCapture(file, session, leftOut, fault));
        QVERIFY(!fault);
        QVERIFY(!isCapture(session));
        auto opened = SessionFile::open(session);
        QVERIFY(std::holds_alternative<SessionFile>(opened));
        SessionFile &stored = std::get<SessionFile>(opened);
        QVERIFY(stored.isFinished());
        const QList<Event> events = stored.read(0, 100);
        QVERIFY(!stored.fault());

        auto store = std::make_unique<CapturePayloads>(file);
        CapturePayloads &payloads = *store;
        Journal journal(std::move(store));
        auto loader = CaptureLoader::open(file, journal, payloads);
        QVERIFY(std::holds_alternative<std::unique_ptr<CaptureLoader>>(loader));
        while (std::get<std::unique_ptr<CaptureLoader>>(loader)->loadSome()) { }
        QCOMPARE(journal.size(), events.size());
        for (qsizetype row = 0; row < events.size(); ++row) {
            QCOMPARE(*events.at(row).segment, *journal.at(row).segment);
            QCOMPARE(stored.payload(events.at(row).seq), journal.payload(row));
            QVERIFY(journal.hasPayload(row));
        }
        QCOMPARE(journal.payload(3), QByteArray("hello"));

        // Nothing is overwritten.
        const auto error = importCapture(file, session, leftOut, fault);
        QVERIFY(error);
        QCOMPARE(error->code, ErrorCode::FileExists);
        QVERIFY(QFile::exists(session));
    }

private:
    static QByteArray exported(const Journal &journal)
    {
        QBuffer buffer;
        buffer.open(QIODevice::ReadWrite);
        const ConnectionIndex connections(journal);
        PcapngExport exporter(journal, connections, buffer, 0);
        bool isWritten = exporter.begin();
        while (isWritten && !exporter.isAtEnd())
            isWritten = exporter.writeSome(100'000);
        return isWritten ? buffer.data() : QByteArray();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestCaptureImport)
#include "tst_captureimport.moc"
