// SPDX-License-Identifier: MIT
#include "store/checkpointer.h"

#include "store/sessionfile.h"

using namespace Qt::StringLiterals;

namespace bothends {

Checkpointer::Checkpointer(Done done)
    : m_done(std::move(done))
{
}

Checkpointer::~Checkpointer()
{
    close();
}

void Checkpointer::open(const QString &path)
{
    close();
    m_isWanted = false;
    m_isClosing = false;
    m_thread.reset(QThread::create([this, path] { run(path); }));
    m_thread->setObjectName(u"bothends-ckpt"_s); // Linux shows 15 characters
    m_thread->start();
}

void Checkpointer::close()
{
    if (!m_thread)
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_isClosing = true;
        m_wake.notify_all();
    }
    m_thread->wait();
    m_thread.reset();
}

void Checkpointer::begin()
{
    const std::lock_guard lock(m_mutex);
    m_isWanted = true;
    m_wake.notify_all();
}

void Checkpointer::run(const QString &path)
{
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_isWanted || m_isClosing; });
            if (m_isClosing)
                return;
        }
        // Opened each time: then no descriptor is held meanwhile, and what was wrong with it need not last.
        std::optional<Error> error;
        auto opened = SessionFile::open(path);
        if (SessionFile *file = std::get_if<SessionFile>(&opened))
            error = file->checkpoint();
        else
            error = std::get<Error>(opened);
        {
            const std::lock_guard lock(m_mutex);
            m_isWanted = false;
        }
        m_done(error);
    }
}

} // namespace bothends
