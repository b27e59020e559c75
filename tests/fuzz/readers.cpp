// SPDX-License-Identifier: MIT
#include "fuzz/readers.h"

#include "core/eventjson.h"
#include "core/eventtext.h"
#include "core/explanation.h"
#include "core/lifelines.h"
#include "core/sessioncode.h"
#include "core/streambytes.h"
#include "store/captureimport.h"
#include "store/journalexport.h"
#include "store/sessionfile.h"
#include "store/sessionpayloads.h"

#include <QBuffer>
#include <QDir>

using namespace Qt::StringLiterals;

namespace bothends::test {

namespace {

constexpr qsizetype kMostRows = 16; // that are looked at one by one
constexpr qint64 kMostBytes = 4096; // of a stream

void lookAt(const Journal &journal)
{
    const ConnectionIndex connections(journal);
    const TextReading texts(journal, connections);
    const LifeLines lifeLines(journal);
    const Readings readings{journal, connections, texts, lifeLines};
    for (qsizetype row = 0; row < qMin(kMostRows, journal.size()); ++row) {
        explain(readings, row);
        eventSentence(journal.at(row), texts.rowText(row).display.text);
        codeOf(readings, row, CodeLanguage::Python);
        const StreamBytes stream = StreamBytes::around(readings, row);
        stream.sequences(qint64(stream.range(row).offset), kMostBytes);
    }
    for (const ExportFormat format : allExportFormats()) {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        const auto writer = makeExport(format, journal, connections, texts, buffer);
        writer->begin();
        writer->writeSome(qint64(1) << 20);
    }
}

} // namespace

void readCapture(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    CaptureImport importer(buffer, u"capture"_s);
    Journal journal;
    while (!importer.isAtEnd())
        journal.append(importer.read(100, 1 << 20));
    lookAt(journal);
}

void readSession(const QByteArray &bytes, const QString &folder)
{
    const QString path = folder + u"/session.bothends"_s;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return;
    file.write(bytes);
    file.close();
    auto opened = SessionFile::open(path);
    auto reader = SessionFile::open(path);
    if (std::holds_alternative<SessionFile>(opened) && std::holds_alternative<SessionFile>(reader)) {
        SessionFile &session = std::get<SessionFile>(opened);
        session.isFinished();
        Journal journal(std::make_unique<SessionPayloads>(std::get<SessionFile>(std::move(reader))));
        constexpr int kPortion = 100;
        quint64 last = 0;
        for (QList<Event> events = session.read(last, kPortion); !events.isEmpty();
             events = session.read(last, kPortion)) {
            last = events.constLast().seq;
            journal.append(events);
        }
        lookAt(journal);
    }
    opened = Error();
    reader = Error();
    const QStringList left = QDir(folder).entryList(QDir::Files);
    for (const QString &name : left)
        QFile::remove(folder + u'/' + name);
}

} // namespace bothends::test
