// SPDX-License-Identifier: MIT
#pragma once

#include "core/explanation.h"

#include <array>
#include <optional>
#include <vector>

namespace bothends {

/// How many characters the bytes of a row are, by the bytes that each takes.
struct CharacterCount
{
    std::array<int, 5> byWidth{}; ///< [3] = characters of three bytes
    int cutBytes = 0; ///< at the start and the end, parts of characters
    int invalidBytes = 0;
};

/// What explanations say of one row beyond the event itself, each found with bounded work. For
/// explanation.cpp and the files with the texts; lives as long as one call of explain().
class EventFacts
{
public:
    /// Rows that are looked at before this one, at most.
    static constexpr int kRowsBack = 256;

    EventFacts(const Readings &readings, qsizetype row);

    const Readings &readings;
    const qsizetype row;
    const Event event;
    const ConnectionInfo connection;

    Event at(qsizetype other) const { return readings.journal.at(other); }
    Side otherSide() const { return oppositeOf(event.side); }
    qint64 nsSince(qsizetype earlier) const;
    Situation situation() const;
    /// What is known of the call; empty where nothing is.
    const CallDetail &detail() const;
    /// A socket call of ours that is named, not Qt’s.
    bool isByCall() const { return event.call() != CallName::None || event.isStep; }
    bool isTcp() const { return event.transport == Transport::Tcp; }
    /// The last row before this one of the same socket with this kind, or -1.
    qsizetype ofSocketBefore(EventKind kind) const;
    bool isMapped() const; ///< of an Accept: an IPv4 client at a socket that listens on IPv6
    bool hasDescriptorItem() const; ///< SCM_RIGHTS is among the ancillary data

    /// The last row before this one of the same connection and side with this kind, or -1.
    qsizetype rowBefore(EventKind kind) const;
    /// connect() of the same client before this row, or -1.
    qsizetype connectBefore() const;

    // Listening
    bool hasSystemPort() const;
    bool isPaused() const; ///< accepting was, at this row
    int backlog() const; ///< of the server of this row; -1 = not known
    /// The last reading of a listening socket at the address that this row is about, at or before it.
    std::shared_ptr<const KernelReading> listenerReading() const;

    // The life of this end, before this row
    bool hasSentFin(Side side) const;
    bool hasReceivedFin(Side side) const;
    bool isSecondToClose() const; ///< the peer’s FIN came before ours went
    bool wasEstablished() const;
    bool isSynSeen() const; ///< the kernel reported SYN_SENT
    std::optional<TcpState> stateBefore() const;
    qsizetype waitingSince() const; ///< where the kernel saw it in the accept queue first; -1 = never
    qint64 unreadBefore() const; ///< in the kernel, of the last reading with no read after it

    // Bytes
    std::vector<qsizetype> matches() const { return readings.connections.matches(row); }
    quint64 streamEnd() const { return event.streamOffset + quint64(event.bytes); }
    quint64 overlap(qsizetype other) const; ///< bytes that this row and another one both moved
    qint64 unreadByPeer(const std::vector<qsizetype> &reads) const; ///< of a Sent row
    bool isPeerClosed() const;
    std::optional<CharacterCount> characters() const; ///< nothing if there are too many bytes, or none

private:
    template <typename Wanted> qsizetype findBack(quint32 connectionNumber, Wanted wanted) const;
    template <typename Wanted> bool anyMarkBefore(Side side, Wanted wanted) const;
    Situation sentSituation() const;
    Situation receivedSituation() const;
    Situation acceptSituation() const;
    Situation connectSituation() const;
    Situation connectedSituation() const;
    Situation closedSituation() const;
    Situation errorSituation() const;
    Situation stateSituation() const;
    Situation synSentSituation() const;
    Situation queuesSituation() const;
    // In callsituations.cpp: nothing where the situations above say it.
    std::optional<Situation> callSituation() const;
    std::optional<Situation> socketSituation() const;
    std::optional<Situation> bindSituation() const;
    std::optional<Situation> listenSituation() const;
    std::optional<Situation> acceptCallSituation() const;
    std::optional<Situation> connectCallSituation() const;
    std::optional<Situation> connectedCallSituation() const;
    std::optional<Situation> sentCallSituation() const;
    std::optional<Situation> receivedCallSituation() const;
    std::optional<Situation> resetSituation() const;
    std::optional<Situation> shutdownSituation() const;
    std::optional<Situation> closedCallSituation() const;
    std::optional<Situation> stateOfOtherSituation() const;
    std::optional<Situation> errorOfCallSituation() const;
};

/// The words of one explanation.
struct Wording
{
    QString title;
    QStringList sentences; ///< empty ones are left out
};

/// One line of the table of explanations.
struct ExplanationEntry
{
    Situation situation;
    Wording (*say)(const EventFacts &facts);
};

// The parts of the table.
QList<ExplanationEntry> setupExplanations();
QList<ExplanationEntry> dataExplanations();
QList<ExplanationEntry> endExplanations();
QList<ExplanationEntry> errorExplanations();
QList<ExplanationEntry> kernelExplanations();
QList<ExplanationEntry> callExplanations();
QList<ExplanationEntry> byteCallExplanations();
QList<ExplanationEntry> datagramExplanations();
QList<ExplanationEntry> endCallExplanations();
QList<ExplanationEntry> otherKernelExplanations();
QList<ExplanationEntry> callErrorExplanations();
QList<ExplanationEntry> segmentExplanations();

/// Of a captured packet.
Situation segmentSituation(const Event &event);

// Words that several sentences share.
QString bytesText(qint64 count); ///< `48 bytes`
QString charactersText(int count);
QString durationText(qint64 nanoseconds); ///< `0.4 ms`, `12.5 s`
QString sideWord(Side side); ///< `server`, as in “the server”
int pluralCount(qint64 count);
bool isLoopback(const Address &address);
/// What happened and what to do as everywhere in the program, between them why, then name and number.
Wording errorWording(const EventFacts &facts, const QString &title, const QString &why);
/// Of an error: `The system calls this ECONNREFUSED, error number 111.`
QString errorNameText(const Error &error);
/// What a peer, a user or the system gave, as one line without anything hidden, at most `maxChars` long.
QString shortText(const QString &text, int maxChars = 120);

} // namespace bothends
