// SPDX-License-Identifier: MIT
#include "gui/inlinemessage.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace bothends;

class TestInlineMessage : public QObject
{
    Q_OBJECT
private slots:
    void showsAndCloses()
    {
        QWidget window;
        InlineMessage message(&window);
        window.show();
        QVERIFY(message.isEmpty());
        message.say(InlineMessage::Kind::Error, u"It failed."_s, u"Try again."_s);
        QVERIFY(message.isVisible());
        QCOMPARE(message.text(), u"It failed. Try again."_s);
        QCOMPARE(message.accessibleName(), message.text());
        QTest::mouseClick(message.findChild<QToolButton *>(), Qt::LeftButton);
        QVERIFY(message.isEmpty());
    }

    void offersWhatCanBeDoneAtOnce()
    {
        QWidget window;
        InlineMessage message(&window);
        window.show();
        int done = 0;
        message.say(InlineMessage::Kind::Error, u"It failed."_s, {},
                    {{u"firstButton"_s, u"Mend it"_s, [&] {
                          ++done;
                          message.say(InlineMessage::Kind::Note, u"It is mended."_s);
                      }}});
        auto *button = message.findChild<QPushButton *>(u"firstButton"_s);
        QVERIFY(button && button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(done, 1);
        QCOMPARE(message.text(), u"It is mended."_s);
        QTRY_VERIFY(!message.findChild<QPushButton *>(u"firstButton"_s)); // the next message has none
    }

    void textIsPlainAndBounded()
    {
        InlineMessage message;
        message.say(InlineMessage::Kind::Error, u"<b>"_s + QString(100'000, u'x'));
        for (const QLabel *label : message.findChildren<QLabel *>())
            QVERIFY(label->textFormat() == Qt::PlainText || !label->text().contains(u'<'));
        QVERIFY(message.text().size() < 500);
        message.resize(200, 1000);
        QVERIFY(message.heightForWidth(200) < 1000); // a word without a space can be broken
    }
};

QTEST_MAIN(TestInlineMessage)
#include "tst_inlinemessage.moc"
