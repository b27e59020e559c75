// SPDX-License-Identifier: MIT
#include "net/qterrors.h"

namespace bothends {

ErrorCode errorCodeOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return ErrorCode::ConnectionRefused;
    case QAbstractSocket::RemoteHostClosedError:
        return ErrorCode::ConnectionReset;
    case QAbstractSocket::HostNotFoundError:
        return ErrorCode::HostNotFound;
    case QAbstractSocket::SocketAccessError:
        return ErrorCode::PermissionDenied;
    case QAbstractSocket::SocketResourceError:
        return ErrorCode::TooManyOpenFiles;
    case QAbstractSocket::SocketTimeoutError:
        return ErrorCode::TimedOut;
    case QAbstractSocket::DatagramTooLargeError:
        return ErrorCode::DatagramTooLarge;
    case QAbstractSocket::NetworkError:
        return ErrorCode::NetworkUnreachable;
    case QAbstractSocket::AddressInUseError:
        return ErrorCode::AddressInUse;
    case QAbstractSocket::SocketAddressNotAvailableError:
        return ErrorCode::AddressNotAvailable;
    case QAbstractSocket::TemporaryError:
        return ErrorCode::WouldBlock;
    default: // UnsupportedSocketOperationError too: it stands for EINVAL as well as for EAFNOSUPPORT
        return ErrorCode::Unknown;
    }
}

} // namespace bothends
