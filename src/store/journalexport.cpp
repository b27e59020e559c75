// SPDX-License-Identifier: MIT
#include "store/journalexport.h"

#include "core/copyas.h"
#include "core/eventjson.h"
#include "core/eventtext.h"
#include "core/target.h"
#include "store/pcapngexport.h"

#include <QDateTime>
#include <QIODevice>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

class JsonLinesExport : public JournalExport
{
public:
    using JournalExport::JournalExport;

protected:
    bool writeRow(qsizetype row) override
    {
        QByteArray line = eventToJson(m_journal.at(row), m_journal.payload(row));
        QJsonObject note;
        if (isBookmarked(row))
            note.insert(u"bookmarked"_s, true);
        if (const QString text = comment(row); !text.isEmpty())
            note.insert(u"comment"_s, text);
        if (!note.isEmpty()) {
            line.chop(1);
            line += ',' + QJsonDocument(note).toJson(QJsonDocument::Compact).sliced(1);
        }
        return write(line + '\n');
    }
};

// RFC 4180. A cell that begins like a formula gets an apostrophe in front, for a spreadsheet would compute
// it: what a peer sent must not act (https://owasp.org/www-community/attacks/CSV_Injection).
QByteArray csvCell(QString text)
{
    static const QString formulaSigns = u"=+-@\t\r"_s;
    if (!text.isEmpty() && formulaSigns.contains(text.front()))
        text.prepend(u'\'');
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r'))
        text = u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text.toUtf8();
}

class TextualExport : public JournalExport
{
public:
    TextualExport(const Journal &journal, const TextReading &texts, QIODevice &device, quint32 connection,
                  const RowNotes *notes)
        : JournalExport(journal, device, connection, notes)
        , m_texts(texts)
    {
    }

protected:
    QString shownText(qsizetype row) const
    {
        const TextReading::RowText read = m_texts.rowText(row);
        QString text = read.display.text;
        text.remove(u'\n'); // each stands behind a visible escape
        if (read.isShortened)
            text += QChar(0x2026);
        return text;
    }

private:
    const TextReading &m_texts;
};

class CsvExport : public TextualExport
{
public:
    using TextualExport::TextualExport;

    bool begin() override
    {
        return write("seq,time,seconds,side,origin,kind,transport,connection,local,peer,bytes,text,hex,note,"
                     "bookmark,comment\r\n");
    }

protected:
    bool writeRow(qsizetype row) override
    {
        constexpr qsizetype kMostHex = 4096; // a spreadsheet's cell takes 32,767 characters
        const Event &event = m_journal.at(row);
        const QByteArray payload = m_journal.payload(row);
        const QStringList cells{
            QString::number(event.seq),
            QDateTime::fromMSecsSinceEpoch(event.wallClockUs / 1000, Qt::UTC).toString(Qt::ISODateWithMs),
            QString::number(double(event.monotonicNs) / 1e9, 'f', 6),
            sideName(event.side),
            originName(event.origin),
            eventKindName(event.kind),
            transportName(event.transport),
            event.connection == 0 ? QString() : QString::number(event.connection),
            event.local.toString(),
            event.peer.toString(),
            QString::number(event.bytes),
            payload.isEmpty() ? eventTag(event) : shownText(row),
            asHexDump(payload.first(qMin(payload.size(), kMostHex))),
            eventNote(event),
            isBookmarked(row) ? u"1"_s : QString(),
            comment(row)};
        QByteArray line;
        for (const QString &cell : cells)
            line += (line.isEmpty() ? "" : ",") + csvCell(cell);
        return write(line + "\r\n");
    }
};

class TextExport : public TextualExport
{
public:
    using TextualExport::TextualExport;

protected:
    bool writeRow(qsizetype row) override
    {
        QByteArray lines = eventSentence(m_journal.at(row), shownText(row)).toUtf8() + '\n';
        if (const QString text = comment(row); !text.isEmpty())
            lines += "    # " + text.toUtf8() + '\n';
        return write(lines);
    }
};

} // namespace

QList<ExportFormat> allExportFormats()
{
    return {ExportFormat::Pcapng, ExportFormat::JsonLines, ExportFormat::Csv, ExportFormat::Text};
}

QString exportFormatName(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Pcapng:
        return u"pcapng"_s;
    case ExportFormat::JsonLines:
        return u"jsonl"_s;
    case ExportFormat::Csv:
        return u"csv"_s;
    case ExportFormat::Text:
        return u"text"_s;
    }
    return {};
}

std::optional<ExportFormat> exportFormatFromName(const QString &name)
{
    for (const ExportFormat format : allExportFormats()) {
        if (exportFormatName(format) == name)
            return format;
    }
    return std::nullopt;
}

QString exportFormatEnding(ExportFormat format)
{
    return format == ExportFormat::Text ? u"txt"_s : exportFormatName(format);
}

bool JournalExport::write(const QByteArray &bytes)
{
    m_written += bytes.size();
    return m_device.write(bytes) == bytes.size();
}

bool JournalExport::writeSome(qint64 bytes)
{
    constexpr qint64 kRowCost = 64; // rows that write nothing take time as well
    m_written = 0;
    while (!isAtEnd() && m_written < bytes) {
        const qsizetype row = m_row++;
        if (isWanted(m_journal.at(row)) && !writeRow(row))
            return false;
        m_written += kRowCost;
    }
    return true;
}

std::unique_ptr<JournalExport> makeExport(ExportFormat format, const Journal &journal,
                                          const ConnectionIndex &connections, const TextReading &texts,
                                          QIODevice &device, quint32 connection, const RowNotes *notes)
{
    switch (format) {
    case ExportFormat::Pcapng:
        return std::make_unique<PcapngExport>(journal, connections, device, connection, notes);
    case ExportFormat::JsonLines:
        return std::make_unique<JsonLinesExport>(journal, device, connection, notes);
    case ExportFormat::Csv:
        return std::make_unique<CsvExport>(journal, texts, device, connection, notes);
    case ExportFormat::Text:
        return std::make_unique<TextExport>(journal, texts, device, connection, notes);
    }
    return nullptr;
}

} // namespace bothends
