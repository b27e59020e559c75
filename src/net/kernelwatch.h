// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernelprobe.h"
#include "net/connectionnumbers.h"
#include "net/recorder.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <array>
#include <memory>

namespace bothends {

/// Follows the sockets of the journal in the kernel, and appends an event of origin Kernel when one of them
/// is in another state or its queues have another length. It asks about exactly these sockets: at once after
/// a call or signal that may have changed a state, at the next turn of the event loop after data, and ten
/// times a second while somebody watches and something is alive. An end whose socket is gone is followed
/// until the kernel has forgotten it (TIME_WAIT). Lives in the I/O thread. Invariant: no timer runs while
/// nobody watches or nothing is alive; the work per event and per turn is bounded.
class KernelWatch : public QObject
{
    Q_OBJECT
public:
    static constexpr int kPollMs = 100;
    static constexpr int kAsksPerPoll = 512; ///< about 2 ms; with more sockets, a turn later

    KernelWatch(std::unique_ptr<KernelProbe> probe, Recorder &recorder, ConnectionNumbers &numbers,
                QObject *parent = nullptr);

    /// Every event that the recorder takes, before it is delivered.
    void observe(const Event &event);
    /// @param focus the connection that is looked at more closely than others; 0 = none
    void setWatched(bool watched, quint32 focus);

    bool isPolling() const { return m_poll.isActive(); }

private:
    /// What is known of one end.
    struct End
    {
        KernelReading last;
        bool isKnown = false; ///< the kernel has reported it at least once
        quint32 endpoint = 0; ///< 0 = not a socket of ours
        quint32 socket = 0;
        bool isOurs = false; ///< a socket of ours is open
        qint64 queuesNs = 0; ///< when its queues were last reported
    };
    struct Tracked
    {
        Address client;
        Address server;
        std::array<End, 2> ends;
        bool isReserved = false; ///< found in an accept queue, not yet accepted
        qint64 askedNs = 0;
    };
    struct Listening
    {
        Address local;
        quint32 socket = 0;
        KernelReading last;
        bool isKnown = false;
        qint64 searchedNs = 0;
        bool isPaused = false; ///< accepting is; else nobody waits longer than a turn of the event loop
    };

    void learn(const Event &event);
    void askSoon(quint32 connection);
    void askGathered();
    void poll();
    bool pollOne(quint32 connection);
    void ask(quint32 connection, Side first);
    void askEnd(quint32 connection, Tracked &tracked, Side side);
    void takeIn(quint32 connection, Tracked &tracked, Side side, const KernelReading &reading);
    void askListener(quint32 endpoint);
    void findWaiting(quint32 endpoint, const Listening &listening);
    quint32 listenerAt(const Address &address) const;
    void track(const ProbedSocket &found, quint32 endpoint, Side side);
    void append(Event event, const KernelReading &reading);
    void sayUnavailable(const Event &event);
    bool isFinished(const Tracked &tracked) const;
    bool mayAskNow();
    void schedule();
    qint64 nowNs() const { return m_clock.nsecsElapsed(); }

    std::unique_ptr<KernelProbe> m_probe;
    Recorder &m_recorder;
    ConnectionNumbers &m_numbers;
    QElapsedTimer m_clock;
    QTimer m_poll;
    QHash<quint32, Tracked> m_tracked;
    QHash<quint32, Listening> m_listening; // by endpoint
    QSet<quint32> m_soon; // to be asked about at the next turn of the event loop
    QSet<quint32> m_soonListeners;
    QList<quint32> m_round; // connections that this round of polling has still to ask about
    quint32 m_focus = 0;
    bool m_watched = false;
    bool m_isAppending = false;
    bool m_isPolling = false; // a connection that is not in focus
    bool m_isGathering = false;
    bool m_hasSaid = false;
    qint64 m_periodNs = 0;
    int m_asksInPeriod = 0;
};

} // namespace bothends
