// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QList>
#include <QLockFile>
#include <QString>

#include <memory>

namespace bothends {

/// The folder in which sessions are written as they happen: one file each, with a lock beside it while its
/// program lives. A session without a lock that was not finished was interrupted by a crash. Only files whose
/// names this class gives are ever removed, and those it was told of by movedTo(). Any thread; not shared.
class SessionFolder
{
public:
    static constexpr int kKept = 10; ///< finished sessions; older ones make room when a new one begins

    struct Entry
    {
        QString path;
        QDateTime begun;
        qint64 bytes = 0;
        bool isFinished = false;
    };

    explicit SessionFolder(QString path);

    /// The user's data folder (XDG_DATA_HOME).
    static QString standardPath();

    /// A path for a new session, with its lock taken; empty if the folder cannot be made or written to.
    QString begin();
    /// The session that was begun goes on in another file, outside of the folder: remembers where, and
    /// removes the old file (empty = it is gone). False if that cannot be remembered.
    bool movedTo(const QString &path, const QString &oldPath);
    /// Newest first, without those that a program is writing now.
    QList<Entry> sessions() const;
    /// Those of them that were interrupted, and those that were moved before.
    QList<Entry> interrupted() const;
    /// Removes the oldest finished ones beyond kKept, and what is remembered of moved ones that are finished.
    void makeRoom();
    /// Removes one that the user does not want any more. False if it is none that this folder knows of, or in
    /// use.
    bool remove(const QString &path);

private:
    struct Moved
    {
        QString pointer;
        Entry entry;
    };

    bool isOurs(const QString &path) const;
    static bool isInUse(const QString &path);
    QList<Moved> moved() const;

    QString m_path;
    QString m_begun; // what begin() gave
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace bothends
