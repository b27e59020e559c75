// SPDX-License-Identifier: MIT
#include "cli/eventprinter.h"

#include "core/connectionindex.h"
#include "core/eventjson.h"
#include "core/eventtext.h"
#include "core/textreading.h"

namespace bothends {

namespace {

constexpr qsizetype kPieceBytes = 256 * 1024;

} // namespace

struct EventPrinter::Reading
{
    Reading(const Journal &journal, TextEncoding encoding)
        : connections(journal)
        , texts(journal, connections)
    {
        texts.setDefaultEncoding(encoding);
    }

    ConnectionIndex connections;
    TextReading texts;
};

EventPrinter::EventPrinter(const Journal &journal, StandardOutput &output, OutputFormat format,
                           TextEncoding encoding)
    : m_journal(journal)
    , m_output(output)
    , m_format(format)
    , m_reading(format == OutputFormat::Text ? std::make_unique<Reading>(journal, encoding) : nullptr)
{
}

EventPrinter::~EventPrinter() = default;

void EventPrinter::print(qsizetype first, qsizetype last)
{
    if (m_format == OutputFormat::None)
        return;
    QByteArray piece;
    for (qsizetype row = first; row <= last; ++row) {
        piece += line(row);
        piece += '\n';
        if (piece.size() >= kPieceBytes) {
            m_output.write(piece);
            piece.clear();
        }
    }
    m_output.write(piece);
}

QByteArray EventPrinter::line(qsizetype row) const
{
    const Event &event = m_journal.at(row);
    if (m_format == OutputFormat::Json)
        return eventToJson(event, m_journal.payload(row));
    const TextReading::RowText read = m_reading->texts.rowText(row);
    QString text = read.display.text;
    text.remove(u'\n'); // each stands behind a visible escape
    if (read.isShortened)
        text += QChar(0x2026);
    return eventSentence(event, text).toUtf8();
}

} // namespace bothends
