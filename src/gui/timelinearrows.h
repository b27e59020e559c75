// SPDX-License-Identifier: MIT
#pragma once

#include "gui/timelinerows.h"

#include <QCoreApplication>

namespace bothends {

/// Bytes of one write that nobody at the other end is known to have read.
struct HangingBytes
{
    qint64 count = 0;
    // Parts of them, as far as the kernel says where they are:
    qint64 unread = 0; ///< arrived, the other program has not read them
    qint64 onTheWay = 0; ///< sent, not yet acknowledged
    qint64 unsent = 0; ///< still in the sender's kernel
    bool isLost = false; ///< the other end is gone
};

/// Of a Sent row. Bytes for another program on this machine hang as long as the kernel says that they are
/// unread; else they count as read, and so do those for another machine.
HangingBytes hangingBytes(const TimelineModel &model, qsizetype journalRow);

/// Of a datagram that was sent: whether it is known that nobody will read it. A later one was read, the
/// kernel has none for that socket, or the socket is gone.
bool isDatagramLost(const TimelineModel &model, qsizetype journalRow);

/// Of a datagram that was sent: whether its host answered that nobody listens there, which a socket hears
/// with one of its next calls (udp(7)).
bool isDatagramRefused(const TimelineModel &model, qsizetype journalRow);

/// Whether that end is a socket of another program. Not before the handshake is complete: until then nobody
/// is known to be there. Of datagrams: as soon as some went there or came from there, unless they are
/// refused.
bool isOutside(const TimelineModel &model, quint32 connection, Side side);

/// From the life line of the sender to that of the receiver: bytes, by their place in the stream, or a
/// datagram.
struct TimelineArrow
{
    enum class End : quint8 {
        Tip,
        OpenCircle, ///< nobody has read them
        Cross, ///< and nobody will
    };

    QLineF line; ///< in the contents, from the sender to the receiver
    QStringList labels; ///< the first above its middle, the others below
    Side sender = Side::Server;
    End end = End::Tip;
    bool isFocused = true; ///< of the connection whose life lines are shown; else it is pale
    std::optional<Side> outside; ///< the end that is not ours and of which the kernel knows nothing
    bool isEnvelope = false; ///< one datagram
};

/// The data arrows of rows. Each is drawn once: by the read if that is visible, else by the write.
class TimelineArrows
{
    Q_DECLARE_TR_FUNCTIONS(bothends::TimelineArrows)
public:
    /// @param focus the connection whose life lines are shown @param first,last the visible rows
    TimelineArrows(const TimelineRows &rows, quint32 focus, int first, int last);

    std::vector<TimelineArrow> arrowsOf(int row) const;

private:
    qreal edge(quint32 connection, Side side) const;
    void addCaptured(std::vector<TimelineArrow> &arrows, int row) const;
    void addMatches(std::vector<TimelineArrow> &arrows, int row) const;
    void addOutside(std::vector<TimelineArrow> &arrows, int row) const;
    void addHanging(std::vector<TimelineArrow> &arrows, int row) const;
    void addHangingDatagram(std::vector<TimelineArrow> &arrows, int row) const;
    QLineF hangingLine(int row) const;
    QString matchText(int row, int other) const;
    static QStringList hangingTexts(const HangingBytes &bytes);

    const TimelineRows &m_rows;
    const TimelineModel &m_model;
    quint32 m_focus;
    int m_first;
    int m_last;
};

} // namespace bothends
