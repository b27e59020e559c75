// SPDX-License-Identifier: MIT
#include "gui/filetransfers.h"

#include "gui/composer.h"
#include "gui/connectionsmodel.h"
#include "gui/sendpartdialog.h"
#include "gui/transferlist.h"

#include <QFileDialog>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace bothends {

FileTransfers::FileTransfers(Side side, Session &session, Composer &composer,
                             const ConnectionsModel &connections)
    : QObject(&composer)
    , m_side(side)
    , m_session(session)
    , m_composer(composer)
    , m_connections(connections)
{
    connect(&composer, &Composer::sendFileRequested, this, &FileTransfers::chooseFile);
    connect(&composer, &Composer::sendPartRequested, this, &FileTransfers::choosePart);
    connect(&composer, &Composer::saveRequested, this, &FileTransfers::chooseSaveFile);
    connect(&composer, &Composer::fileDropped, this, &FileTransfers::sendFile);
    connect(&composer.transfers(), &TransferList::endRequested, this, &FileTransfers::endTransfer);
    connect(&session, &Session::transfersChanged, this, [this](const QList<TransferStatus> &transfers) {
        for (const TransferStatus &transfer : transfers) {
            if (transfer.side == m_side)
                m_composer.transfers().show(transfer);
        }
    });
    connect(&session.journal(), &Journal::appended, this, &FileTransfers::showErrors);
}

QList<ConnectionStatus> FileTransfers::targets() const
{
    const std::optional<quint32> target = m_composer.target();
    if (!target)
        return {};
    if (*target == 0)
        return m_connections.open();
    const ConnectionStatus *connection = m_connections.find(*target);
    return connection ? QList{*connection} : QList<ConnectionStatus>();
}

void FileTransfers::chooseFile()
{
    if (targets().isEmpty()) {
        say({ErrorCode::NotConnected, 0, {}, 0, {}});
        return;
    }
    auto *dialog = new QFileDialog(&m_composer, tr("Send File"));
    dialog->setObjectName(u"sendFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FileTransfers::sendFile);
    dialog->open();
}

void FileTransfers::choosePart()
{
    if (targets().isEmpty()) {
        say({ErrorCode::NotConnected, 0, {}, 0, {}});
        return;
    }
    auto *dialog = new SendPartDialog(&m_composer);
    dialog->setObjectName(u"sendPartDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SendPartDialog::sendRequested, this, &FileTransfers::send);
    dialog->show();
}

void FileTransfers::sendFile(const QString &file)
{
    send({file, 0, -1});
}

void FileTransfers::send(const FileToSend &file)
{
    const QList<ConnectionStatus> receivers = targets();
    if (receivers.isEmpty())
        say({ErrorCode::NotConnected, 0, {}, 0, {}});
    for (const ConnectionStatus &receiver : receivers)
        m_session.sendFile(receiver.endpoint, receiver.connection, file);
}

void FileTransfers::chooseSaveFile()
{
    const QList<ConnectionStatus> sources = targets();
    if (sources.size() != 1) {
        if (sources.isEmpty())
            say({ErrorCode::NotConnected, 0, {}, 0, {}});
        else
            m_composer.showError(tr("Only the bytes of one connection can go into a file."),
                                 tr("Choose the connection beside the message first."));
        return;
    }
    auto *dialog = new QFileDialog(&m_composer, tr("Save Received to File"));
    dialog->setObjectName(u"saveReceivedDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // nothing is ever overwritten
    dialog->selectFile(u"received-%1"_s.arg(sources.constFirst().connection));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, source = sources.constFirst()](const QString &file) { save(source, file); });
    dialog->open();
}

void FileTransfers::save(const ConnectionStatus &connection, const QString &file)
{
    if (QFileInfo::exists(file))
        say({ErrorCode::FileExists, 0, file, 0, {}});
    else
        m_session.saveReceived(connection.endpoint, connection.connection, file);
}

void FileTransfers::endTransfer(const TransferStatus &transfer)
{
    if (transfer.direction == TransferStatus::Direction::Sending)
        m_session.cancelTransfer(transfer.endpoint, transfer.connection);
    else
        m_session.saveReceived(transfer.endpoint, transfer.connection, {});
}

void FileTransfers::say(const Error &error)
{
    const ErrorText text = errorText(error);
    m_composer.showError(text.what, text.nextStep);
}

// A transfer that was cancelled ended as the user wished, and its bar says so.
void FileTransfers::showErrors(qsizetype first, qsizetype last)
{
    const Journal &journal = m_session.journal();
    for (qsizetype row = last; row >= first; --row) {
        const EventKind kind = journal.events().kind(row);
        if (kind != EventKind::TransferBegin && kind != EventKind::TransferEnd)
            continue;
        const Event &event = journal.at(row);
        if (event.side != m_side || event.isStep || !event.error
            || event.error->code == ErrorCode::TransferCancelled)
            continue;
        say(*event.error);
        return;
    }
}

} // namespace bothends
