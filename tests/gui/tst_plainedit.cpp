// SPDX-License-Identifier: MIT
#include "gui/plainedit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

class TestPlainEdit : public QObject
{
    Q_OBJECT
private slots:
    void enterSubmitsAndShiftEnterBreaks()
    {
        PlainEdit edit;
        edit.setMessageField(4);
        QSignalSpy submitted(&edit, &PlainEdit::submitted);
        QTest::keyClicks(&edit, u"a"_s);
        QTest::keyClick(&edit, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClicks(&edit, u"b"_s);
        QCOMPARE(submitted.size(), 0);
        QTest::keyClick(&edit, Qt::Key_Enter);
        QCOMPARE(submitted.size(), 1);
        QCOMPARE(edit.toPlainText(), u"a\nb"_s);
    }

    void compositionDoesNotSubmit()
    {
        PlainEdit edit;
        edit.setMessageField(4);
        QSignalSpy submitted(&edit, &PlainEdit::submitted);
        QInputMethodEvent composing(u"ni"_s, {});
        QCoreApplication::sendEvent(&edit, &composing);
        QInputMethodEvent done;
        done.setCommitString(u"你"_s);
        QCoreApplication::sendEvent(&edit, &done);
        QCOMPARE(submitted.size(), 0);
        QCOMPARE(edit.toPlainText(), u"你"_s);
    }

    void anOrdinaryFieldBreaksOnEnter()
    {
        PlainEdit edit;
        QSignalSpy submitted(&edit, &PlainEdit::submitted);
        QTest::keyClick(&edit, Qt::Key_Return);
        QCOMPARE(submitted.size(), 0);
        QCOMPARE(edit.blockCount(), 2);
    }

    void walksThroughItsHistory()
    {
        PlainEdit edit;
        edit.setMessageField(4);
        edit.remember(u"one"_s);
        edit.remember(u"two"_s);
        edit.remember(u"two"_s);
        QTest::keyClicks(&edit, u"draft"_s);
        QTest::keyClick(&edit, Qt::Key_Up);
        QCOMPARE(edit.toPlainText(), u"two"_s);
        QTest::keyClick(&edit, Qt::Key_Up);
        QCOMPARE(edit.toPlainText(), u"one"_s);
        QTest::keyClick(&edit, Qt::Key_Up);
        QCOMPARE(edit.toPlainText(), u"one"_s);
        QTest::keyClick(&edit, Qt::Key_Down);
        QTest::keyClick(&edit, Qt::Key_Down);
        QCOMPARE(edit.toPlainText(), u"draft"_s); // what was being typed is not lost
    }

    void growsWithItsLines()
    {
        PlainEdit edit;
        edit.setMessageField(3);
        const int one = edit.sizeHint().height();
        edit.setText(u"1\n2"_s);
        const int two = edit.sizeHint().height();
        edit.setText(u"1\n2\n3\n4\n5"_s);
        QVERIFY(two > one);
        QCOMPARE(edit.sizeHint().height() - one, 2 * (two - one));
    }

    void aHintStaysOnItsLine()
    {
        PlainEdit edit;
        edit.setMessageField(5);
        edit.setHint(u"Message from the server"_s);
        edit.show();
        edit.resize(400, 30);
        QTRY_COMPARE(edit.placeholderText(), u"Message from the server"_s);
        edit.resize(80, 30);
        QTRY_VERIFY(edit.placeholderText().endsWith(u'…'));
        QVERIFY(edit.fontMetrics().horizontalAdvance(edit.placeholderText()) <= edit.viewport()->width());
        edit.resize(400, 30);
        QTRY_COMPARE(edit.placeholderText(), u"Message from the server"_s);
    }

    void tooMuchIsRefusedAloudAndNotCut()
    {
        PlainEdit edit;
        edit.setText(u"kept"_s);
        QSignalSpy refused(&edit, &PlainEdit::pasteRefused);
        QGuiApplication::clipboard()->setText(QString(PlainEdit::kMaxChars + 1, u'x'));
        edit.paste();
        QCOMPARE(refused.size(), 1);
        QCOMPARE(edit.toPlainText(), u"kept"_s);
        QGuiApplication::clipboard()->setText(QString(40'000, u'x')); // a line edit would cut this at 32,767
        edit.paste();
        QCOMPARE(edit.toPlainText().size(), 40'004);
        QCOMPARE(edit.lineWrapMode(), QPlainTextEdit::NoWrap);
    }

    void pastedMarkupStaysText()
    {
        PlainEdit edit;
        auto *html = new QMimeData;
        html->setHtml(u"<b>bold</b>"_s);
        html->setText(u"<b>bold</b>"_s);
        QGuiApplication::clipboard()->setMimeData(html);
        edit.paste();
        QCOMPARE(edit.toPlainText(), u"<b>bold</b>"_s);
    }
};

QTEST_MAIN(TestPlainEdit)
#include "tst_plainedit.moc"
