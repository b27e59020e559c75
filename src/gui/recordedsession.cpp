// SPDX-License-Identifier: MIT
#include "gui/recordedsession.h"

#include "store/sessionpayloads.h"

using namespace std::chrono_literals;

namespace bothends {

RecordedSession::RecordedSession(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_place(folder)
{
    m_session = std::make_unique<Session>(16ms, nullptr, beginFile());
    if (!m_writer)
        return;
    Session *session = m_session.get();
    connect(m_writer, &SessionWriter::lagging, session, [session] { session->setHeld(true); });
    connect(m_writer, &SessionWriter::relieved, session, [session] { session->setHeld(false); });
    connect(m_writer, &SessionWriter::failed, session, [session] { session->setHeld(true); });
    connect(m_writer, &SessionWriter::recovered, session,
            [this, session] { session->setHeld(m_writer->isLagging()); });
    connect(m_writer, &SessionWriter::moved, this, [this](const QString &path, const QString &oldPath) {
        m_path = path;
        m_folder->movedTo(path, oldPath); // if not, it is found among the recent sessions
    });
}

std::unique_ptr<PayloadStore> RecordedSession::beginFile()
{
    if (m_place.isEmpty())
        return nullptr;
    m_folder = std::make_unique<SessionFolder>(m_place);
    const QString path = m_folder->begin();
    if (path.isEmpty()) {
        m_fault = Error{ErrorCode::FileUnwritable, 0, m_place, 0, {}};
        return nullptr;
    }
    auto made = SessionPayloads::record(path);
    if (const Error *error = std::get_if<Error>(&made)) {
        m_fault = *error;
        m_folder.reset(); // its lock
        SessionFolder(m_place).remove(path);
        return nullptr;
    }
    m_folder->makeRoom();
    auto store = std::get<std::unique_ptr<SessionPayloads>>(std::move(made));
    m_path = path;
    m_writer = store->writer();
    return store;
}

RecordedSession::~RecordedSession()
{
    const bool isEmpty = m_session->journal().size() == 0;
    m_session.reset(); // writes what is left
    m_folder.reset();
    if (isEmpty && !m_path.isEmpty())
        SessionFolder(m_place).remove(m_path);
}

} // namespace bothends
