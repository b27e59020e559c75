// SPDX-License-Identifier: MIT
#include "store/sessionpointer.h"

#include "core/displaytext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace bothends {

namespace {
constexpr qint64 kMaxPath = 4096; // PATH_MAX of Linux
}

bool writeSessionPointer(const QString &pointer, const QString &session)
{
    const QByteArray path = QFile::encodeName(QFileInfo(session).absoluteFilePath());
    QSaveFile file(pointer);
    return path.size() <= kMaxPath && file.open(QIODevice::WriteOnly) && file.write(path) == path.size()
        && file.commit();
}

QString readSessionPointer(const QString &pointer)
{
    QFile file(pointer);
    const QFileInfo info(pointer);
    if (info.isSymLink() || !info.isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.read(kMaxPath + 1);
    QString path = QFile::decodeName(bytes);
    const QList<uint> characters = path.toUcs4();
    // A name that does not read as what it is would mislead whoever is asked about it.
    const bool hides = std::any_of(characters.begin(), characters.end(),
                                   [](uint each) { return isHiddenCharacter(each); });
    if (bytes.size() > kMaxPath || QFile::encodeName(path) != bytes || hides || !QDir::isAbsolutePath(path)
        || QDir::cleanPath(path) != path)
        return {};
    return path;
}

} // namespace bothends
