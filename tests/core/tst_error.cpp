// SPDX-License-Identifier: MIT
#include "core/error.h"

#include <QHash>
#include <QSet>
#include <QTest>

#include <cerrno>

using namespace Qt::StringLiterals;
using namespace bothends;

class TestError : public QObject
{
    Q_OBJECT
private slots:
    void everyCodeIsExplained()
    {
        QHash<QString, ErrorCode> names;
        QSet<QString> sentences;
        const QList<ErrorCode> codes = allErrorCodes();
        QCOMPARE(codes.size(), int(ErrorCode::NotACapture) + 1);
        for (const ErrorCode code : codes) {
            const ErrorText text = errorText({code, 5, u"SUBJECT"_s, 7, {}});
            QVERIFY2(text.what.endsWith(u'.'), qPrintable(text.what));
            QVERIFY2(text.nextStep.endsWith(u'.'), qPrintable(text.nextStep));
            QVERIFY2(!text.what.contains(u'%') && !text.nextStep.contains(u'%'), qPrintable(text.what));
            QVERIFY(!errorName(code).isEmpty());
            // Two codes share a name only where the system's errno is the same, because we know more than it.
            if (names.contains(errorName(code)))
                QCOMPARE(errorNumber({code, 0, {}, 0, {}}),
                         errorNumber({names.value(errorName(code)), 0, {}, 0, {}}));
            if (names.contains(errorName(code)))
                QVERIFY(errorNumber({code, 0, {}, 0, {}}) != 0);
            names.insert(errorName(code), code);
            sentences.insert(text.what);
        }
        QCOMPARE(sentences.size(), codes.size()); // each is told apart by its sentence
    }

    void anErrnoWithoutASentenceIsNamed()
    {
        QCOMPARE(errorName(Error{ErrorCode::System, EIO, {}, 0, {}}), u"EIO"_s);
        QVERIFY(errorText({ErrorCode::System, EIO, {}, 0, {}}).what.contains(u"EIO"_s));
        QVERIFY(errorText({ErrorCode::System, 4711, {}, 0, {}}).what.contains(u"4711"_s));
        QVERIFY(errorText({ErrorCode::FileUnwritable, EROFS, u"/x/y"_s, 0, {}}).what.contains(u"EROFS"_s));
    }

    void aQuotaIsNoFullDisk()
    {
        const Error quota{ErrorCode::DiskFull, EDQUOT, u"/x/y"_s, 0, {}};
        QVERIFY(errorText(quota).what.contains(u"quota"_s));
        QVERIFY(errorText(quota).what.contains(u"/x/y"_s));
        QCOMPARE(errorName(quota), u"EDQUOT"_s);
        QCOMPARE(errorNumber(quota), EDQUOT);
        const Error full{ErrorCode::DiskFull, ENOSPC, u"/x/y"_s, 0, {}};
        QVERIFY(!errorText(full).what.contains(u"quota"_s));
    }

    void aNameInTheFileSystemGetsOtherAdviceThanAPort_data()
    {
        QTest::addColumn<ErrorCode>("code");
        for (const ErrorCode code :
             {ErrorCode::AddressInUse, ErrorCode::ConnectionRefused, ErrorCode::PermissionDenied})
            QTest::newRow(qPrintable(errorName(code))) << code;
    }
    void aNameInTheFileSystemGetsOtherAdviceThanAPort()
    {
        QFETCH(ErrorCode, code);
        QVERIFY(errorText({code, 0, u"127.0.0.1:80"_s, 0, {}}).nextStep.contains(u"port"_s));
        for (const QString &name : {u"/tmp/x.sock"_s, u"@hidden"_s}) {
            const ErrorText text = errorText({code, 0, name, 0, {}});
            QVERIFY(text.what.contains(name));
            QVERIFY2(!text.nextStep.contains(u"port"_s), qPrintable(text.nextStep));
        }
    }

    void aStaleSocketFileMayBeRemoved()
    {
        const ErrorText text = errorText({ErrorCode::SocketFileStale, 0, u"/tmp/x.sock"_s, 0, {}});
        QVERIFY(text.what.contains(u"/tmp/x.sock"_s));
        QVERIFY(text.nextStep.contains(u"Remove"_s));
    }

    void namesTheSubject()
    {
        const ErrorText text = errorText({ErrorCode::AddressInUse, 0, u"127.0.0.1:30000"_s, 0, {}});
        QVERIFY(text.what.contains(u"127.0.0.1:30000"_s));
    }

    void percentSignsOfThePeerAreNotPlaceholders()
    {
        const ErrorText text = errorText({ErrorCode::HostNotFound, 0, u"%1%2%n"_s, 0, {}});
        QVERIFY(text.what.contains(u"%1%2%n"_s));
    }

    void unknownKeepsWhatTheSystemSaid()
    {
        QVERIFY(errorText({ErrorCode::Unknown, 42, {}, 0, u"odd thing"_s}).what.contains(u"odd thing"_s));
        QVERIFY(errorText({ErrorCode::Unknown, 42, {}, 0, {}}).what.contains(u"42"_s));
        QCOMPARE(errorNumber({ErrorCode::Unknown, 42, {}, 0, {}}), 42);
    }
};

QTEST_APPLESS_MAIN(TestError)
#include "tst_error.moc"
