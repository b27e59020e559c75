// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include <map>
#include <set>

namespace bothends {

class Journal;

/// What the user noted beside one event. A value.
struct RowNote
{
    static constexpr qsizetype kMaxComment = 4096; ///< characters

    quint64 seq = 0; ///< of the event
    bool isBookmarked = false;
    QString comment; ///< as cleaned() makes it

    bool isEmpty() const { return !isBookmarked && comment.isEmpty(); }
    /// One line without control characters, cut to kMaxComment.
    static QString cleaned(const QString &comment);
    bool operator==(const RowNote &) const = default;
};

/// The notes beside the rows of a journal: bookmarks and comments. The journal itself never changes; whoever
/// stores a session takes the notes from here and sets them again. Lives in the journal's thread.
class RowNotes : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    bool isBookmarked(qsizetype journalRow) const { return m_bookmarks.contains(journalRow); }
    /// By the user.
    void setBookmarked(qsizetype journalRow, bool on);
    const std::set<qsizetype> &bookmarks() const { return m_bookmarks; }
    /// The next bookmark after a row, or before it, round at the end; -1 = there is none.
    qsizetype bookmarkAfter(qsizetype journalRow) const;
    qsizetype bookmarkBefore(qsizetype journalRow) const;

    QString comment(qsizetype journalRow) const;
    /// By the user. Empty takes it away; line feeds become spaces.
    void setComment(qsizetype journalRow, const QString &comment);
    const std::map<qsizetype, QString> &comments() const { return m_comments; }

    /// Comments that came with packets of a capture become those of their rows.
    void adoptComments(const Journal &journal, qsizetype first, qsizetype last);
    /// The note of a row, as it is stored.
    RowNote at(const Journal &journal, qsizetype journalRow) const;
    /// All of them, by row; also empty ones, of packets whose own comment was taken away.
    QList<RowNote> all(const Journal &journal) const;
    /// Sets what was stored, beside what the user has edited meanwhile. A note of an event that is not in the
    /// journal is passed over.
    void take(const Journal &journal, const QList<RowNote> &notes);

signals:
    void changed(qsizetype journalRow);
    void edited(qsizetype journalRow); ///< by the user; after changed()

private:
    bool mark(qsizetype journalRow, bool on);
    bool write(qsizetype journalRow, const QString &comment);

    std::set<qsizetype> m_bookmarks;
    std::map<qsizetype, QString> m_comments;
    std::set<qsizetype> m_takenAway; // rows that had a comment
    std::set<qsizetype> m_markedByUser;
    std::set<qsizetype> m_writtenByUser;
};

} // namespace bothends
