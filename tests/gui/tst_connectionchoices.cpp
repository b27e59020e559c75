// SPDX-License-Identifier: MIT
#include "gui/connectionchoices.h"
#include "gui/connectioncombo.h"

#include "core/connectionindex.h"
#include "core/journal.h"
#include "support/eventlist.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

class TestConnectionChoices : public QObject
{
    Q_OBJECT
private slots:
    void staysOrderedWhateverComesFirst()
    {
        Journal journal;
        ConnectionIndex index(journal);
        EventList list;
        journal.append({list.make(EventKind::Accept, Side::Server, 5)});
        ConnectionChoices choices(index); // beside what is there
        QAbstractItemModelTester tester(&choices, QAbstractItemModelTester::FailureReportingMode::QtTest);
        journal.append({list.make(EventKind::Accept, Side::Server, 9),
                        list.make(EventKind::Accept, Side::Server, 2),
                        list.make(EventKind::Accept, Side::Server, 5)});
        journal.append({list.make(EventKind::Accept, Side::Server, 3),
                        list.make(EventKind::Accept, Side::Server, 4),
                        list.make(EventKind::Accept, Side::Server, 12)});
        QList<uint> numbers;
        for (int row = 0; row < choices.rowCount(); ++row)
            numbers << choices.index(row).data(Qt::UserRole).toUInt();
        QCOMPARE(numbers, (QList<uint>{0, 2, 3, 4, 5, 9, 12}));
        QCOMPARE(choices.rowOf(9), 5);
        QCOMPARE(choices.rowOf(0), 0);
        QCOMPARE(choices.rowOf(6), -1);
    }

    void saysWhoTheyAre()
    {
        Journal journal;
        ConnectionIndex index(journal);
        ConnectionChoices choices(index);
        EventList list;
        journal.append({list.make(EventKind::Accept, Side::Server, 1)});
        QCOMPARE(choices.index(0).data().toString(), u"All connections"_s);
        QCOMPARE(choices.index(1).data().toString(), u"Connection #1 (127.0.0.1:51234)"_s);
    }

    void keepsWhatIsChosen()
    {
        Journal journal;
        ConnectionIndex index(journal);
        ConnectionChoices choices(index);
        QComboBox box;
        box.setModel(&choices);
        QCOMPARE(box.currentData().toUInt(), 0);
        EventList list;
        journal.append({list.make(EventKind::Accept, Side::Server, 5)});
        box.setCurrentIndex(choices.rowOf(5));
        journal.append({list.make(EventKind::Accept, Side::Server, 3)});
        QCOMPARE(box.currentData().toUInt(), 5);
        QCOMPARE(box.currentIndex(), 2);
    }

    void wantsTheRoomThatTheChosenOneTakes()
    {
        Journal journal;
        ConnectionIndex index(journal);
        ConnectionChoices choices(index);
        ConnectionCombo box;
        box.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box.setMinimumContentsLength(16);
        box.setModel(&choices);
        const int least = box.minimumSizeHint().width();
        QCOMPARE(box.sizeHint().width(), least);
        EventList list;
        Event accepted = list.make(EventKind::Accept, Side::Server, 1);
        accepted.peer = {u"2001:db8:85a3:1111:2222:8a2e:370:7334"_s, 51234};
        journal.append({accepted});
        box.setCurrentIndex(1);
        QVERIFY(box.sizeHint().width() > box.fontMetrics().horizontalAdvance(box.currentText()));
        QCOMPARE(box.minimumSizeHint().width(), least); // a narrow window stays possible
        Event local = list.make(EventKind::Accept, Side::Server, 2);
        local.peer = {u"/"_s + QString(4000, u'w'), 0};
        journal.append({local});
        box.setCurrentIndex(2);
        QVERIFY(box.sizeHint().width() < box.fontMetrics().horizontalAdvance(u'w') * 200);
    }
};

QTEST_MAIN(TestConnectionChoices)
#include "tst_connectionchoices.moc"
