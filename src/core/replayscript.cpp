// SPDX-License-Identifier: MIT
#include "core/replayscript.h"

namespace bothends {

namespace {

constexpr qsizetype kLastRows = 4096; // of a connection; its end is among them

} // namespace

ReplayScript::ReplayScript(const Readings &readings, quint32 connection, Side side)
    : m_readings(readings)
    , m_connection(connection)
    , m_side(side)
    , m_sending(witnessOf(side, side))
    , m_answering(witnessOf(oppositeOf(side), side))
    , m_sent(streamOf(m_sending))
    , m_answer(streamOf(m_answering))
{
    const ConnectionInfo info = readings.connections.info(connection);
    m_transport = info.transport;
    m_peer = side == Side::Client ? info.server : info.client;
    m_local = side == Side::Client ? info.client : info.server;
    const auto &rows = readings.connections.rows(connection);
    for (auto row = rows.rbegin(); row != rows.rend() && row - rows.rbegin() < kLastRows; ++row) {
        const Event event = readings.journal.at(*row);
        if (event.side == side && event.kind == EventKind::Closed)
            m_isAnswerEnded = false; // what came later was of no interest to it
        else if (event.side == side)
            m_isAnswerEnded |= event.kind == EventKind::Eof;
        else
            m_isAnswerEnded |= event.kind == EventKind::Shutdown || event.kind == EventKind::Closed;
    }
}

// What the preferred side saw of a direction comes first: it has the order in which that side met it.
std::optional<ReplayScript::Witness> ReplayScript::witnessOf(Side writer, Side preferred) const
{
    const Witness writing{writer, EventKind::Sent};
    const Witness reading{oppositeOf(writer), EventKind::Received};
    const Witness first = writer == preferred ? writing : reading;
    const Witness second = writer == preferred ? reading : writing;
    const auto has = [this](const Witness &witness) {
        return witness.kind == EventKind::Sent
            ? !m_readings.connections.sentRanges(m_connection, witness.side).empty()
            : !m_readings.connections.receivedRanges(m_connection, witness.side).empty();
    };
    if (has(first))
        return first;
    if (has(second))
        return second;
    return std::nullopt;
}

std::optional<StreamBytes> ReplayScript::streamOf(const std::optional<Witness> &witness) const
{
    if (!witness)
        return std::nullopt;
    const auto &ranges = witness->kind == EventKind::Sent
        ? m_readings.connections.sentRanges(m_connection, witness->side)
        : m_readings.connections.receivedRanges(m_connection, witness->side);
    return StreamBytes::around(m_readings, ranges.front().row);
}

// The side's own end tells how it ended; if that was not recorded, what the other end saw of it.
std::optional<ReplayStep::Kind> ReplayScript::endOf(const Event &event) const
{
    if (event.side == m_side) {
        if (event.kind == EventKind::Shutdown)
            return ReplayStep::Kind::FinishSending;
        if (event.kind == EventKind::Reset && !event.error)
            return ReplayStep::Kind::Reset;
        if (event.kind == EventKind::Closed)
            return ReplayStep::Kind::Close;
        return std::nullopt;
    }
    const ConnectionInfo info = m_readings.connections.info(m_connection);
    if (m_side == Side::Server ? info.hasServerEnd : info.hasClientEnd)
        return std::nullopt;
    if (event.kind == EventKind::Eof)
        return ReplayStep::Kind::FinishSending;
    if (event.kind == EventKind::Reset && event.error)
        return ReplayStep::Kind::Reset;
    return std::nullopt;
}

std::optional<ReplayStep> ReplayScript::next()
{
    const auto &rows = m_readings.connections.rows(m_connection);
    while (!m_isOver && m_place < qsizetype(rows.size())) {
        const qsizetype row = qsizetype(rows[size_t(m_place++)]);
        const Event event = m_readings.journal.at(row);
        if (m_answering && m_answering->tells(event)) {
            m_answerBytes += event.bytes;
            continue;
        }
        const bool isSend = m_sending && m_sending->tells(event);
        const std::optional<ReplayStep::Kind> end = isSend ? std::nullopt : endOf(event);
        if (!isSend && !end)
            continue;
        m_isOver = end == ReplayStep::Kind::Close || end == ReplayStep::Kind::Reset;
        if (m_firstNs < 0)
            m_firstNs = event.monotonicNs;
        return ReplayStep{end.value_or(ReplayStep::Kind::Send), row,
                          qMax<qint64>(0, event.monotonicNs - m_firstNs), m_answerBytes};
    }
    return std::nullopt;
}

std::optional<QByteArray> ReplayScript::bytes(const ReplayStep &step) const
{
    const StreamRange range = m_sent->range(step.row);
    if (range.length == 0)
        return QByteArray(); // an empty datagram
    const std::vector<StreamPiece> pieces = m_sent->read(qint64(range.offset), range.length);
    if (pieces.size() != 1 || !pieces.front().isKept || pieces.front().length != range.length)
        return std::nullopt;
    return pieces.front().bytes;
}

Error ReplayScript::missing(const ReplayStep &step) const
{
    const Event event = m_readings.journal.at(step.row);
    return {ErrorCode::FileUnreadable, 0, event.detail ? event.detail->file : QString(), 0, {}};
}

} // namespace bothends
