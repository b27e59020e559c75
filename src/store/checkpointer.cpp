// SPDX-License-Identifier: MIT
#include "store/checkpointer.h"

#include "store/sessionfile.h"

using namespace Qt::StringLiterals;

namespace bothends {

Checkpointer::Checkpointer(const QString &path, std::function<void(const Result &)> done)
    : m_done(std::move(done))
    , m_thread(QThread::create([this, path] { run(path); }))
{
    m_thread->setObjectName(u"bothends-ckpt"_s); // Linux shows 15 characters
    m_thread->start();
}

Checkpointer::~Checkpointer()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_isClosing = true;
        m_wake.wakeAll();
    }
    m_thread->wait();
}

void Checkpointer::begin()
{
    const QMutexLocker lock(&m_mutex);
    m_isWanted = true;
    m_wake.wakeAll();
}

void Checkpointer::run(const QString &path)
{
    for (;;) {
        {
            const QMutexLocker lock(&m_mutex);
            while (!m_isWanted && !m_isClosing)
                m_wake.wait(&m_mutex);
            if (m_isClosing)
                return;
        }
        // Opened each time: then no descriptor is held meanwhile, and what was wrong with it need not last.
        auto opened = SessionFile::open(path);
        Result result;
        if (SessionFile *file = std::get_if<SessionFile>(&opened))
            result.error = file->checkpoint();
        else
            result.error = std::get<Error>(opened);
        {
            const QMutexLocker lock(&m_mutex);
            m_isWanted = false;
        }
        m_done(result);
    }
}

} // namespace bothends
