// SPDX-License-Identifier: MIT
#include "gui/timelinepicture.h"
#include "story.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace bothends;
using namespace Qt::StringLiterals;

namespace {

struct Stage
{
    StoryReadings readings;
    Story story;

    explicit Stage(int messages = 0)
    {
        story.listen();
        story.acceptQueue(0, 0, EventKind::State);
        story.add(1, Side::Client, EventKind::Connect, 1);
        story.state(1, Side::Client, 1, TcpState::Established);
        story.state(1, Side::Server, 1, TcpState::Established, false);
        story.add(1, Side::Server, EventKind::Accept, 1, 15);
        story.say(2, Side::Server, 1, u"您好 <&> \"friend\""_s.toUtf8());
        for (int i = 0; i < messages; ++i)
            story.say(3 + i, Side::Client, 1, "message " + QByteArray::number(i));
        readings.journal.append(story.take());
    }

    QByteArray written(PictureFormat format, quint32 connection = 1,
                       int mostRows = TimelinePicture::kMostRows)
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        TimelinePicture picture(readings, connection, mostRows);
        const QString fault = picture.write(buffer, format);
        return fault.isEmpty() ? buffer.data() : QByteArray();
    }
};

// All texts of an SVG in their order; empty if it is no XML.
QStringList textsOf(const QByteArray &svg)
{
    QXmlStreamReader reader(svg);
    QStringList texts;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == u"text"_s)
            texts << reader.readElementText();
    }
    return reader.hasError() ? QStringList() : texts;
}

qsizetype pagesOf(const QByteArray &pdf)
{
    static const QRegularExpression page(u"/Type\\s*/Page\\b"_s);
    return QString::fromLatin1(pdf).count(page);
}

} // namespace

class TestTimelinePicture : public QObject
{
    Q_OBJECT
private slots:
    void svgSaysWhatTheTimelineSays();
    void pngHasTheWholeSession();
    void pngIsBounded();
    void pdfHasPages();
    void pagesKeepPairsTogether();
    void saysHowManyRowsAreLeftOut();
    void ofNothing();
    void writesTheFileWholly();
    void faultsAreSentences();
    void isLightInTheDark();
};

void TestTimelinePicture::svgSaysWhatTheTimelineSays()
{
    Stage stage;
    const QByteArray svg = stage.written(PictureFormat::Svg);
    const QStringList texts = textsOf(svg);
    QVERIFY(!texts.isEmpty());
    const QString all = texts.join(QString()); // Chinese letters are texts of their own
    const QStringList wanted{u"listen(backlog=128)"_s,
                             u"127.0.0.1:30000"_s,
                             u"您好 <&> \"friend\""_s,
                             u"ESTABLISHED"_s,
                             u"SYN-ACK"_s,
                             u"LISTEN"_s,
                             u"Client #1"_s,
                             u"state that the kernel reported"_s};
    for (const QString &text : wanted)
        QVERIFY2(all.contains(text), qPrintable(text));
    const TimelinePicture picture(stage.readings, 1);
    QVERIFY(svg.contains(
        u"viewBox=\"0 0 %1 %2\""_s.arg(TimelinePicture::kWidth).arg(picture.height()).toLatin1()));
    QVERIFY(!svg.contains("monospace")); // an alias means another font elsewhere
}

void TestTimelinePicture::pngHasTheWholeSession()
{
    Stage stage(20);
    const TimelinePicture picture(stage.readings, 1);
    QCOMPARE(picture.leftOutRows(), 0);
    const QImage image = QImage::fromData(stage.written(PictureFormat::Png), "PNG");
    QCOMPARE(image.size(), QSize(TimelinePicture::kWidth, picture.height()) * 2);
}

void TestTimelinePicture::pngIsBounded()
{
    Stage stage(1500);
    const QImage image = QImage::fromData(stage.written(PictureFormat::Png), "PNG");
    QCOMPARE(image.width(), TimelinePicture::kWidth);
    QVERIFY2(image.height() <= TimelinePicture::kHighestPng, qPrintable(QString::number(image.height())));
    QVERIFY(image.height() > TimelinePicture::kHighestPng - 500);
}

void TestTimelinePicture::pdfHasPages()
{
    Stage stage;
    const QByteArray one = stage.written(PictureFormat::Pdf);
    QVERIFY(one.startsWith("%PDF-"));
    QCOMPARE(pagesOf(one), 1);
    Stage longer(100);
    const QByteArray more = longer.written(PictureFormat::Pdf);
    // 190 mm of width are 960 of ours, so a page is about 1400 high, and the number is below.
    const TimelinePicture picture(longer.readings, 1);
    const auto pages = qsizetype(picture.pageStarts(1277).size());
    QVERIFY(pages > 3);
    QVERIFY2(qAbs(pagesOf(more) - pages) <= 1, qPrintable(QString::number(pagesOf(more))));
}

void TestTimelinePicture::pagesKeepPairsTogether()
{
    Stage stage(100);
    const TimelinePicture picture(stage.readings, 1);
    for (const qreal height : {1.0, 150.0, 333.0, 1000.0, 1e9}) {
        const std::vector<int> starts = picture.pageStarts(height);
        QCOMPARE(starts.front(), 0);
        for (size_t i = 1; i < starts.size(); ++i) {
            QVERIFY(starts[i] > starts[i - 1]);
            const bool isRead = starts[i] >= 9 && (starts[i] - 9) % 2 == 0;
            QVERIFY(height < 100 || !isRead); // rows 8, 9; 10, 11; … are writes and their reads
        }
    }
    QCOMPARE(picture.pageStarts(1e9).size(), 1U);
}

void TestTimelinePicture::saysHowManyRowsAreLeftOut()
{
    Stage stage(50); // 9 rows and 100
    const TimelinePicture picture(stage.readings, 1, 30);
    QCOMPARE(picture.shownRows() + picture.leftOutRows(), 110);
    QVERIFY(picture.shownRows() == 30 || picture.shownRows() == 29);
    const QStringList texts = textsOf(stage.written(PictureFormat::Svg, 1, 30));
    QVERIFY(texts.last().startsWith(QString::number(picture.leftOutRows())));
    QVERIFY(!texts.join(u'\n').contains(u"message 49"_s));
    QVERIFY(textsOf(stage.written(PictureFormat::Svg)).join(u'\n').contains(u"message 49"_s));
}

void TestTimelinePicture::ofNothing()
{
    StoryReadings readings;
    for (const PictureFormat format : {PictureFormat::Png, PictureFormat::Svg, PictureFormat::Pdf}) {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        TimelinePicture picture(readings, 0);
        QCOMPARE(picture.write(buffer, format), QString());
        QVERIFY(!buffer.data().isEmpty());
    }
}

void TestTimelinePicture::writesTheFileWholly()
{
    Stage stage;
    const QTemporaryDir folder;
    for (const auto &[format, name] : {std::pair{PictureFormat::Png, u"a.png"_s},
                                       {PictureFormat::Svg, u"a.svg"_s},
                                       {PictureFormat::Pdf, u"a.pdf"_s}}) {
        const QString file = folder.filePath(name);
        QString fault;
        QVERIFY2(exportTimeline(stage.readings, 0, file, format, &fault), qPrintable(fault));
        QVERIFY(QFile(file).size() > 1000);
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 3); // and nothing half-written
}

void TestTimelinePicture::faultsAreSentences()
{
    Stage stage;
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"no such folder/picture.svg"_s);
    QString fault;
    QVERIFY(!exportTimeline(stage.readings, 1, file, PictureFormat::Svg, &fault));
    QVERIFY(fault.contains(file));
    QVERIFY(!exportTimeline(stage.readings, 1, file, PictureFormat::Pdf));
    if (QFile::exists(u"/dev/full"_s)) {
        QFile full(u"/dev/full"_s);
        QVERIFY(full.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        QVERIFY(!TimelinePicture(stage.readings, 1).write(full, PictureFormat::Png).isEmpty());
    }
}

void TestTimelinePicture::isLightInTheDark()
{
    Stage stage;
    QPalette dark(QColor(0x22, 0x26, 0x2d));
    dark.setColor(QPalette::Base, Qt::black);
    dark.setColor(QPalette::Text, Qt::white);
    const QPalette before = QApplication::palette();
    QApplication::setPalette(dark);
    const QImage image = QImage::fromData(stage.written(PictureFormat::Png), "PNG");
    QApplication::setPalette(before);
    QCOMPARE(image.pixelColor(20, image.height() / 2), QColor(Qt::white));
}

QTEST_MAIN(TestTimelinePicture)
#include "tst_timelinepicture.moc"
