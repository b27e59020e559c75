// SPDX-License-Identifier: MIT
#include "core/error.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

class TestError : public QObject
{
    Q_OBJECT
private slots:
    void everyCodeIsExplained()
    {
        QSet<QString> names;
        QSet<QString> sentences;
        const QList<ErrorCode> codes = allErrorCodes();
        QCOMPARE(codes.size(), int(ErrorCode::KernelNotObservable) + 1);
        for (const ErrorCode code : codes) {
            const ErrorText text = errorText({code, 5, u"SUBJECT"_s, 7, {}});
            QVERIFY2(text.what.endsWith(u'.'), qPrintable(text.what));
            QVERIFY2(text.nextStep.endsWith(u'.'), qPrintable(text.nextStep));
            QVERIFY2(!text.what.contains(u'%') && !text.nextStep.contains(u'%'), qPrintable(text.what));
            names.insert(errorName(code));
            sentences.insert(text.what);
        }
        QCOMPARE(names.size(), codes.size()); // told apart by name …
        QCOMPARE(sentences.size(), codes.size()); // … and by sentence
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
