// SPDX-License-Identifier: MIT
#include "core/rownotes.h"

#include "core/journal.h"

namespace bothends {

namespace {

// Sequence numbers rise, but a file may leave some out.
qsizetype rowOf(const Journal &journal, quint64 seq)
{
    qsizetype low = 0;
    qsizetype high = journal.size();
    while (low < high) {
        const qsizetype middle = low + (high - low) / 2;
        if (journal.events().seq(middle) < seq)
            low = middle + 1;
        else
            high = middle;
    }
    return low < journal.size() && journal.events().seq(low) == seq ? low : -1;
}

QString capturedComment(const Journal &journal, qsizetype row)
{
    if (journal.events().kind(row) != EventKind::Segment)
        return {};
    const Event event = journal.at(row);
    return event.segment ? event.segment->comment : QString();
}

} // namespace

QString RowNote::cleaned(const QString &comment)
{
    QString text = comment.left(kMaxComment);
    for (QChar &each : text) {
        if (each.category() == QChar::Other_Control)
            each = u' ';
    }
    return text.simplified();
}

void RowNotes::setBookmarked(qsizetype journalRow, bool on)
{
    if (!mark(journalRow, on))
        return;
    m_markedByUser.insert(journalRow);
    emit edited(journalRow);
}

bool RowNotes::mark(qsizetype journalRow, bool on)
{
    if (isBookmarked(journalRow) == on)
        return false;
    if (on)
        m_bookmarks.insert(journalRow);
    else
        m_bookmarks.erase(journalRow);
    emit changed(journalRow);
    return true;
}

qsizetype RowNotes::bookmarkAfter(qsizetype journalRow) const
{
    if (m_bookmarks.empty())
        return -1;
    const auto next = m_bookmarks.upper_bound(journalRow);
    return next == m_bookmarks.end() ? *m_bookmarks.begin() : *next;
}

qsizetype RowNotes::bookmarkBefore(qsizetype journalRow) const
{
    if (m_bookmarks.empty())
        return -1;
    const auto next = m_bookmarks.lower_bound(journalRow);
    return next == m_bookmarks.begin() ? *m_bookmarks.rbegin() : *std::prev(next);
}

QString RowNotes::comment(qsizetype journalRow) const
{
    const auto found = m_comments.find(journalRow);
    return found == m_comments.end() ? QString() : found->second;
}

void RowNotes::setComment(qsizetype journalRow, const QString &comment)
{
    if (!write(journalRow, comment))
        return;
    m_writtenByUser.insert(journalRow);
    emit edited(journalRow);
}

bool RowNotes::write(qsizetype journalRow, const QString &comment)
{
    const QString text = RowNote::cleaned(comment);
    if (text == this->comment(journalRow))
        return false;
    if (text.isEmpty()) {
        m_comments.erase(journalRow);
        m_takenAway.insert(journalRow);
    } else {
        m_comments[journalRow] = text;
        m_takenAway.erase(journalRow);
    }
    emit changed(journalRow);
    return true;
}

void RowNotes::adoptComments(const Journal &journal, qsizetype first, qsizetype last)
{
    for (qsizetype row = first; row <= last; ++row) {
        if (const QString captured = capturedComment(journal, row);
            !captured.isEmpty() && comment(row).isEmpty())
            write(row, captured);
    }
}

RowNote RowNotes::at(const Journal &journal, qsizetype journalRow) const
{
    return {journal.events().seq(journalRow), isBookmarked(journalRow), comment(journalRow)};
}

QList<RowNote> RowNotes::all(const Journal &journal) const
{
    std::set<qsizetype> rows = m_bookmarks;
    for (const auto &[row, comment] : m_comments)
        rows.insert(row);
    for (const qsizetype row : m_takenAway) {
        if (!capturedComment(journal, row).isEmpty())
            rows.insert(row);
    }
    QList<RowNote> notes;
    for (const qsizetype row : rows)
        notes << at(journal, row);
    return notes;
}

void RowNotes::take(const Journal &journal, const QList<RowNote> &notes)
{
    for (const RowNote &note : notes) {
        const qsizetype row = rowOf(journal, note.seq);
        if (row < 0)
            continue;
        if (!m_markedByUser.contains(row))
            mark(row, note.isBookmarked);
        if (!m_writtenByUser.contains(row))
            write(row, note.comment);
    }
}

} // namespace bothends
