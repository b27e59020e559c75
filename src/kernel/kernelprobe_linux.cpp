// SPDX-License-Identifier: MIT
#include "kernel/kernelprobe.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

// sock_diag(7): struct inet_diag_req_v2 asks, struct inet_diag_msg with attributes answers. What it does
// beyond the man page was measured:
// - a query for a connection that does not exist answers with the socket that listens there;
// - the queue lengths count a FIN as one byte;
// - inode 0 means that no process holds the socket: it waits for accept(), or is what is left after close().

namespace bothends {

namespace {

// The macros of <linux/netlink.h> and <linux/rtnetlink.h>, as functions.
constexpr size_t aligned(size_t size)
{
    return (size + 3) & ~size_t(3);
}
constexpr size_t kHeaderSize = aligned(sizeof(nlmsghdr));
constexpr size_t kAttributeSize = aligned(sizeof(rtattr));

const char *bytesOf(const void *start)
{
    return static_cast<const char *>(start);
}

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

constexpr quint32 kAllStates = 0xfff & ~(1U << 7); // without CLOSE
constexpr quint32 kListenState = 1U << 10;

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

KernelReading readingOf(const inet_diag_msg &message, const tcp_info *info)
{
    KernelReading reading;
    reading.state = stateOf(message.idiag_state);
    reading.cookie = (quint64(message.id.idiag_cookie[1]) << 32) | message.id.idiag_cookie[0];
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

class SockDiagProbe : public KernelProbe
{
public:
    SockDiagProbe()
        : m_descriptor(::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG))
        , m_code(m_descriptor < 0 ? errno : 0)
    {
        if (m_descriptor < 0)
            return;
        // Some sandboxes permit the socket but not the question.
        inet_diag_sockid id{};
        if (query(AF_INET, id, 0) < 0 && m_answerCode != ENOENT) {
            m_code = m_answerCode;
            ::close(std::exchange(m_descriptor, -1));
        }
    }
    ~SockDiagProbe() override
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }

    bool isAvailable() const override { return m_descriptor >= 0; }
    int unavailableCode() const override { return m_code; }

    KernelReading end(const Address &local, const Address &peer) override
    {
        inet_diag_sockid id{};
        int family = 0;
        int peerFamily = 0;
        if (!parse(local, family, id.idiag_src, id.idiag_sport)
            || !parse(peer, peerFamily, id.idiag_dst, id.idiag_dport) || family != peerFamily)
            return {};
        const qint64 size = query(family, id, 1U << (INET_DIAG_INFO - 1));
        const inet_diag_msg *message = size < 0 ? nullptr : messageAt(header());
        if (!message || message->id.idiag_dport != id.idiag_dport
            || stateOf(message->idiag_state) == TcpState::Listen)
            return {};
        return readingOf(*message, infoOf(header()));
    }

    KernelReading listener(const Address &local) override
    {
        inet_diag_sockid id{};
        int family = 0;
        if (!parse(local, family, id.idiag_src, id.idiag_sport))
            return {};
        const qint64 size = query(family, id, 0);
        const inet_diag_msg *message = size < 0 ? nullptr : messageAt(header());
        if (!message || message->id.idiag_sport != id.idiag_sport
            || stateOf(message->idiag_state) != TcpState::Listen)
            return {};
        return readingOf(*message, nullptr);
    }

    QList<ProbedSocket> socketsAround(quint16 port) override
    {
        QList<ProbedSocket> found;
        for (const int family : {AF_INET, AF_INET6})
            dump(family, port, found);
        return found;
    }

private:
    struct Request
    {
        nlmsghdr header;
        inet_diag_req_v2 body;
    };

    const nlmsghdr *header() const { return reinterpret_cast<const nlmsghdr *>(m_buffer.data()); }

    static const inet_diag_msg *messageAt(const nlmsghdr *header)
    {
        return header->nlmsg_type == SOCK_DIAG_BY_FAMILY
                && header->nlmsg_len >= kHeaderSize + sizeof(inet_diag_msg)
            ? reinterpret_cast<const inet_diag_msg *>(bytesOf(header) + kHeaderSize)
            : nullptr;
    }

    // A kernel older than our header sends a shorter tcp_info, a newer one a longer.
    const tcp_info *infoOf(const nlmsghdr *header)
    {
        const char *next = bytesOf(messageAt(header) + 1);
        const char *end = bytesOf(header) + header->nlmsg_len;
        while (end - next >= qptrdiff(sizeof(rtattr))) {
            const auto *attribute = reinterpret_cast<const rtattr *>(next);
            if (attribute->rta_len < sizeof(rtattr) || attribute->rta_len > end - next)
                break;
            if (attribute->rta_type == INET_DIAG_INFO) {
                m_info = {};
                std::memcpy(&m_info, next + kAttributeSize,
                            qMin<size_t>(attribute->rta_len - kAttributeSize, sizeof m_info));
                return &m_info;
            }
            next += aligned(attribute->rta_len);
        }
        return nullptr;
    }

    Request makeRequest(int family, quint32 states, quint16 flags)
    {
        Request request{};
        request.header.nlmsg_len = sizeof request;
        request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
        request.header.nlmsg_flags = flags;
        request.header.nlmsg_seq = ++m_sequence;
        request.body.sdiag_family = quint8(family);
        request.body.sdiag_protocol = IPPROTO_TCP;
        request.body.idiag_states = states;
        request.body.id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
        request.body.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
        return request;
    }

    // The answer is there when send() returns: it is made inside of it. Returns its size, or -1.
    qint64 query(int family, const inet_diag_sockid &id, quint8 extensions)
    {
        Request request = makeRequest(family, kAllStates | kListenState, NLM_F_REQUEST);
        request.body.idiag_ext = extensions;
        const auto cookies = std::to_array(request.body.id.idiag_cookie);
        request.body.id = id;
        std::memcpy(request.body.id.idiag_cookie, cookies.data(), sizeof request.body.id.idiag_cookie);
        m_answerCode = 0;
        if (::send(m_descriptor, &request, sizeof request, 0) < 0) {
            m_answerCode = errno;
            return -1;
        }
        for (;;) {
            const qint64 size = ::recv(m_descriptor, m_buffer.data(), m_buffer.size(), MSG_DONTWAIT);
            if (size < qint64(sizeof(nlmsghdr))) {
                m_answerCode = errno;
                return -1;
            }
            if (header()->nlmsg_seq != m_sequence)
                continue; // left over from a dump that was cut short
            if (header()->nlmsg_type != NLMSG_ERROR)
                return size;
            m_answerCode = -reinterpret_cast<const nlmsgerr *>(bytesOf(header()) + kHeaderSize)->error;
            return -1;
        }
    }

    // The port is compared in the kernel, by a little program: source port equals, or destination port
    // equals.
    void dump(int family, quint16 port, QList<ProbedSocket> &found)
    {
        struct
        {
            Request request;
            rtattr attribute;
            std::array<inet_diag_bc_op, 5> program;
        } question{makeRequest(family, kAllStates, NLM_F_REQUEST | NLM_F_DUMP), {}, {}};
        question.program = {{{INET_DIAG_BC_S_EQ, 8, 12},
                             {0, 0, port},
                             {INET_DIAG_BC_JMP, 4, 12},
                             {INET_DIAG_BC_D_EQ, 8, 12},
                             {0, 0, port}}};
        question.attribute.rta_type = INET_DIAG_REQ_BYTECODE;
        question.attribute.rta_len = quint16(kAttributeSize + sizeof question.program);
        question.request.header.nlmsg_len = sizeof question;
        if (::send(m_descriptor, &question, sizeof question, 0) < 0)
            return;
        for (;;) {
            const qint64 size = ::recv(m_descriptor, m_buffer.data(), m_buffer.size(), MSG_DONTWAIT);
            if (size <= 0)
                return;
            const char *next = m_buffer.data();
            const char *end = next + size;
            while (end - next >= qptrdiff(sizeof(nlmsghdr))) {
                const auto *each = reinterpret_cast<const nlmsghdr *>(next);
                if (each->nlmsg_len < sizeof(nlmsghdr) || each->nlmsg_len > end - next)
                    return;
                next += aligned(each->nlmsg_len);
                if (each->nlmsg_seq != m_sequence)
                    continue;
                if (each->nlmsg_type == NLMSG_DONE || each->nlmsg_type == NLMSG_ERROR)
                    return;
                const inet_diag_msg *message = messageAt(each);
                if (message && stateOf(message->idiag_state) != TcpState::Listen) {
                    found.append({addressOf(family, message->id.idiag_src, message->id.idiag_sport),
                                  addressOf(family, message->id.idiag_dst, message->id.idiag_dport),
                                  readingOf(*message, nullptr)});
                }
            }
        }
    }

    int m_descriptor;
    int m_code;
    int m_answerCode = 0;
    quint32 m_sequence = 0;
    tcp_info m_info{};
    alignas(NLMSG_ALIGNTO) std::array<char, 32768> m_buffer{};
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
