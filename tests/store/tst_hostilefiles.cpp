// SPDX-License-Identifier: MIT
#include "fuzz/readers.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends::test;

/// Reads the files that the fuzzers begin with, and those that they once found something with
/// (tests/fuzz/corpus).
class TestHostileFiles : public QObject
{
    Q_OBJECT
private slots:
    void captures_data() { addFiles(u"capture"_s); }
    void captures() { readCapture(content()); }

    void sessions_data() { addFiles(u"session"_s); }
    void sessions()
    {
        const QTemporaryDir folder;
        QVERIFY(folder.isValid());
        readSession(content(), folder.path());
        QVERIFY(QDir(folder.path()).isEmpty());
    }

private:
    static void addFiles(const QString &kind)
    {
        QTest::addColumn<QString>("file");
        const QDir folder(QStringLiteral(BOTHENDS_CORPUS) + u'/' + kind);
        const QStringList names = folder.entryList(QDir::Files);
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
        QVERIFY(!names.isEmpty());
    }
    static QByteArray content()
    {
        QFETCH(QString, file);
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }
};

QTEST_GUILESS_MAIN(TestHostileFiles)
#include "tst_hostilefiles.moc"
