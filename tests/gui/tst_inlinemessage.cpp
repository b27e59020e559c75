// SPDX-License-Identifier: MIT
#include "gui/inlinemessage.h"

#include <QLabel>
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
