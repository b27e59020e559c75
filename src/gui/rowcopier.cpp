// SPDX-License-Identifier: MIT
#include "gui/rowcopier.h"

#include "core/copyas.h"
#include "core/eventtext.h"

#include <QAbstractItemModel>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qint64 kAtOnceMs = 60;
constexpr qint64 kSliceMs = 6;

void appendUnescaped(QString &out, QStringView escapes)
{
    for (qsizetype i = 0; i < escapes.size(); ++i) {
        const QChar letter = i + 1 < escapes.size() && escapes[i] == u'\\' ? escapes[i + 1] : QChar();
        if (letter == u'n')
            out += u'\n';
        else if (letter == u'r')
            out += u'\r';
        else if (letter == u't')
            out += u'\t';
        else {
            out += escapes[i];
            continue;
        }
        ++i;
    }
}

} // namespace

QString pasteableText(const DisplayText &display)
{
    QString out;
    out.reserve(display.text.size());
    const QStringView text(display.text);
    const auto appendPlain = [&out](QStringView plain) {
        // The line feeds in it only break the line after an escape that says so.
        for (const QChar c : plain) {
            if (c != u'\n')
                out += c;
        }
    };
    qsizetype at = 0;
    for (const auto &[start, length] : display.escapes) {
        appendPlain(text.sliced(at, start - at));
        appendUnescaped(out, text.sliced(start, length));
        at = start + length;
    }
    appendPlain(text.sliced(at));
    return out;
}

RowCopier::RowCopier(QObject *parent)
    : QObject(parent)
    , m_timer(this)
{
    connect(&m_timer, &QTimer::timeout, this, [this] { gather(kSliceMs); });
}

void RowCopier::copy(const JournalRows &rows, const QItemSelection &selection, Form form)
{
    if (m_model)
        m_model->disconnect(this);
    m_rowsOf = &rows;
    m_model = rows.model();
    const auto giveUp = [this] {
        m_timer.stop();
        m_text.clear();
    };
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, giveUp);
    connect(m_model, &QObject::destroyed, this, [this, giveUp] {
        giveUp();
        m_rowsOf = nullptr;
        m_model = nullptr;
    });
    m_ranges.clear();
    for (const QItemSelectionRange &range : selection)
        m_ranges.emplace_back(range.top(), range.bottom());
    std::sort(m_ranges.begin(), m_ranges.end());
    m_range = 0;
    m_row = m_ranges.empty() ? 0 : m_ranges.front().first;
    m_form = form;
    m_text.clear();
    m_rows = 0;
    m_isCut = false;
    if (!m_ranges.empty())
        gather(kAtOnceMs);
}

void RowCopier::gather(qint64 milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    while (m_range < m_ranges.size() && !m_isCut) {
        if (clock.elapsed() >= milliseconds) {
            m_timer.start(0);
            return;
        }
        const qsizetype row = m_rowsOf->journalRow(m_row);
        const qsizetype room = qMax<qsizetype>(1, kLimit - m_text.size());
        const bool isTooLong = m_rowsOf->journal().at(row).bytes > room;
        const QString text = textOf(row, room);
        if (!text.isNull()) {
            if (m_rows > 0 && !m_text.endsWith(u'\n'))
                m_text += u'\n';
            m_text += text;
            ++m_rows;
        }
        m_isCut = m_text.size() > kLimit || isTooLong;
        if (++m_row > m_ranges[m_range].second && ++m_range < m_ranges.size())
            m_row = m_ranges[m_range].first;
    }
    finish();
}

// At most the first `room` bytes of the row.
QString RowCopier::textOf(qsizetype journalRow, qsizetype room) const
{
    const Event &event = m_rowsOf->journal().at(journalRow);
    const bool isData = event.kind == EventKind::Sent || event.kind == EventKind::Received
        || (event.kind == EventKind::Segment && event.bytes > 0);
    if (!isData)
        return m_form == Form::Text ? eventSentence(event, {}) : QString();
    if (m_form == Form::Text) {
        const TextReading::RowText text = m_rowsOf->readings().texts.rowText(journalRow, room);
        return text.isGone || text.isElsewhere ? eventSentence(event, {}) : pasteableText(text.display);
    }
    const QByteArray bytes = m_rowsOf->journal().payload(journalRow).left(room);
    switch (m_form) {
    case Form::PythonBytes:
        return asPythonBytes(bytes);
    case Form::CArray:
        return asCArray(bytes);
    case Form::Base64:
        return asBase64(bytes);
    case Form::Hex:
    case Form::Text:
        break;
    }
    return asHexDump(bytes);
}

void RowCopier::finish()
{
    m_timer.stop();
    if (m_text.size() > kLimit) {
        m_isCut = true;
        m_text.truncate(m_text[kLimit - 1].isHighSurrogate() ? kLimit - 1 : kLimit);
    }
    if (m_rows > 0)
        QGuiApplication::clipboard()->setText(m_text);
    m_text = QString();
    if (m_isCut)
        emit notice(tr("The selection was too large to copy; the clipboard has its beginning."));
    else if (m_rows == 0)
        emit notice(tr("The selected rows have no bytes to copy."));
}

} // namespace bothends
