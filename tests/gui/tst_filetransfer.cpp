// SPDX-License-Identifier: MIT
#include "gui/windowfixture.h"

#include "gui/composer.h"
#include "gui/sendpartdialog.h"
#include "gui/transferbar.h"
#include "support/pythonpeer.h"

#include <QAction>
#include <QCryptographicHash>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

/// Something in which every place is different.
QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 1;
    for (char &byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = char(state >> 24);
    }
    return bytes;
}

/// A window with a server and a client that are connected, over TCP.
class Connected : public WindowFixture
{
public:
    Connected()
    {
        child<QPlainTextEdit>("serverPanel", "greetingEdit")->clear();
        startServer();
        click(connectButton());
        (void)QTest::qWaitFor(
            [this] { return child<QComboBox>("serverComposer", "targetCombo")->count() == 2; }, kPatience);
    }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qWarning("%s cannot be written", qPrintable(name));
        return file.fileName();
    }
    QByteArray read(const QString &name) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void trigger(const char *action) const
    {
        window->findChild<QAction *>(QString::fromLatin1(action))->trigger();
    }
    /// Answers the file dialog that is open.
    void choose(const QString &name, const QString &file) const
    {
        QFileDialog *dialog = nullptr;
        QTRY_VERIFY(dialog = window->findChild<QFileDialog *>(name));
        QTRY_VERIFY(dialog->isVisible());
        auto *edit = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
        edit->setText(file);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY(!window->findChild<QFileDialog *>(name));
    }
    TransferBar *bar(const char *composer) const
    {
        auto *parent = window->findChild<QWidget *>(QString::fromLatin1(composer));
        return parent->findChild<TransferBar *>();
    }
    bool isFinished(const char *composer) const
    {
        return bar(composer) && bar(composer)->status().isFinished;
    }
};

} // namespace

/// Files through the window: sent, in part, dropped, cancelled, saved; what is wrong with one is said beside
/// it.
class TestFileTransfer : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }

    void aFileIsSentAndSavedByteForByte()
    {
        Connected f;
        const QByteArray bytes = pattern(5 * 1024 * 1024 + 7);
        const QString file = f.write(u"<b>a & b.bin"_s, bytes);
        f.trigger("saveClientAction");
        f.choose(u"saveReceivedDialog"_s, f.folder.filePath(u"copy.bin"_s));
        QTRY_VERIFY_WITH_TIMEOUT(f.bar("clientComposer"), kPatience);
        f.trigger("sendServerFileAction");
        f.choose(u"sendFileDialog"_s, file);
        QTRY_VERIFY_WITH_TIMEOUT(f.isFinished("serverComposer"), kPatience);
        const TransferStatus &sent = f.bar("serverComposer")->status();
        QCOMPARE(sent.doneBytes, bytes.size());
        QCOMPARE(sent.totalBytes, bytes.size());
        auto *name = f.bar("serverComposer")->findChild<QLabel *>(u"transferName"_s);
        QVERIFY(name->accessibleName().contains(u"<b>a & b.bin"_s));
        QCOMPARE(name->textFormat(), Qt::PlainText);
        QTRY_COMPARE_WITH_TIMEOUT(f.bar("clientComposer")->status().doneBytes, bytes.size(), kPatience);
        // Saving ends when the user says so.
        f.click(f.bar("clientComposer")->findChild<QToolButton *>(u"transferEndButton"_s));
        QTRY_VERIFY_WITH_TIMEOUT(f.isFinished("clientComposer"), kPatience);
        QVERIFY(f.read(u"copy.bin"_s) == bytes);
        QVERIFY(f.errorOf("serverComposer").isEmpty());
        QVERIFY(f.errorOf("clientComposer").isEmpty());
        // A bar that is over goes when it is closed.
        f.click(f.bar("serverComposer")->findChild<QToolButton *>(u"transferEndButton"_s));
        QTRY_VERIFY(!f.bar("serverComposer"));
    }

    void aPartOfAFile()
    {
        Connected f;
        const QString file = f.write(u"digits"_s, "0123456789");
        f.trigger("sendClientPartAction");
        auto *dialog = f.window->findChild<SendPartDialog *>(u"sendPartDialog"_s);
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(!dialog->isModal());
        auto *send = dialog->findChild<QPushButton *>(u"partSendButton"_s);
        f.click(send); // without a file
        QVERIFY(!dialog->findChild<InlineMessage *>()->isEmpty());
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"partFileEdit"_s), file);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"partOffsetEdit"_s), u"three"_s);
        f.click(send);
        QVERIFY(dialog->findChild<InlineMessage *>()->text().contains(u"“three”"_s));
        dialog->findChild<QLineEdit *>(u"partOffsetEdit"_s)->setText(u"3"_s);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"partCountEdit"_s), u"4"_s);
        f.click(send);
        QTRY_COMPARE_WITH_TIMEOUT(f.received(Side::Server), "3456", kPatience);
    }

    void aDroppedFileIsSentByTheSideItWasDroppedOn()
    {
        Connected f;
        const QString file = f.write(u"dropped"_s, "from a drop");
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        const auto drop = [&data](QWidget *on, const QPointF &place) {
            QDragEnterEvent enter(place.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(on, &enter);
            QVERIFY(enter.isAccepted());
            QDropEvent event(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(on, &event);
        };
        drop(f.child<QPlainTextEdit>("clientComposer", "edit")->viewport(), {5, 5});
        QTRY_COMPARE_WITH_TIMEOUT(f.received(Side::Server), "from a drop", kPatience);
        QVERIFY(f.child<QPlainTextEdit>("clientComposer", "edit")->toPlainText().isEmpty());
        QWidget *lanes = f.timeline()->viewport();
        drop(lanes, QPointF(lanes->width() * 0.25, 50));
        QTRY_COMPARE_WITH_TIMEOUT(f.received(Side::Client), "from a drop", kPatience);
        drop(f.window->findChild<Composer *>(u"serverComposer"_s), {2, 2});
        QTRY_COMPARE_WITH_TIMEOUT(f.received(Side::Client), "from a dropfrom a drop", kPatience);
    }

    void sendingCanBeCancelled()
    {
        // The peer does not read, so that it cannot be over before it is cancelled.
        PythonPeer python(QStringLiteral(BOTHENDS_PEERS_DIR "/interpreter.py"));
        WindowFixture f;
        f.child<QPlainTextEdit>("serverPanel", "greetingEdit")->clear();
        const quint16 port = f.startServer();
        python.run("s = socket.create_connection(('127.0.0.1', " + QByteArray::number(port) + "))");
        QTRY_COMPARE_WITH_TIMEOUT(f.child<QComboBox>("serverComposer", "targetCombo")->count(), 2, kPatience);
        QFile big(f.folder.filePath(u"big"_s));
        QVERIFY(big.open(QIODevice::WriteOnly));
        QVERIFY(big.resize(1024 * 1024 * 1024)); // a hole: it takes no room
        auto *composer = f.window->findChild<Composer *>(u"serverComposer"_s);
        emit composer->fileDropped(big.fileName());
        TransferBar *bar = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT(bar = composer->findChild<TransferBar *>(), kPatience);
        auto *end = bar->findChild<QToolButton *>(u"transferEndButton"_s);
        QCOMPARE(end->text(), u"Cancel"_s);
        f.click(end);
        QTRY_VERIFY_WITH_TIMEOUT(bar->status().isFinished, kPatience);
        QVERIFY(bar->status().doneBytes < bar->status().totalBytes);
        QCOMPARE(end->text(), u"Close"_s);
        QVERIFY(f.errorOf("serverComposer").isEmpty()); // it ended as the user wished
    }

    void nothingIsOverwritten()
    {
        Connected f;
        const QString file = f.write(u"precious"_s, "mine");
        f.trigger("saveClientAction");
        f.choose(u"saveReceivedDialog"_s, file);
        QVERIFY2(f.errorOf("clientComposer").contains(file), qPrintable(f.errorOf("clientComposer")));
        QCOMPARE(f.read(u"precious"_s), "mine");
        QVERIFY(!f.bar("clientComposer"));
    }

    void whatIsWrongWithAFileIsSaidBesideIt_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("empty") << u"empty"_s;
        QTest::newRow("not there") << u"nothing"_s;
    }
    void whatIsWrongWithAFileIsSaidBesideIt()
    {
        QFETCH(QString, name);
        Connected f;
        f.write(u"empty"_s, {});
        emit f.window->findChild<Composer *>(u"clientComposer"_s)->fileDropped(f.folder.filePath(name));
        QTRY_VERIFY_WITH_TIMEOUT(f.errorOf("clientComposer").contains(name), kPatience);
        QVERIFY(f.errorOf("clientPanel").isEmpty());
    }

    void withoutAConnectionThereIsNothingToDo()
    {
        WindowFixture f;
        for (const char *name : {"sendClientFileAction", "sendClientPartAction", "saveClientAction"}) {
            f.child<InlineMessage>("clientComposer", "message")->clear();
            f.window->findChild<QAction *>(QString::fromLatin1(name))->trigger();
            QVERIFY(!f.errorOf("clientComposer").isEmpty());
        }
        QVERIFY(!f.window->findChild<QDialog *>());
    }
};

int main(int argc, char **argv)
{
    Session::prepareProcess();
    QApplication application(argc, argv);
    TestFileTransfer test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_filetransfer.moc"
