// SPDX-License-Identifier: MIT
#include "gui/rownotes.h"

namespace bothends {

void RowNotes::setBookmarked(qsizetype journalRow, bool on)
{
    if (isBookmarked(journalRow) == on)
        return;
    if (on)
        m_bookmarks.insert(journalRow);
    else
        m_bookmarks.erase(journalRow);
    emit changed(journalRow);
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
    const QString text = comment.left(kCommentLimit).simplified();
    if (text == this->comment(journalRow))
        return;
    if (text.isEmpty())
        m_comments.erase(journalRow);
    else
        m_comments[journalRow] = text;
    emit changed(journalRow);
}

} // namespace bothends
