// SPDX-License-Identifier: MIT
#include "core/packedmap.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace bothends;

namespace {

struct Value
{
    qint64 number = 0;
    Address address;
    RowList rows;

    bool isPackable() const { return rows.size() < 10; }
    void pack(PackWriter &writer) const
    {
        writer.signedNumber(number);
        writer.address(address);
        writer.rows(rows);
    }
    void unpack(PackReader &reader)
    {
        number = reader.signedNumber();
        address = reader.address();
        rows = reader.rows();
    }
};

using Values = PackedMap<Value, 16>;

} // namespace

class TestPackedMap : public QObject
{
    Q_OBJECT
private slots:
    void whatIsPackedComesBack_data()
    {
        QTest::addColumn<qint64>("number");
        for (const qint64 number :
             {qint64(0), qint64(-1), qint64(63), qint64(-64), qint64(64), qint64(1) << 40,
              std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max()})
            QTest::addRow("%lld", number) << number;
    }

    void whatIsPackedComesBack()
    {
        QFETCH(const qint64, number);
        const Address path = Address::path(u"/tmp/x"_s);
        Values values;
        values[5] = {number, path, {7, 3, 4294967295U}};
        for (quint32 key = 100; key < 200; ++key)
            values[key].number = key;
        QVERIFY(values.contains(5) && !values.contains(6));
        QVERIFY(!values.find(6));
        QCOMPARE(values.find(5)->number, number);
        QCOMPARE(values.find(5)->address, path);
        QCOMPARE(values.find(5)->rows, (RowList{7, 3, 4294967295U}));
        values[5].number = 1; // after it was looked at
        QCOMPARE(values.find(5)->number, 1);
        for (quint32 key = 100; key < 200; ++key)
            QCOMPARE(values[key].number, key);
        QCOMPARE(values.find(5)->number, 1);
        QCOMPARE(values.find(5)->address, path);
    }

    void fewAreKeptUnpacked()
    {
        Values values;
        for (quint32 key = 0; key < 100'000; ++key)
            values[key * 3].number = key;
        QVERIFY(values.unpackedCount() <= 32);
        for (quint32 key = 0; key < 100'000; ++key)
            QCOMPARE(values.find(key * 3)->number, key);
        QVERIFY(values.unpackedCount() <= 32 + 2 * Values::kRead);
    }

    void whatIsNotPackableStays()
    {
        Values values;
        values[1].rows.resize(20);
        const Value *value = values.find(1);
        for (quint32 key = 2; key < 1000; ++key)
            values[key].number = key;
        QCOMPARE(values.find(1), value);
        QCOMPARE(values[1].rows.size(), 20U);
    }

    void whatWasFoundIsValidWhileOthersAreLookedAt()
    {
        Values values;
        for (quint32 key = 0; key < 1000; ++key)
            values[key].number = key;
        const Value *first = values.find(0);
        for (quint32 key = 1; key < Values::kRead; ++key)
            QCOMPARE(values.find(key)->number, key);
        QCOMPARE(first->number, 0);
    }
};

QTEST_APPLESS_MAIN(TestPackedMap)
#include "tst_packedmap.moc"
