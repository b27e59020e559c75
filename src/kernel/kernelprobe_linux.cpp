// SPDX-License-Identifier: MIT
#include "kernel/kernelprobe.h"

#include "kernel/localdiag.h"
#include "kernel/sockdiag.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <linux/inet_diag.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <sys/socket.h>

// sock_diag(7): struct inet_diag_req_v2 asks, struct inet_diag_msg with attributes answers. What it does
// beyond the man page was measured:
// - a query for a connection that does not exist answers with the socket that listens there;
// - the queue lengths count a FIN as one byte;
// - inode 0 means that no process holds the socket: it waits for accept(), or is what is left after close();
// - the question about a UDP socket has the two addresses the other way round, is answered with the socket
// that
//   a datagram would reach, and its queue lengths are memory.

namespace bothends {

namespace {

// The kernel's numbers of the states (include/net/tcp_states.h).
TcpState stateOf(int number)
{
    switch (number) {
    case 1:
        return TcpState::Established;
    case 2:
        return TcpState::SynSent;
    case 3:
    case 12: // a request that is not yet a socket
        return TcpState::SynReceived;
    case 4:
        return TcpState::FinWait1;
    case 5:
        return TcpState::FinWait2;
    case 6:
        return TcpState::TimeWait;
    case 8:
        return TcpState::CloseWait;
    case 9:
        return TcpState::LastAck;
    case 10:
        return TcpState::Listen;
    case 11:
        return TcpState::Closing;
    default:
        return TcpState::Closed;
    }
}

constexpr quint32 kAllStates = 0xfff;
constexpr quint32 kTcpStates = kAllStates & ~(1U << 7); // without CLOSE

KernelReading::Timer timerOf(int number)
{
    switch (number) {
    case 1:
        return KernelReading::Timer::Retransmit;
    case 2:
        return KernelReading::Timer::KeepAlive;
    case 3:
        return KernelReading::Timer::TimeWait;
    case 4:
        return KernelReading::Timer::ZeroWindow;
    default:
        return KernelReading::Timer::None;
    }
}

/// The family a query must name, and the bytes of an address; false if it is none.
bool parse(const Address &address, int &family, quint32 (&bytes)[4], __be16 &port)
{
    port = htons(address.port);
    QByteArray host = address.host.toLatin1();
    if (const qsizetype zone = host.indexOf('%'); zone >= 0)
        host.truncate(zone);
    family = host.contains(':') ? AF_INET6 : AF_INET;
    return ::inet_pton(family, host.constData(), bytes) == 1;
}

Address addressOf(int family, const quint32 (&bytes)[4], __be16 port)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const bool isMapped
        = family == AF_INET6 && bytes[0] == 0 && bytes[1] == 0 && bytes[2] == htonl(0x0000ffff);
    ::inet_ntop(isMapped ? AF_INET : family, isMapped ? &bytes[3] : &bytes[0], text.data(), text.size());
    return {QString::fromLatin1(text.data()), ntohs(port)};
}

bool isLoopback(const Address &address)
{
    return address.host.startsWith(QLatin1String("127.")) || address.host == QLatin1String("::1");
}

TcpMetrics metricsOf(const tcp_info &info, TcpState state)
{
    TcpMetrics metrics;
    metrics.rttUs = info.tcpi_rtt;
    metrics.rttVarianceUs = info.tcpi_rttvar;
    metrics.minRttUs = info.tcpi_min_rtt;
    metrics.rtoUs = info.tcpi_rto;
    metrics.congestionWindow = info.tcpi_snd_cwnd;
    metrics.slowStartThreshold = info.tcpi_snd_ssthresh;
    metrics.mss = info.tcpi_snd_mss;
    metrics.pathMtu = info.tcpi_pmtu;
    metrics.unackedSegments = info.tcpi_unacked;
    metrics.retransmits = info.tcpi_retransmits;
    metrics.totalRetransmits = info.tcpi_total_retrans;
    const bool isFinAcknowledged = state == TcpState::FinWait2;
    const bool hasPeersFin
        = state == TcpState::CloseWait || state == TcpState::LastAck || state == TcpState::Closing;
    metrics.bytesAcknowledged = info.tcpi_bytes_acked - quint64(isFinAcknowledged);
    metrics.bytesReceived = info.tcpi_bytes_received - quint64(hasPeersFin);
    metrics.segmentsOut = info.tcpi_segs_out;
    metrics.segmentsIn = info.tcpi_segs_in;
    return metrics;
}

qint64 without(bool hasFin, quint32 bytes)
{
    return hasFin && bytes > 0 ? qint64(bytes) - 1 : qint64(bytes);
}

quint64 cookieOf(const inet_diag_msg &message)
{
    return (quint64(message.id.idiag_cookie[1]) << 32) | message.id.idiag_cookie[0];
}

KernelReading readingOf(const inet_diag_msg &message, const tcp_info *info)
{
    KernelReading reading;
    reading.state = stateOf(message.idiag_state);
    reading.cookie = cookieOf(message);
    reading.hasOwner = message.idiag_inode != 0;
    if (reading.state == TcpState::Listen) {
        reading.acceptQueue = int(message.idiag_rqueue);
        reading.backlog = int(message.idiag_wqueue);
        return reading;
    }
    const bool hasPeersFin = reading.state == TcpState::CloseWait || reading.state == TcpState::LastAck
        || reading.state == TcpState::Closing;
    const bool hasOwnFin = reading.state == TcpState::FinWait1 || reading.state == TcpState::LastAck
        || reading.state == TcpState::Closing;
    const bool isHandshake = reading.state == TcpState::SynSent || reading.state == TcpState::SynReceived;
    reading.unread = without(hasPeersFin, message.idiag_rqueue);
    reading.unacknowledged = without(hasOwnFin || isHandshake, message.idiag_wqueue); // a SYN counts as well
    reading.timer = timerOf(message.idiag_timer);
    reading.timerMs = int(qMin<quint32>(message.idiag_expires, INT_MAX));
    reading.timerRetries = message.idiag_retrans;
    if (info) {
        reading.metrics = metricsOf(*info, reading.state);
        reading.unsent = qMin<qint64>(info->tcpi_notsent_bytes, reading.unacknowledged);
    }
    return reading;
}

// A UDP socket is CLOSE to the kernel while it has no peer (include/net/tcp_states.h).
KernelReading datagramReadingOf(const inet_diag_msg &message, const nlmsghdr *answer)
{
    KernelReading reading;
    reading.state = stateOf(message.idiag_state);
    if (reading.state != TcpState::Established)
        reading.state = TcpState::Unconnected;
    reading.cookie = cookieOf(message);
    reading.hasOwner = message.idiag_inode != 0;
    reading.unread = message.idiag_rqueue;
    SockDiag::forEachAttribute(answer, sizeof message, [&reading](const DiagAttribute &attribute) {
        std::array<quint32, SK_MEMINFO_DROPS + 1> memory{};
        if (attribute.type != INET_DIAG_SKMEMINFO || attribute.size < qsizetype(sizeof memory))
            return;
        std::memcpy(memory.data(), attribute.data, sizeof memory);
        reading.receiveBuffer = memory[SK_MEMINFO_RCVBUF];
        reading.drops = memory[SK_MEMINFO_DROPS];
    });
    return reading;
}

class SockDiagProbe : public KernelProbe
{
public:
    SockDiagProbe()
        : m_code(m_diag.code())
    {
        if (!m_diag.isOpen())
            return;
        // Some sandboxes permit the socket but not the question.
        const inet_diag_req_v2 request = makeRequest(AF_INET, IPPROTO_TCP, kTcpStates);
        if (!m_diag.ask(&request, sizeof request) && m_diag.code() != ENOENT) {
            m_code = m_diag.code();
            m_diag.close();
        }
    }

    bool isAvailable() const override { return m_diag.isOpen(); }
    int unavailableCode() const override { return m_code; }

    KernelReading end(const Address &local, const Address &peer) override
    {
        inet_diag_sockid id{};
        int family = 0;
        int peerFamily = 0;
        if (!parse(local, family, id.idiag_src, id.idiag_sport)
            || !parse(peer, peerFamily, id.idiag_dst, id.idiag_dport) || family != peerFamily)
            return {};
        const nlmsghdr *answer = ask(family, IPPROTO_TCP, id, INET_DIAG_INFO);
        const inet_diag_msg *message = messageOf(answer);
        if (!message || message->id.idiag_dport != id.idiag_dport
            || stateOf(message->idiag_state) == TcpState::Listen)
            return {};
        return readingOf(*message, infoOf(answer));
    }

    KernelReading listener(const Address &local) override
    {
        inet_diag_sockid id{};
        int family = 0;
        if (!parse(local, family, id.idiag_src, id.idiag_sport))
            return {};
        const inet_diag_msg *message = messageOf(ask(family, IPPROTO_TCP, id, INET_DIAG_NONE));
        if (!message || message->id.idiag_sport != id.idiag_sport
            || stateOf(message->idiag_state) != TcpState::Listen)
            return {};
        return readingOf(*message, nullptr);
    }

    // The port is compared in the kernel, by a little program: source port equals, or destination port
    // equals.
    QList<ProbedSocket> socketsAround(quint16 port) override
    {
        QList<ProbedSocket> found;
        for (const int family : {AF_INET, AF_INET6}) {
            struct
            {
                inet_diag_req_v2 request;
                rtattr attribute;
                std::array<inet_diag_bc_op, 5> program;
            } question{makeRequest(family, IPPROTO_TCP, kTcpStates), {}, {}};
            question.program = {{{INET_DIAG_BC_S_EQ, 8, 12},
                                 {0, 0, port},
                                 {INET_DIAG_BC_JMP, 4, 12},
                                 {INET_DIAG_BC_D_EQ, 8, 12},
                                 {0, 0, port}}};
            question.attribute.rta_type = INET_DIAG_REQ_BYTECODE;
            question.attribute.rta_len = quint16(sizeof question.attribute + sizeof question.program);
            m_diag.list(&question, sizeof question, [&found, family](const nlmsghdr *answer) {
                const inet_diag_msg *message = messageOf(answer);
                if (message && stateOf(message->idiag_state) != TcpState::Listen) {
                    found.append({addressOf(family, message->id.idiag_src, message->id.idiag_sport),
                                  addressOf(family, message->id.idiag_dst, message->id.idiag_dport),
                                  readingOf(*message, nullptr)});
                }
            });
        }
        return found;
    }

    KernelReading datagramSocket(const Address &local, const Address &peer) override
    {
        inet_diag_sockid id{};
        int family = 0;
        int peerFamily = 0;
        if (!parse(local, family, id.idiag_dst, id.idiag_dport))
            return {};
        if (!peer.isNull()
            && (!parse(peer, peerFamily, id.idiag_src, id.idiag_sport) || family != peerFamily))
            return {};
        const nlmsghdr *answer = ask(family, IPPROTO_UDP, id, INET_DIAG_SKMEMINFO);
        const inet_diag_msg *message = messageOf(answer);
        if (!message || message->id.idiag_sport != id.idiag_dport)
            return {};
        // A socket that is bound to all addresses would also be found for one of another machine.
        const Address found
            = addressOf(message->idiag_family, message->id.idiag_src, message->id.idiag_sport);
        const bool isElsewhere = found != local && message->id.idiag_dport == 0 && !isLoopback(local);
        if (isElsewhere)
            return {};
        return datagramReadingOf(*message, answer);
    }

    std::optional<ProbedLocalSocket> localSocket(quint64 inode) override
    {
        return askLocalSocket(m_diag, inode);
    }

    QList<ProbedLocalSocket> namedLocalSockets() override { return listNamedLocalSockets(m_diag); }

private:
    static const inet_diag_msg *messageOf(const nlmsghdr *answer)
    {
        return answer
            ? reinterpret_cast<const inet_diag_msg *>(SockDiag::bodyOf(answer, sizeof(inet_diag_msg)))
            : nullptr;
    }

    // A kernel older than our header sends a shorter tcp_info, a newer one a longer.
    const tcp_info *infoOf(const nlmsghdr *answer)
    {
        bool isThere = false;
        SockDiag::forEachAttribute(answer, sizeof(inet_diag_msg), [&](const DiagAttribute &attribute) {
            if (attribute.type != INET_DIAG_INFO)
                return;
            m_info = {};
            std::memcpy(&m_info, attribute.data, qMin<size_t>(size_t(attribute.size), sizeof m_info));
            isThere = true;
        });
        return isThere ? &m_info : nullptr;
    }

    static inet_diag_req_v2 makeRequest(int family, int protocol, quint32 states)
    {
        inet_diag_req_v2 request{};
        request.sdiag_family = quint8(family);
        request.sdiag_protocol = quint8(protocol);
        request.idiag_states = states;
        request.id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
        request.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
        return request;
    }

    const nlmsghdr *ask(int family, int protocol, const inet_diag_sockid &id, int extension)
    {
        inet_diag_req_v2 request = makeRequest(family, protocol, kAllStates);
        request.id = id;
        request.id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
        request.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
        request.idiag_ext = quint8(extension == INET_DIAG_NONE ? 0 : 1U << (extension - 1));
        return m_diag.ask(&request, sizeof request);
    }

    SockDiag m_diag;
    int m_code;
    tcp_info m_info{};
};

} // namespace

std::unique_ptr<KernelProbe> makeKernelProbe()
{
    auto probe = std::make_unique<SockDiagProbe>();
    if (probe->isAvailable())
        return probe;
    return std::make_unique<NullProbe>(probe->unavailableCode());
}

} // namespace bothends
