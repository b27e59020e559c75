// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>

#include <map>
#include <set>

namespace bothends {

/// What the user noted beside rows of the journal: bookmarks and comments. The journal itself never changes;
/// whoever stores a session takes both from here and sets them again. Lives in the GUI thread.
class RowNotes : public QObject
{
    Q_OBJECT
public:
    /// A comment has at most so many characters.
    static constexpr qsizetype kCommentLimit = 4096;

    using QObject::QObject;

    bool isBookmarked(qsizetype journalRow) const { return m_bookmarks.contains(journalRow); }
    void setBookmarked(qsizetype journalRow, bool on);
    const std::set<qsizetype> &bookmarks() const { return m_bookmarks; }
    /// The next bookmark after a row, or before it, round at the end; -1 = there is none.
    qsizetype bookmarkAfter(qsizetype journalRow) const;
    qsizetype bookmarkBefore(qsizetype journalRow) const;

    QString comment(qsizetype journalRow) const;
    /// Empty takes it away; line feeds become spaces.
    void setComment(qsizetype journalRow, const QString &comment);
    const std::map<qsizetype, QString> &comments() const { return m_comments; }

signals:
    void changed(qsizetype journalRow);

private:
    std::set<qsizetype> m_bookmarks;
    std::map<qsizetype, QString> m_comments;
};

} // namespace bothends
