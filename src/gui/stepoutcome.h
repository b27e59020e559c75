// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"

#include <QObject>

#include <optional>

namespace bothends {

class EndpointFields;
class InlineMessage;

/// What came of the last call, in one line with its result or its errno, and what can be done about it. Lives
/// in the GUI thread.
class StepOutcome : public QObject
{
    Q_OBJECT
public:
    /// @param message where it is said
    StepOutcome(InlineMessage &message, Side side, EndpointFields &fields, QObject *parent);

    void show(const Event &event);
    /// What kept a call from being made.
    void showFault(const ErrorText &text);
    void clear();
    void retranslate();

signals:
    void pingSocketWanted();

private:
    void say();
    void removeStaleFile(const QString &path, Transport transport);

    InlineMessage &m_message;
    const Side m_side;
    EndpointFields &m_fields;
    std::optional<Event> m_event; // without its payload
};

} // namespace bothends
