// SPDX-License-Identifier: MIT
#include "gui/interruptednotice.h"

#include "gui/mainwindow.h"
#include "gui/sessionwindows.h"
#include "store/sessionfile.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QLocale>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace bothends {

InterruptedNotice::InterruptedNotice(SessionWindows &windows, QWidget *parent)
    : InlineMessage(parent)
    , m_windows(windows)
{
    setObjectName(u"interruptedNotice"_s);
    setWide();
}

void InterruptedNotice::offer()
{
    if (!m_windows.folder().isEmpty())
        m_entries = SessionFolder(m_windows.folder()).interrupted();
    tell();
}

void InterruptedNotice::tell()
{
    if (m_entries.isEmpty()) {
        clear();
        return;
    }
    const SessionFolder::Entry &entry = m_entries.constFirst();
    const QLocale locale;
    const QString size = locale.formattedDataSize(entry.bytes);
    const bool isInFolder
        = QFileInfo(entry.path).absolutePath() == QFileInfo(m_windows.folder()).absoluteFilePath();
    say(Kind::Note,
        tr("The session of %1 was interrupted.").arg(locale.toString(entry.begun, QLocale::ShortFormat)),
        isInFolder
            ? tr("All but its last moment is there (%1).").arg(size)
            : tr("All but its last moment is in %1 (%2).").arg(QDir::toNativeSeparators(entry.path), size),
        {{u"openInterrupted"_s, tr("Open"), [this] { open(); }},
         {u"removeInterrupted"_s, tr("Remove"), [this] { remove(); }}});
}

void InterruptedNotice::next()
{
    m_entries.removeFirst();
    tell();
}

void InterruptedNotice::open()
{
    const QString path = m_entries.constFirst().path;
    {
        auto file = SessionFile::open(path);
        if (auto *interrupted = std::get_if<SessionFile>(&file))
            interrupted->finish(); // or it would be offered again; if not, it can be read all the same
    }
    const auto opened = m_windows.open(path);
    if (const Error *error = std::get_if<Error>(&opened))
        emit failed(*error);
    next();
}

void InterruptedNotice::remove()
{
    const QString path = m_entries.constFirst().path;
    if (!SessionFolder(m_windows.folder()).remove(path))
        emit failed(Error{ErrorCode::FileUnwritable, errno, path, 0, {}});
    next();
}

void InterruptedNotice::changeEvent(QEvent *event)
{
    InlineMessage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && !isEmpty())
        tell();
}

} // namespace bothends
