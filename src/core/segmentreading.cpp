// SPDX-License-Identifier: MIT
#include "core/segmentreading.h"

#include <QStringList>

#include <utility>

using namespace Qt::StringLiterals;

namespace bothends {

QString tcpFlagsText(TcpFlags flags)
{
    static constexpr std::pair<TcpFlag, const char16_t *> names[]
        = {{TcpFlag::Syn, u"SYN"}, {TcpFlag::Fin, u"FIN"}, {TcpFlag::Rst, u"RST"}, {TcpFlag::Psh, u"PSH"},
           {TcpFlag::Urg, u"URG"}, {TcpFlag::Ece, u"ECE"}, {TcpFlag::Cwr, u"CWR"}, {TcpFlag::Ack, u"ACK"}};
    QStringList parts;
    for (const auto &[flag, name] : names) {
        if (flags.testFlag(flag))
            parts << QString::fromUtf16(name);
    }
    return parts.isEmpty() ? u"-"_s : parts.join(u'-');
}

QString segmentRoleName(SegmentRole role)
{
    switch (role) {
    case SegmentRole::Plain:
        return u"plain"_s;
    case SegmentRole::Retransmission:
        return u"retransmission"_s;
    case SegmentRole::OutOfOrder:
        return u"outOfOrder"_s;
    case SegmentRole::AfterGap:
        return u"afterGap"_s;
    case SegmentRole::DuplicateAck:
        return u"duplicateAck"_s;
    case SegmentRole::KeepAlive:
        return u"keepAlive"_s;
    case SegmentRole::ZeroWindow:
        return u"zeroWindow"_s;
    case SegmentRole::WindowUpdate:
        return u"windowUpdate"_s;
    }
    return {};
}

} // namespace bothends
