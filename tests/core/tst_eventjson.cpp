// SPDX-License-Identifier: MIT
#include "core/eventjson.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cerrno>

using namespace Qt::StringLiterals;
using namespace bothends;

class TestEventJson : public QObject
{
    Q_OBJECT
private slots:
    void hasTheDocumentedKeys()
    {
        Event event;
        event.seq = 3;
        event.monotonicNs = 1'500'000'000;
        event.wallClockUs = 1'700'000'000'123'456;
        event.socket = 4;
        event.connection = 1;
        event.side = Side::Client;
        event.origin = Origin::Qt;
        event.kind = EventKind::Received;
        event.local = {u"127.0.0.1"_s, 51234};
        event.peer = {u"::1"_s, 80};
        event.bytes = 3;
        const QByteArray line = eventToJson(event, QByteArray("a\0\xff", 3));
        QVERIFY(!line.contains('\n'));
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        QCOMPARE(
            object.keys(),
            (QStringList{u"bytes"_s, u"connection"_s, u"data"_s, u"kind"_s, u"local"_s, u"origin"_s,
                         u"peer"_s, u"seq"_s, u"side"_s, u"socket"_s, u"t"_s, u"time"_s, u"transport"_s}));
        QCOMPARE(object.value(u"t"_s).toDouble(), 1.5);
        QCOMPARE(object.value(u"time"_s).toString(), u"2023-11-14T22:13:20.123Z"_s);
        QCOMPARE(object.value(u"peer"_s).toString(), u"[::1]:80"_s);
        QCOMPARE(QByteArray::fromBase64(object.value(u"data"_s).toString().toLatin1()),
                 QByteArray("a\0\xff", 3));
    }

    void leavesOutWhatIsEmpty()
    {
        const QJsonObject object = QJsonDocument::fromJson(eventToJson({}, {})).object();
        for (const QString &key :
             {u"socket"_s, u"connection"_s, u"local"_s, u"peer"_s, u"bytes"_s, u"data"_s, u"error"_s})
            QVERIFY2(!object.contains(key), qPrintable(key));
    }

    void errorsHaveCodeNameAndText()
    {
        Event event;
        event.kind = EventKind::Error;
        event.error = Error{ErrorCode::ConnectionRefused, 0, u"127.0.0.1:1"_s, 0, {}};
        const QJsonObject error
            = QJsonDocument::fromJson(eventToJson(event, {})).object().value(u"error"_s).toObject();
        QCOMPARE(error.value(u"name"_s).toString(), u"ECONNREFUSED"_s);
        QVERIFY(error.value(u"code"_s).toInt() > 0);
        QVERIFY(error.value(u"text"_s).toString().contains(u"127.0.0.1:1"_s));
    }

    void kindsHaveDistinctNames()
    {
        QStringList names;
        for (const EventKind kind : allEventKinds())
            names << eventKindName(kind);
        QCOMPARE(
            names,
            (u"socket bind listen accept connect connected sent received eof reset shutdown closed error "
             "pause resume state queues option peeked line enter thread dropped transferBegin transferEnd "
             "segment"_s)
                .split(u' '));
    }

    void namesEveryTransport()
    {
        for (const Transport transport : allTransports()) {
            Event event;
            event.transport = transport;
            QCOMPARE(transportFromName(objectOf(event).value(u"transport"_s).toString()), transport);
        }
    }

    void localNamesAreTold()
    {
        Event event;
        event.local = Address::abstractName(u"a\\x0ab"_s);
        event.peer = Address::unnamed(77);
        QCOMPARE(objectOf(event).value(u"local"_s).toString(), u"@a\\x0ab"_s);
        QCOMPARE(objectOf(event).value(u"peer"_s).toString(), u"socket:[77]"_s);
    }

    void aCallHasItsArgumentsAndResults()
    {
        CallDetail detail;
        detail.call = CallName::RecvMsg;
        detail.asked = 10;
        detail.result = 10;
        detail.flags = MessageFlag::Peek | MessageFlag::DontWait;
        detail.returnedFlags = MessageFlag::Trunc;
        detail.datagramSize = 99;
        detail.ancillaryAsked = 64;
        detail.ancillary = {{u"SOL_SOCKET"_s, u"SCM_RIGHTS"_s, QByteArray("\1\0", 2), u"fd 17"_s}};
        detail.thread = ThreadReading{9, u'S', 288, u"accept4"_s, u"inet_csk_accept"_s};
        Event event;
        event.kind = EventKind::Peeked;
        event.bytes = 10;
        event.detail = std::make_shared<CallDetail>(detail);
        const QJsonObject object = objectOf(event);
        QCOMPARE(object.value(u"bytes"_s).toInt(), 10);
        const QByteArray expected
            = R"({"name":"recvmsg","asked":10,"result":10,"flags":["MSG_PEEK","MSG_DONTWAIT"],)"
              R"("returnedFlags":["MSG_TRUNC"],"datagramSize":99,"ancillaryAsked":64,"ancillary":)"
              R"([{"level":"SOL_SOCKET","type":"SCM_RIGHTS","data":"AQA=","value":"fd 17"}],"thread":)"
              R"({"id":9,"state":"S","systemCall":288,"systemCallName":"accept4",)"
              R"("waitChannel":"inet_csk_accept"}})";
        QCOMPARE(object.value(u"call"_s).toObject(), QJsonDocument::fromJson(expected).object());
    }

    void anOptionHasAskedAndNow()
    {
        CallDetail detail;
        detail.call = CallName::SetSockOpt;
        detail.option = SocketOption::MulticastJoin;
        detail.optionAsked = OptionValue{0, u"ff02::1"_s};
        detail.optionNow = OptionValue{1, {}};
        Event event;
        event.kind = EventKind::Option;
        event.local = {u"::1"_s, 1};
        event.detail = std::make_shared<CallDetail>(detail);
        const QByteArray expected
            = R"({"name":"setsockopt","option":"IPV6_JOIN_GROUP",)"
              R"("optionAsked":{"number":0,"text":"ff02::1"},"optionNow":{"number":1}})";
        QCOMPARE(objectOf(event).value(u"call"_s).toObject(), QJsonDocument::fromJson(expected).object());
    }

    void aTransferNamesItsFile()
    {
        CallDetail detail;
        detail.call = CallName::SendFile;
        detail.file = u"/tmp/您\n\"x"_s;
        detail.fileOffset = 5;
        Event event;
        event.kind = EventKind::TransferEnd;
        event.bytes = 7;
        event.error = Error{ErrorCode::System, EIO, {}, 0, {}};
        event.detail = std::make_shared<CallDetail>(detail);
        QVERIFY(!eventToJson(event, {}).contains('\n'));
        const QJsonObject object = objectOf(event);
        QCOMPARE(object.value(u"bytes"_s).toInt(), 7);
        QCOMPARE(object.value(u"error"_s).toObject().value(u"name"_s).toString(), u"EIO"_s);
        const QJsonObject call = object.value(u"call"_s).toObject();
        QCOMPARE(call.value(u"file"_s).toString(), detail.file);
        QCOMPARE(call.value(u"offset"_s).toInt(), 5);
        QVERIFY(!call.contains(u"count"_s));
    }

private:
    static QJsonObject objectOf(const Event &event)
    {
        return QJsonDocument::fromJson(eventToJson(event, {})).object();
    }
};

QTEST_APPLESS_MAIN(TestEventJson)
#include "tst_eventjson.moc"
