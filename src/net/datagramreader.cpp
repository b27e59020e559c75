// SPDX-License-Identifier: MIT
#include "net/datagramreader.h"

namespace bothends {

DatagramReader::DatagramReader(Recorder &recorder, DatagramSocket &socket, std::function<bool()> mayRead,
                               QObject *parent)
    : QObject(parent)
    , m_recorder(recorder)
    , m_socket(socket)
    , m_mayRead(std::move(mayRead))
{
    connect(&socket, &DatagramSocket::readable, this, &DatagramReader::read);
}

void DatagramReader::start()
{
    m_started = true;
    read();
}

void DatagramReader::stop()
{
    if (!std::exchange(m_started, false))
        return;
    reportDrops(droppedBy(m_socket.descriptor()));
    m_socket.setReading(false);
}

bool DatagramReader::waitsForJournal()
{
    if (!m_recorder.isCongested())
        return false;
    if (!std::exchange(m_waitsForJournal, true)) {
        connect(
            &m_recorder, &Recorder::relieved, this,
            [this] {
                m_waitsForJournal = false;
                read();
            },
            Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
    }
    return true;
}

void DatagramReader::read()
{
    for (int taken = 0; m_started; ++taken) {
        if (waitsForJournal() || !m_mayRead()) {
            m_socket.setReading(false);
            return;
        }
        if (taken == kPerTurn) {
            m_socket.setReading(false);
            if (!std::exchange(m_isQueued, true)) {
                QMetaObject::invokeMethod(
                    this,
                    [this] {
                        m_isQueued = false;
                        read();
                    },
                    Qt::QueuedConnection);
            }
            return;
        }
        const std::variant<Datagram, Error> result = m_socket.receive();
        if (const auto *error = std::get_if<Error>(&result)) {
            if (error->code == ErrorCode::WouldBlock)
                break;
            emit failed(*error);
            continue;
        }
        const auto &datagram = std::get<Datagram>(result);
        reportDrops(datagram.drops);
        emit received(datagram);
    }
    if (!m_started)
        return;
    reportDrops(droppedBy(m_socket.descriptor())); // nothing may follow that would bring the number along
    m_socket.setReading(true);
}

void DatagramReader::reportDrops(qint64 total)
{
    if (total <= m_drops)
        return;
    const qint64 more = total - m_drops;
    m_drops = total;
    emit dropped(more);
}

} // namespace bothends
