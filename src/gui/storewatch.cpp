// SPDX-License-Identifier: MIT
#include "gui/storewatch.h"

#include "gui/inlinemessage.h"
#include "gui/mainwindow.h"
#include "gui/settings.h"
#include "store/sessionwriter.h"

#include <QDir>
#include <QFileDialog>

using namespace Qt::StringLiterals;

namespace bothends {

StoreWatch::StoreWatch(MainWindow &window, SessionWriter &writer, const QString &path, QSettings &store)
    : QObject(&window)
    , m_window(window)
    , m_writer(writer)
    , m_store(store)
{
    connect(&writer, &SessionWriter::failed, this, [this](const Error &error) {
        m_error = error;
        say();
    });
    connect(&writer, &SessionWriter::moveFailed, this, [this](const Error &error) {
        m_error = error;
        say();
    });
    connect(&writer, &SessionWriter::moved, this, &StoreWatch::sayMoved);
    connect(&writer, &SessionWriter::gone, this, &StoreWatch::sayGone);
    connect(&m_folder, &QFileSystemWatcher::directoryChanged, &writer, &SessionWriter::look);
    watchFolderOf(path);
    connect(&writer, &SessionWriter::recovered, this, [this] {
        if (m_isShown)
            m_window.message().clear();
        m_isShown = false;
    });
    window.addLossCheck([this] {
        if (m_isGone)
            return tr("The file of this session was removed or replaced. The session is lost when the window "
                      "closes, unless it goes on in another place.");
        return m_writer.isFailing()
            ? tr("The last part of this session could not be written to disk yet, and is lost when the "
                 "window closes. Free some space or choose another place first.")
            : QString();
    });
}

void StoreWatch::say()
{
    m_isShown = true;
    m_window.message().say(
        InlineMessage::Kind::Error, errorText(m_error).what,
        tr("Free some space on that disk, or go on in another place. Nothing is lost: the sockets are read "
           "no further until the session can be written, and it goes on by itself."),
        {{u"retryWriting"_s, tr("Try Again Now"), [this] { m_writer.retry(); }},
         {u"choosePlace"_s, tr("Choose Another Place…"), [this] { choosePlace(); }}});
}

void StoreWatch::sayGone(const Error &error)
{
    m_isGone = true;
    const ErrorText text = errorText(error);
    m_window.message().say(InlineMessage::Kind::Error, text.what, text.nextStep,
                           {{u"choosePlace"_s, tr("Choose Another Place…"), [this] { choosePlace(); }}});
}

void StoreWatch::watchFolderOf(const QString &path)
{
    if (const QStringList before = m_folder.directories(); !before.isEmpty())
        m_folder.removePaths(before);
    m_folder.addPath(QFileInfo(path).absolutePath());
}

void StoreWatch::choosePlace()
{
    auto *dialog = new QFileDialog(&m_window, tr("Go On in Another Place"));
    dialog->setObjectName(u"choosePlaceDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // nothing is overwritten, and the window says so
    dialog->setNameFilter(u"%1 (*.bothends)"_s.arg(tr("Sessions")));
    dialog->setDefaultSuffix(u"bothends"_s);
    connect(dialog, &QFileDialog::fileSelected, &m_writer, &SessionWriter::moveTo);
    dialog->open();
}

void StoreWatch::sayMoved(const QString &path)
{
    watchFolderOf(path);
    rememberSession(m_store, QFileInfo(path).absoluteFilePath());
    m_isShown = false;
    m_isGone = false;
    m_window.message().say(InlineMessage::Kind::Note,
                           tr("The session goes on in %1.").arg(QDir::toNativeSeparators(path)));
}

} // namespace bothends
