// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernelprobe.h"
#include "net/connectionbudget.h"
#include "net/connectionnumbers.h"
#include "net/localnames.h"
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
/// times a second while somebody watches and something is in motion. At rest is a connection whose queues are
/// empty, and which cannot change without an event of ours (see isAtRest()). While nothing has changed for
/// some seconds it asks only twice a second. In a storm of connections each is not worth its questions: those
/// that the budget has no room for (see ConnectionBudget) are only met by the polling, and one that is over
/// before is not asked about at all; what it passed is then a conclusion. An end whose socket is gone is
/// followed until the kernel has forgotten it (TIME_WAIT). TCP's and UDP's sockets are found by their
/// addresses, local ones by their inode, or their name (see LocalNames). What the kernel does not show, a TCP
/// socket that is only bound or one of ICMP, is not told of. Lives in the I/O thread. Invariant: no timer
/// runs while nobody watches or everything is at rest; the work per event and per turn is bounded.
class KernelWatch : public QObject
{
    Q_OBJECT
public:
    static constexpr int kPollMs = 100;
    static constexpr int kSlowPollMs = 500;
    static constexpr int kAsksPerPoll = 512; ///< about 2 ms; with more sockets, a turn later
    static constexpr int kFollowedAtOnce = 512; ///< of connections that come in a burst
    static constexpr int kFollowedPerSecond = 500; ///< of connections that keep coming; about 5 % of a core

    KernelWatch(std::unique_ptr<KernelProbe> probe, Recorder &recorder, ConnectionNumbers &numbers,
                QObject *parent = nullptr);

    /// Every event that the recorder takes, before it is delivered.
    void observe(const Event &event);
    /// @param focus the connection that is looked at more closely than others; 0 = none
    void setWatched(bool watched, quint32 focus);

    bool isPolling() const { return m_poll.isActive(); }
    int pollMs() const { return m_poll.interval(); }

private:
    /// What is known of one end.
    struct End
    {
        KernelReading last;
        bool isKnown = false; ///< the kernel has reported it at least once
        quint32 endpoint = 0; ///< 0 = not a socket of ours
        quint32 socket = 0;
        bool isOurs = false; ///< a socket of ours is open
        bool isStep = false; ///< nobody reads unless asked to
        int transfers = 0; ///< files on their way; one that cannot be saved stops the reading
        qint64 queuesNs = 0; ///< when its queues were last reported
        bool isBehind = false; ///< the kernel said something else than `last` since
        quint64 inode = 0; ///< of a local socket; 0 = not known (yet)
    };
    struct Tracked
    {
        Transport transport = Transport::Tcp;
        Address client;
        Address server;
        std::array<End, 2> ends;
        bool isReserved = false; ///< found in an accept queue, not yet accepted
        bool isFollowed = false; ///< its events lead to questions
        qint64 askedNs = 0;

        End &end(Side side) { return ends[size_t(side)]; }
        const End &end(Side side) const { return ends[size_t(side)]; }
        Side first() const { return end(Side::Server).isOurs ? Side::Server : Side::Client; }
    };
    /// A server's own socket: listening, or one of datagrams.
    struct Listening
    {
        Transport transport = Transport::Tcp;
        Address local;
        Address peer; ///< of a socket of datagrams that was connected
        quint64 inode = 0; ///< of a local socket; 0 = not known (yet)
        quint32 socket = 0;
        KernelReading last;
        bool isKnown = false;
        qint64 searchedNs = 0;
        qint64 askedNs = 0;
        bool isPaused = false; ///< accepting is; else nobody waits longer than a turn of the event loop
        bool isMoving = false; ///< a socket of datagrams since its last event; see m_moving

        bool needsPoll() const { return isPaused || isMoving || last.acceptQueue > 0; }
    };

    void learnOwnSocket(const Event &event);
    bool isOwnSocket(const Event &event) const;
    void letGo(const Event &event);
    void learnEnd(const Event &event);
    bool isFollowed(quint32 connection, Tracked &tracked);
    void askAbout(const Event &event, const Tracked &tracked, bool isNew);
    void sweep(quint32 connection);
    void learnData(const Event &event, const Tracked &tracked);
    Tracked &track(const Event &event);
    void learn(const Event &event);
    void askSoon(quint32 connection);
    void askGathered();
    void poll();
    bool pollOne(quint32 connection);
    void ask(quint32 connection, Side first);
    void askLocalEnds(quint32 connection, Tracked &tracked, Side first);
    KernelReading readingOf(const Tracked &tracked, Side side);
    KernelReading readingOf(quint32 endpoint, Listening &listening);
    quint64 inodeOf(quint32 connection, const Tracked &tracked, Side side);
    bool isWaiting(const Tracked &tracked, quint64 client);
    void takeIn(quint32 connection, Tracked &tracked, Side side, KernelReading reading);
    void askListener(quint32 endpoint);
    void findWaiting(quint32 endpoint, const Listening &listening);
    quint32 listenerAt(Transport transport, const Address &address) const;
    void reserve(Transport transport, quint32 endpoint, const Address &client, const Address &server,
                 Side side);
    void append(Event event, const KernelReading &reading);
    void sayUnavailable(const Event &event);
    void forgetFinished(quint32 connection);
    bool isFinished(const Tracked &tracked) const;
    bool isAtRest(const Tracked &tracked) const;
    void moveAll();
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
    QHash<quint32, quint64> m_inodes; // of a server's local socket that has no name yet, by endpoint
    LocalNames m_names;
    QSet<quint32> m_nameless; // connections and servers that wait for a walk
    QSet<quint32> m_namelessListeners;
    QSet<quint32> m_soon; // to be asked about at the next turn of the event loop
    QSet<quint32> m_soonListeners;
    /// While somebody watches: the connections that are polled. Each event of one puts it in, and only a poll
    /// that finds it at rest takes it out, so that what an event brings about later is seen too.
    QSet<quint32> m_moving;
    QList<quint32> m_round; // connections that this round of polling has still to ask about
    quint32 m_focus = 0;
    bool m_watched = false;
    bool m_isAppending = false;
    bool m_isPolling = false; // a connection that is not in focus
    bool m_isGathering = false;
    bool m_hasSaid = false;
    qint64 m_changedNs = 0; // the last event, of ours or the kernel's
    ConnectionBudget m_budget{kFollowedAtOnce, kFollowedPerSecond};
    qint64 m_periodNs = 0;
    int m_asksInPeriod = 0;
};

} // namespace bothends
