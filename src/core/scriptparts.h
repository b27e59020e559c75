// SPDX-License-Identifier: MIT
#pragma once

#include "core/sessionscript.h"

namespace bothends {

// What both builders of scripts (sessionscript.cpp, callscript.cpp) do alike. Internal to sessionscript.h.

/// One line that ends no comment, begins no other, and continues none.
QString harmless(const QString &text);
/// A count as tr() takes it.
int plural(qint64 count);

/// Of a row of the kernel: what it reports and the command that shows it. Adds the remark.
void fillKernel(CodeStep &step, CodeScript &script, const Readings &readings, const Event &event);
/// Of the kinds that are no call of a connection: Option, Peeked, Thread … False: it is none of them.
bool fillOther(CodeStep &step, CodeScript &script, const Event &event);
/// A call as it was made. @param call what the event's detail or kind says
void fillCall(CodeStep &step, CodeScript &script, const Event &event, CallName call);

/// A piece of a file on its way, or of what is being saved: the bytes are in the file.
bool isPieceOfFile(const Event &event);

/// The variable of the call's file. What is saved goes into a copy: the session's own file is there.
QString fileOf(CodeScript &script, const CallDetail &detail, StepKind kind);

/// The bytes of the steps that send, the selected one's and those nearest to it first. Adds the remarks.
void preparePayloads(CodeScript &script, const Readings &readings);

} // namespace bothends
