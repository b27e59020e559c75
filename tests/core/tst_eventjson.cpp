// SPDX-License-Identifier: MIT
#include "core/eventjson.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

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
        QCOMPARE(object.keys(),
                 (QStringList{u"bytes"_s, u"connection"_s, u"data"_s, u"kind"_s, u"local"_s, u"origin"_s,
                              u"peer"_s, u"seq"_s, u"side"_s, u"socket"_s, u"t"_s, u"time"_s}));
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
             "pause resume state queues"_s)
                .split(u' '));
    }
};

QTEST_APPLESS_MAIN(TestEventJson)
#include "tst_eventjson.moc"
