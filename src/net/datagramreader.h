// SPDX-License-Identifier: MIT
#pragma once

#include "net/datagramsocket.h"
#include "net/recorder.h"

#include <QObject>

#include <functional>

namespace bothends {

/// Takes datagrams from a socket while the journal keeps up, a few in each turn of the event loop, so that a
/// flood leaves time for everything else. What the kernel drops meanwhile is told. Lives in the I/O thread.
class DatagramReader : public QObject
{
    Q_OBJECT
public:
    /// @param mayRead false while what is read could not be answered; then resume() is to be called
    DatagramReader(Recorder &recorder, DatagramSocket &socket, std::function<bool()> mayRead,
                   QObject *parent);

    void start();
    void resume() { read(); }
    void stop();

signals:
    void received(const bothends::Datagram &datagram);
    void failed(const bothends::Error &error);
    /// The kernel dropped so many more, because the socket's buffer was full.
    void dropped(qint64 count);

private:
    static constexpr int kPerTurn = 64;

    void read();
    bool waitsForJournal();
    void reportDrops(qint64 total);

    Recorder &m_recorder;
    DatagramSocket &m_socket;
    std::function<bool()> m_mayRead;
    qint64 m_drops = 0;
    bool m_started = false;
    bool m_waitsForJournal = false;
    bool m_isQueued = false;
};

} // namespace bothends
