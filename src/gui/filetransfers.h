// SPDX-License-Identifier: MIT
#pragma once

#include "net/session.h"

#include <QObject>

class QWidget;

namespace bothends {

class Composer;
class ConnectionsModel;

/// The files of one side: asks which, hands them to the session, and shows above the composer how each goes
/// on. What is wrong is said there, too. Lives in the GUI thread.
class FileTransfers : public QObject
{
    Q_OBJECT
public:
    FileTransfers(Side side, Session &session, Composer &composer, const ConnectionsModel &connections);

public slots:
    void chooseFile();
    void choosePart();
    void chooseSaveFile();
    /// The whole file, to the target that the composer has.
    void sendFile(const QString &file);

private:
    void send(const FileToSend &file);
    /// The connections that the composer's target means now.
    QList<ConnectionStatus> targets() const;
    void save(const ConnectionStatus &connection, const QString &file);
    void say(const Error &error);
    void endTransfer(const TransferStatus &transfer);
    void showErrors(qsizetype first, qsizetype last);

    Side m_side;
    Session &m_session;
    Composer &m_composer;
    const ConnectionsModel &m_connections;
};

} // namespace bothends
