// SPDX-License-Identifier: MIT
#include "core/icmp.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends::icmp {

class TestIcmp : public QObject
{
    Q_OBJECT
private slots:
    void checksum_data();
    void checksum();
    void asksForAnEcho();
    void dissects_data();
    void dissects();
    void tellsAWrongChecksum();
    void coversEveryByteOfAnything_data();
    void coversEveryByteOfAnything();
    void namesEveryField();
};

namespace {

const QByteArray kIpv4Header
    = QByteArray::fromHex("4500001d1c464000400120987f0000017f000001"); // 29 bytes in all

QStringList words(const QList<Field> &fields)
{
    QStringList result;
    for (const Field &field : fields)
        result << fieldText(field.name) + u'=' + field.value;
    return result;
}

const Field *find(const QList<Field> &fields, FieldName name)
{
    const auto it
        = std::find_if(fields.begin(), fields.end(), [name](const Field &f) { return f.name == name; });
    return it == fields.end() ? nullptr : &*it;
}

} // namespace

void TestIcmp::checksum_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<quint16>("expected");
    QTest::newRow("nothing") << QByteArray() << quint16(0xFFFF);
    QTest::newRow("the example of RFC 1071 §3") << QByteArray::fromHex("0001f203f4f5f6f7") << quint16(0x220d);
    QTest::newRow("an odd byte is padded with 0") << QByteArray::fromHex("0001f2") << quint16(0x0dfe);
    QTest::newRow("the carry is carried again") << QByteArray::fromHex("ffffffff0001") << quint16(0xfffe);
    QTest::newRow("ones only") << QByteArray(65534, '\xff') << quint16(0);
}

void TestIcmp::checksum()
{
    QFETCH(QByteArray, bytes);
    QFETCH(quint16, expected);
    QCOMPARE(icmp::checksum(bytes), expected);
}

void TestIcmp::asksForAnEcho()
{
    const QByteArray ipv4 = echoRequest(false, 0x1234, 1, "abc");
    QCOMPARE(ipv4.left(2), QByteArray::fromHex("0800"));
    QCOMPARE(ipv4.mid(4), QByteArray::fromHex("12340001") + "abc");
    QCOMPARE(icmp::checksum(ipv4), quint16(0)); // over itself and its checksum
    QCOMPARE(echoRequest(true, 0x1234, 0xFFFF, {}), QByteArray::fromHex("800000001234ffff"));
    QCOMPARE(echoRequest(false, 1, 1, QByteArray(65000, 'x')).size(), 65008);
}

void TestIcmp::dissects_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Transport>("transport");
    QTest::addColumn<bool>("isIpv6");
    QTest::addColumn<QStringList>("expected");
    const QByteArray request = echoRequest(false, 258, 3, "x");
    const QStringList header{u"Version=4"_s,
                             u"Header length=20"_s,
                             u"Type of service=0x00"_s,
                             u"Total length=29"_s,
                             u"Identification=0x1c46"_s,
                             u"Flags=DF"_s,
                             u"Fragment offset=0"_s,
                             u"Time to live=64"_s,
                             u"Protocol=1 ICMP"_s,
                             u"Header checksum=0x2098"_s,
                             u"Source address=127.0.0.1"_s,
                             u"Destination address=127.0.0.1"_s};
    const QStringList echo{u"Type=8 Echo"_s,       u"Code=0"_s, u"Checksum=0x7efa"_s, u"Identifier=258"_s,
                           u"Sequence number=3"_s, u"Data="_s};
    QTest::newRow("raw: with its IP header")
        << kIpv4Header + request << Transport::RawIcmp << false << header + echo;
    QTest::newRow("ping: ICMP only") << request << Transport::PingIcmp << false << echo;
    QTest::newRow("raw over IPv6: ICMP only")
        << echoRequest(true, 1, 2, {}) << Transport::RawIcmp << true
        << QStringList{u"Type=128 Echo Request"_s, u"Code=0"_s, u"Checksum=0x0000"_s, u"Identifier=1"_s,
                       u"Sequence number=2"_s};
    QTest::newRow("an error quotes the packet it is about")
        << QByteArray::fromHex("0303000000000000") + "quoted" << Transport::PingIcmp << false
        << QStringList{u"Type=3 Destination Unreachable"_s, u"Code=3"_s, u"Checksum=0x0000"_s,
                       u"Rest of the header="_s, u"Beginning of the packet it is about="_s};
    QTest::newRow("a type without a name")
        << QByteArray::fromHex("fe00010200000000") << Transport::PingIcmp << false
        << QStringList{u"Type=254"_s, u"Code=0"_s, u"Checksum=0x0102"_s, u"Rest of the header="_s};
    QByteArray withOptions = kIpv4Header + QByteArray(4, '\x01') + request;
    withOptions[0] = '\x46';
    QStringList longer = header;
    longer[1] = u"Header length=24"_s;
    QTest::newRow("IP options") << withOptions << Transport::RawIcmp << false
                                << longer + QStringList{u"Options="_s} + echo;

    QTest::newRow("nothing") << QByteArray() << Transport::PingIcmp << false << QStringList{};
    QTest::newRow("nothing, raw") << QByteArray() << Transport::RawIcmp << false << QStringList{};
    QTest::newRow("seven bytes") << request.left(7) << Transport::PingIcmp << false
                                 << QStringList{u"Cut off: too few bytes="_s};
    QTest::newRow("an IP header without its end")
        << kIpv4Header.left(19) << Transport::RawIcmp << false << QStringList{u"Cut off: too few bytes="_s};
    QTest::newRow("an IP header and nothing behind") << kIpv4Header << Transport::RawIcmp << false << header;
    QTest::newRow("an IP header and half of an ICMP header")
        << kIpv4Header + request.left(4) << Transport::RawIcmp << false
        << header + QStringList{u"Cut off: too few bytes="_s};
    QByteArray tooLong = kIpv4Header + request;
    tooLong[0] = '\x4f';
    QStringList sixty = header;
    sixty[1] = u"Header length=60"_s;
    QTest::newRow("a header length beyond the end")
        << tooLong << Transport::RawIcmp << false << sixty + QStringList{u"Cut off: too few bytes="_s};
    QByteArray tooShort = kIpv4Header + request;
    tooShort[0] = '\x40';
    QStringList zero = header;
    zero[1] = u"Header length=0"_s;
    QTest::newRow("a header length of 0")
        << tooShort << Transport::RawIcmp << false << zero + QStringList{u"Cut off: too few bytes="_s};
    QByteArray fragment = kIpv4Header + request;
    fragment[6] = '\x20';
    fragment[7] = '\x02';
    QStringList later = header;
    later[5] = u"Flags=MF"_s;
    later[6] = u"Fragment offset=16"_s;
    QTest::newRow("a later fragment") << fragment << Transport::RawIcmp << false
                                      << later + QStringList{u"Not read: no ICMP, or a later fragment="_s};
    QByteArray udp = kIpv4Header + request;
    udp[9] = '\x11';
    QStringList other = header;
    other[8] = u"Protocol=17"_s;
    QTest::newRow("another protocol") << udp << Transport::RawIcmp << false
                                      << other + QStringList{u"Not read: no ICMP, or a later fragment="_s};
}

void TestIcmp::dissects()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Transport, transport);
    QFETCH(bool, isIpv6);
    QFETCH(QStringList, expected);
    QCOMPARE(words(dissect(bytes, transport, isIpv6)), expected);
}

void TestIcmp::tellsAWrongChecksum()
{
    QByteArray packet = kIpv4Header + echoRequest(false, 1, 1, "data");
    QList<Field> fields = dissect(packet, Transport::RawIcmp, false);
    QCOMPARE(find(fields, FieldName::Checksum)->isRight, std::optional(true));
    QCOMPARE(find(fields, FieldName::HeaderChecksum)->isRight, std::optional(true));
    packet[packet.size() - 1] = 'x';
    fields = dissect(packet, Transport::RawIcmp, false);
    QCOMPARE(find(fields, FieldName::Checksum)->isRight, std::optional(false));
    QCOMPARE(find(fields, FieldName::HeaderChecksum)->isRight, std::optional(true));
    packet[8] = '\x3f';
    QCOMPARE(find(dissect(packet, Transport::RawIcmp, false), FieldName::HeaderChecksum)->isRight,
             std::optional(false));
    // Over IPv6 it is made over the addresses, too, which are not here.
    QCOMPARE(
        find(dissect(echoRequest(true, 1, 1, {}), Transport::PingIcmp, true), FieldName::Checksum)->isRight,
        std::nullopt);
}

void TestIcmp::coversEveryByteOfAnything_data()
{
    QTest::addColumn<Transport>("transport");
    QTest::addColumn<bool>("isIpv6");
    QTest::newRow("raw") << Transport::RawIcmp << false;
    QTest::newRow("raw, IPv6") << Transport::RawIcmp << true;
    QTest::newRow("ping") << Transport::PingIcmp << false;
}

void TestIcmp::coversEveryByteOfAnything()
{
    QFETCH(Transport, transport);
    QFETCH(bool, isIpv6);
    QRandomGenerator random(1);
    for (int turn = 0; turn < 20000; ++turn) {
        QByteArray bytes(random.bounded(90), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(random.bounded(256));
        if (turn % 2 == 0 && !bytes.isEmpty())
            bytes[0] = char(0x40 | random.bounded(16));
        if (turn % 4 == 0 && bytes.size() > 9)
            bytes[9] = 1;
        int covered = 0;
        const QList<Field> fields = dissect(bytes, transport, isIpv6);
        for (const Field &field : fields) {
            QVERIFY2(field.offset <= covered && field.length > 0, bytes.toHex().constData());
            covered = std::max(covered, field.offset + field.length);
            QVERIFY2(covered <= bytes.size(), bytes.toHex().constData());
        }
        QVERIFY2(covered == bytes.size(), bytes.toHex().constData());
    }
}

void TestIcmp::namesEveryField()
{
    QStringList names;
    for (const FieldName name : allFieldNames())
        names << fieldText(name);
    QVERIFY(!names.contains(QString()));
    QCOMPARE(names.removeDuplicates(), 0);
}

} // namespace bothends::icmp

QTEST_APPLESS_MAIN(bothends::icmp::TestIcmp)
#include "tst_icmp.moc"
