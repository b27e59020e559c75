// SPDX-License-Identifier: MIT
#pragma once

#include "core/socketcall.h"
#include "core/socketlist.h"

namespace bothends {

/// What to say of one call at this moment. Nothing is ever forbidden: a call that makes no sense is made all
/// the same when it is asked for, and its real errno shown.
struct CallAdvice
{
    CallName call = CallName::None;
    bool makesSense = true;
    bool isNext = false; ///< the call that a program would make now; at most one of a list
    QString reason; ///< one sentence in the language that is installed now: what it would do, or why it makes
                    ///< no sense
};

/// The calls that a socket of this side and transport can be asked for, in their natural order. @param socket
/// null before there is one: then socket() is next.
QList<CallAdvice> adviceFor(Side side, Transport transport, const SocketInfo *socket);

} // namespace bothends
