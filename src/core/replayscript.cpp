// SPDX-License-Identifier: MIT
#include "core/replayscript.h"

namespace bothends {

namespace {

constexpr qsizetype kFirstRows = 64; // of a connection; its beginning is among them
constexpr qsizetype kLastRows = 4096; // its end is among these

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
    for (const StreamRanges &ranges : {rangesOf(m_sending), rangesOf(m_answering)})
        m_isCaptured |= !ranges.empty() && readings.journal.at(ranges.front().row).kind == EventKind::Segment;
    const auto &rows = readings.connections.rows(connection);
    if (!rows.empty())
        m_beginNs = beginOf(rows.front());
    for (auto row = rows.rbegin(); row != rows.rend() && row - rows.rbegin() < kLastRows; ++row)
        takeEnd(readings.journal.at(qsizetype(*row)), qsizetype(*row));
}

// When the connection was there, as its replay counts from its own; else its first row.
qint64 ReplayScript::beginOf(qsizetype firstRow) const
{
    qsizetype seen = 0;
    for (const auto row : m_readings.connections.rows(m_connection)) {
        const Event event = m_readings.journal.at(qsizetype(row));
        if (event.kind == EventKind::Accept || event.kind == EventKind::Connected)
            return event.monotonicNs;
        if (++seen == kFirstRows)
            break;
    }
    return m_readings.journal.at(firstRow).monotonicNs;
}

// From the last row on.
void ReplayScript::takeEnd(const Event &event, qsizetype row)
{
    const bool isOwn = event.side == m_side;
    if (event.segment) {
        const TcpFlags flags = event.segment->flags;
        const bool isReset = flags.testFlag(TcpFlag::Rst);
        m_isAnswerEnded |= !isOwn && flags.testFlag(TcpFlag::Fin);
        if (isOwn && (isReset || flags.testFlag(TcpFlag::Fin)))
            m_capturedEnd = ReplayStep{
                isReset ? ReplayStep::Kind::Reset : ReplayStep::Kind::FinishSending, row, 0, 0, 0, 0};
    } else if (isOwn && event.kind == EventKind::Closed) {
        m_isAnswerEnded = false; // what came later was of no interest to it
    } else if (isOwn) {
        m_isAnswerEnded |= event.kind == EventKind::Eof;
    } else {
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
    const auto has = [this](const Witness &witness) { return !rangesOf(witness).empty(); };
    if (has(first))
        return first;
    if (has(second))
        return second;
    return std::nullopt;
}

StreamRanges ReplayScript::rangesOf(const std::optional<Witness> &witness) const
{
    if (!witness)
        return {};
    return witness->kind == EventKind::Sent
        ? m_readings.connections.sentRanges(m_connection, witness->side)
        : m_readings.connections.receivedRanges(m_connection, witness->side);
}

std::optional<StreamBytes> ReplayScript::streamOf(const std::optional<Witness> &witness) const
{
    if (!witness)
        return std::nullopt;
    return StreamBytes::around(m_readings, rangesOf(witness).front().row);
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
    return m_isCaptured ? nextCaptured() : nextOwn();
}

std::optional<ReplayStep> ReplayScript::nextOwn()
{
    const auto &rows = m_readings.connections.rows(m_connection);
    while (!m_isOver && m_place < rows.size()) {
        const auto row = qsizetype(rows[m_place++]);
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
        return ReplayStep{end.value_or(ReplayStep::Kind::Send),
                          row,
                          isSend ? qint64(event.streamOffset) : 0,
                          isSend ? event.bytes : 0,
                          since(event.monotonicNs),
                          m_answerBytes};
    }
    return std::nullopt;
}

// In the order of the stream, which on its way may have been another one. What is missing is a step, too,
// without bytes.
std::optional<ReplayStep> ReplayScript::nextCaptured()
{
    const StreamRanges sent = rangesOf(m_sending);
    ReplayStep step;
    if (m_place < sent.size()) {
        const StreamRange range = sent.at(m_place);
        const auto begin = qint64(range.offset);
        if (begin > m_offset && isStream(m_transport)) {
            step = {ReplayStep::Kind::Send, range.row, m_offset, begin - m_offset, 0, 0};
        } else {
            step = {ReplayStep::Kind::Send, range.row, begin, range.length, 0, 0};
            ++m_place;
        }
        m_offset = step.offset + step.length;
    } else if (m_capturedEnd && !m_isOver) {
        step = *m_capturedEnd;
        m_isOver = true;
    } else {
        return std::nullopt;
    }
    const StreamRanges answers = rangesOf(m_answering);
    for (; m_answerPlace < answers.size() && answers.at(m_answerPlace).row < step.row; ++m_answerPlace)
        m_answerBytes = qint64(answers.at(m_answerPlace).end());
    step.answerBytes = m_answerBytes;
    step.ns = since(m_readings.journal.at(step.row).monotonicNs);
    return step;
}

qint64 ReplayScript::since(qint64 monotonicNs) const
{
    return qMax<qint64>(0, monotonicNs - m_beginNs);
}

std::optional<QByteArray> ReplayScript::bytes(const ReplayStep &step) const
{
    if (step.length == 0)
        return QByteArray(); // an empty datagram
    const std::vector<StreamPiece> pieces = m_sent->read(step.offset, step.length);
    if (pieces.size() != 1 || !pieces.front().isKept || pieces.front().length != step.length)
        return std::nullopt;
    return pieces.front().bytes;
}

} // namespace bothends
