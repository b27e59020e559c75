// SPDX-License-Identifier: MIT
#pragma once

#include "net/session.h"
#include "store/sessionfolder.h"

#include <memory>
#include <optional>

namespace bothends {

class SessionWriter;

/// The session of a live window. It is written as it happens into the folder of sessions, and its sockets are
/// held while the disk lags; where that cannot be, it is in memory. One in which nothing happened leaves no
/// file. Lives in the GUI thread.
class RecordedSession : public QObject
{
    Q_OBJECT
public:
    /// @param folder empty = in memory
    explicit RecordedSession(const QString &folder, QObject *parent = nullptr);
    ~RecordedSession() override;

    Session &session() { return *m_session; }
    /// Where it is written; empty = nowhere.
    const QString &path() const { return m_path; }
    /// Null of one in memory.
    SessionWriter *writer() const { return m_writer; }
    /// Why it is not written although it should be.
    const std::optional<Error> &fault() const { return m_fault; }

private:
    std::unique_ptr<PayloadStore> beginFile();

    const QString m_place;
    std::unique_ptr<SessionFolder> m_folder; // holds the lock until the file is whole
    QString m_path;
    std::optional<Error> m_fault;
    SessionWriter *m_writer = nullptr; // of the session's store
    std::unique_ptr<Session> m_session;
};

} // namespace bothends
