// SPDX-License-Identifier: MIT
#include "store/sessionfolder.h"

#include "store/sessionfile.h"
#include "store/sessionpointer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

const QString kEnding = u".bothends"_s;
const QString kPattern = u"session-*.bothends"_s;
const QString kDateFormat = u"yyyyMMdd-HHmmss-zzz"_s;

const QString kPointerPattern = u"session-*.moved"_s;
constexpr qsizetype kMostPointers = 100; // that are looked at

QString lockOf(const QString &path)
{
    return path + u".lock"_s;
}

/// Of a session that was moved, by the path it was begun with; and back.
QString pointerOf(const QString &path)
{
    return path.chopped(kEnding.size()) + u".moved"_s;
}

QString begunPathOf(const QFileInfo &pointer)
{
    return pointer.absolutePath() + u'/' + pointer.completeBaseName() + kEnding;
}

QDateTime timeIn(const QFileInfo &file)
{
    QDateTime begun = QDateTime::fromString(file.fileName().section(u'-', 1, 3), kDateFormat);
    begun.setTimeSpec(Qt::UTC);
    return begun.toLocalTime();
}

} // namespace

SessionFolder::SessionFolder(QString path)
    : m_path(std::move(path))
{
}

QString SessionFolder::standardPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/sessions"_s;
}

QString SessionFolder::begin()
{
    if (!QDir().mkpath(m_path) || !QFileInfo(m_path).isWritable())
        return {};
    // What passes through a socket is nobody else's business.
    QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const QString stem
        = u"%1/session-%2-%3"_s.arg(m_path, QDateTime::currentDateTimeUtc().toString(kDateFormat))
              .arg(QCoreApplication::applicationPid());
    QString path = stem + u".bothends"_s;
    for (int number = 2; QFileInfo::exists(path) || QFileInfo::exists(lockOf(path)); ++number)
        path = u"%1-%2.bothends"_s.arg(stem).arg(number);
    m_lock = std::make_unique<QLockFile>(lockOf(path));
    m_lock->setStaleLockTime(0); // its process, not its age, tells whether it counts
    m_begun = m_lock->tryLock() ? path : QString();
    return m_begun;
}

bool SessionFolder::movedTo(const QString &path, const QString &oldPath)
{
    if (m_begun.isEmpty())
        return false;
    // First, so that it is found whatever happens in between; but the disk may be full, until the old one
    // goes.
    const bool isRemembered = writeSessionPointer(pointerOf(m_begun), path);
    if (!oldPath.isEmpty())
        SessionFile::remove(oldPath);
    return isRemembered || writeSessionPointer(pointerOf(m_begun), path);
}

bool SessionFolder::isInUse(const QString &path)
{
    if (!QFileInfo::exists(lockOf(path)))
        return false;
    QLockFile lock(lockOf(path));
    lock.setStaleLockTime(0);
    return !lock.tryLock(); // a lock whose process is gone is broken by this
}

bool SessionFolder::isOurs(const QString &path) const
{
    const QFileInfo info(path);
    return info.absolutePath() == QFileInfo(m_path).absoluteFilePath()
        && QDir::match(kPattern, info.fileName());
}

QList<SessionFolder::Entry> SessionFolder::sessions() const
{
    QList<Entry> entries;
    const QFileInfoList files
        = QDir(m_path).entryInfoList({kPattern}, QDir::Files | QDir::NoSymLinks, QDir::Name | QDir::Reversed);
    for (const QFileInfo &info : files) {
        if (isInUse(info.filePath()))
            continue;
        auto opened = SessionFile::open(info.filePath());
        const SessionFile *file = std::get_if<SessionFile>(&opened);
        if (!file || file->lastSeq() == 0)
            continue; // damaged, or nothing happened
        entries << Entry{info.filePath(), timeIn(info), info.size(), file->isFinished()};
    }
    return entries;
}

// Newest first, without those whose disk is not there now.
QList<SessionFolder::Moved> SessionFolder::moved() const
{
    QList<Moved> found;
    const QFileInfoList pointers
        = QDir(m_path)
              .entryInfoList({kPointerPattern}, QDir::Files | QDir::NoSymLinks, QDir::Name | QDir::Reversed)
              .mid(0, kMostPointers);
    for (const QFileInfo &info : pointers) {
        if (isInUse(begunPathOf(info)))
            continue;
        const QString path = readSessionPointer(info.filePath());
        if (path.isEmpty() || QFileInfo(path).isSymLink())
            continue;
        auto opened = SessionFile::open(path);
        if (const SessionFile *file = std::get_if<SessionFile>(&opened))
            found << Moved{info.filePath(), {path, timeIn(info), QFileInfo(path).size(), file->isFinished()}};
    }
    return found;
}

QList<SessionFolder::Entry> SessionFolder::interrupted() const
{
    QList<Entry> entries = sessions();
    for (const Moved &each : moved())
        entries << each.entry;
    entries.removeIf([](const Entry &entry) { return entry.isFinished; });
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry &one, const Entry &other) { return one.begun > other.begun; });
    return entries;
}

void SessionFolder::makeRoom()
{
    int kept = 0;
    for (const Entry &entry : sessions()) {
        if (entry.isFinished && ++kept > kKept)
            remove(entry.path);
    }
    for (const Moved &each : moved()) {
        if (each.entry.isFinished)
            QFile::remove(each.pointer);
    }
}

bool SessionFolder::remove(const QString &path)
{
    if (!isOurs(path)) {
        const QList<Moved> all = moved();
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&path](const Moved &each) { return each.entry.path == path; });
        return found != all.end() && !found->entry.isFinished && SessionFile::remove(path)
            && QFile::remove(found->pointer);
    }
    if (isInUse(path))
        return false;
    return SessionFile::remove(path);
}

} // namespace bothends
