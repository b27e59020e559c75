// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>

namespace bothends {

/// When a view that follows what arrives may make its next frame: at once while frames are cheap, later the
/// more they cost, so that they take a bounded share of the time on a busy machine. A value.
class FramePacer
{
public:
    static constexpr int kShare = 12; ///< a frame takes one part in so many
    static constexpr qint64 kLongestMs = 100;

    /// Work on a frame. The first after another frame is its beginning.
    class Work
    {
    public:
        explicit Work(FramePacer &pacer)
            : m_pacer(pacer)
        {
            m_timer.start();
        }
        ~Work() { m_pacer.m_costNs += m_timer.nsecsElapsed(); }
        Work(const Work &) = delete;
        Work &operator=(const Work &) = delete;

    private:
        FramePacer &m_pacer;
        QElapsedTimer m_timer;
    };

    void beginFrame()
    {
        m_costNs = 0;
        m_sinceFrame.start();
    }
    /// Milliseconds from now on.
    int untilNext() const
    {
        if (!m_sinceFrame.isValid())
            return 0;
        const qint64 wanted = qMin(kLongestMs, m_costNs * kShare / 1'000'000);
        return int(qMax<qint64>(0, wanted - m_sinceFrame.elapsed()));
    }

private:
    QElapsedTimer m_sinceFrame;
    qint64 m_costNs = 0; // of the frame
};

} // namespace bothends
