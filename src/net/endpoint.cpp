// SPDX-License-Identifier: MIT
#include "net/endpoint.h"

#include "net/controlcall.h"

namespace bothends {

void Endpoint::reportNotOffered(const SocketCall &call)
{
    auto detail = std::make_shared<CallDetail>();
    detail->call = call.call;
    Event refused = newEvent(EventKind::Error, Origin::Call);
    refused.socket = call.socket;
    refused.error = Error{ErrorCode::NotOffered, 0, callName(call.call), 0, {}};
    refused.detail = std::move(detail);
    m_context.recorder.append(std::move(refused));
}

void Endpoint::reportClosed(const SocketCall &call)
{
    Event refused = newEvent(EventKind::Error, Origin::Call);
    refused.socket = call.socket;
    refuseClosed(call, refused);
    m_context.recorder.append(std::move(refused));
}

void Endpoint::sendFile(quint32 connection, const FileToSend &file)
{
    SocketCall call;
    call.call = CallName::SendFile;
    call.file = file.file;
    Q_UNUSED(connection)
    reportNotOffered(call);
}

void Endpoint::cancelTransfer(quint32) { }

void Endpoint::saveReceived(quint32, const QString &file)
{
    if (file.isEmpty())
        return;
    Event refused = newEvent(EventKind::Error, Origin::Call);
    refused.error = Error{ErrorCode::NotOffered, 0, file, 0, {}};
    m_context.recorder.append(std::move(refused));
}

} // namespace bothends
