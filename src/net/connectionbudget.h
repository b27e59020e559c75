// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace bothends {

/// How many connections may have something done for them that is too dear for each of a storm: so many at
/// once, and then so many a second (a token bucket). A value; any thread.
class ConnectionBudget
{
public:
    ConnectionBudget(int atOnce, int perSecond)
        : m_nsEach(1'000'000'000 / perSecond)
        , m_mostNs(atOnce * m_nsEach)
    {
    }

    /// Whether there is room for one more, which is then taken.
    /// @param nowNs of any clock that does not go back
    bool take(qint64 nowNs)
    {
        // The moment at which the room will be whole again; each one taken moves it.
        const qint64 wholeNs = qMax(m_wholeNs, nowNs) + m_nsEach;
        if (wholeNs - nowNs > m_mostNs)
            return false;
        m_wholeNs = wholeNs;
        return true;
    }

private:
    qint64 m_nsEach;
    qint64 m_mostNs;
    qint64 m_wholeNs = 0;
};

} // namespace bothends
