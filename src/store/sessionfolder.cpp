// SPDX-License-Identifier: MIT
#include "store/sessionfolder.h"

#include "store/sessionfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

const QString kPattern = u"session-*.bothends"_s;
const QString kDateFormat = u"yyyyMMdd-HHmmss-zzz"_s;

QString lockOf(const QString &path)
{
    return path + u".lock"_s;
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
    return m_lock->tryLock() ? path : QString();
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
        QDateTime begun = QDateTime::fromString(info.fileName().section(u'-', 1, 3), kDateFormat);
        begun.setTimeSpec(Qt::UTC);
        entries << Entry{info.filePath(), begun.toLocalTime(), info.size(), file->isFinished()};
    }
    return entries;
}

QList<SessionFolder::Entry> SessionFolder::interrupted() const
{
    QList<Entry> entries = sessions();
    entries.removeIf([](const Entry &entry) { return entry.isFinished; });
    return entries;
}

void SessionFolder::makeRoom()
{
    int kept = 0;
    for (const Entry &entry : sessions()) {
        if (entry.isFinished && ++kept > kKept)
            remove(entry.path);
    }
}

bool SessionFolder::remove(const QString &path)
{
    if (!isOurs(path) || isInUse(path))
        return false;
    return SessionFile::remove(path);
}

} // namespace bothends
