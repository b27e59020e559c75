// SPDX-License-Identifier: MIT
#pragma once

#include "core/streambytes.h"

#include <optional>

namespace bothends {

/// One thing that a side of a stored connection did, to be done again.
struct ReplayStep
{
    enum class Kind : quint8 {
        Send,
        FinishSending, ///< shutdown(2) of its sending direction
        Close,
        Reset, ///< closed with SO_LINGER 0
    };
    Kind kind = Kind::Send;
    qsizetype row = 0; ///< of the journal it stands in
    qint64 offset = 0; ///< of a Send, in the stream
    qint64 length = 0;
    qint64 ns = 0; ///< since the connection was there
    qint64 answerBytes = 0; ///< what the other side had sent by then
};

/// One side of a stored connection as a list of things to do again, read as they are needed: what it sent and
/// how it ended. If its own end was not recorded, what the other end received of it. Follows the journal, and
/// must not outlive the readings. In the journal's thread.
class ReplayScript
{
public:
    ReplayScript(const Readings &readings, quint32 connection, Side side);

    Transport transport() const { return m_transport; }
    /// Where the other side was: of a server, where it listened.
    const Address &peer() const { return m_peer; }
    /// Where this side was.
    const Address &local() const { return m_local; }
    /// All bytes that this side sent.
    qint64 size() const { return m_sent ? m_sent->size() : 0; }
    /// What the other side sent; nothing if it sent nothing.
    const std::optional<StreamBytes> &answer() const { return m_answer; }
    qint64 answerSize() const { return m_answer ? m_answer->size() : 0; }
    /// The other side ended its direction before this one closed.
    bool isAnswerEnded() const { return m_isAnswerEnded; }
    bool isEmpty() const { return !m_sent && !m_answer; }

    /// The next step; nothing behind the last one.
    std::optional<ReplayStep> next();
    /// The bytes of a Send; nothing if they are no longer kept, or never were.
    std::optional<QByteArray> bytes(const ReplayStep &step) const;

private:
    /// Whose rows tell of a direction, and by which kind.
    struct Witness
    {
        Side side = Side::Server;
        EventKind kind = EventKind::Sent;
        bool tells(const Event &event) const { return event.side == side && event.kind == kind; }
    };
    std::optional<Witness> witnessOf(Side writer, Side preferred) const;
    StreamRanges rangesOf(const std::optional<Witness> &witness) const;
    std::optional<StreamBytes> streamOf(const std::optional<Witness> &witness) const;
    std::optional<ReplayStep::Kind> endOf(const Event &event) const;
    void takeEnd(const Event &event, qsizetype row);
    std::optional<ReplayStep> nextOwn();
    std::optional<ReplayStep> nextCaptured();
    qint64 since(qint64 monotonicNs) const;
    qint64 beginOf(qsizetype firstRow) const;

    const Readings m_readings;
    quint32 m_connection;
    Side m_side;
    Transport m_transport = Transport::Tcp;
    Address m_peer;
    Address m_local;
    std::optional<Witness> m_sending;
    std::optional<Witness> m_answering;
    std::optional<StreamBytes> m_sent;
    std::optional<StreamBytes> m_answer;
    bool m_isAnswerEnded = false;
    bool m_isCaptured = false;
    std::optional<ReplayStep> m_capturedEnd;
    size_t m_place = 0; ///< in the rows of the connection; of a capture, in what was sent
    size_t m_answerPlace = 0; ///< of a capture, in what came back
    qint64 m_offset = 0; ///< of a capture: so far
    qint64 m_answerBytes = 0;
    qint64 m_beginNs = 0;
    bool m_isOver = false;
};

} // namespace bothends
