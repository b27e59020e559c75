// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "gui/inlinemessage.h"
#include "store/sessionfolder.h"

namespace bothends {

class SessionWindows;

/// Says that a session was interrupted by a crash, and asks whether it is to be opened or removed; the newest
/// first, then the next. What was opened counts as any other stored session from then on.
class InterruptedNotice : public InlineMessage
{
    Q_OBJECT
public:
    InterruptedNotice(SessionWindows &windows, QWidget *parent);

    /// Shows the next one; hides if there is none.
    void offer();

signals:
    void failed(const bothends::Error &error);

protected:
    void changeEvent(QEvent *event) override;

private:
    void open();
    void remove();
    void next();
    void tell();

    SessionWindows &m_windows;
    QList<SessionFolder::Entry> m_entries; // the first is asked about
};

} // namespace bothends
