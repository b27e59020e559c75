// SPDX-License-Identifier: MIT
#pragma once

#include "gui/rowpattern.h"

#include <optional>
#include <vector>

namespace bothends {

/// Whether rows that say a call and a note instead of their bytes have a pattern: exactly what
/// RowPattern::matchNote() says. Of millions of such rows most say what one before them said, or differ in
/// the digits of a port only; so what they say is made once for those that have in common what it is made of.
/// Bounded. Valid for one pattern and one language.
class NoteMemory
{
public:
    void start(const RowPattern &pattern);
    RowPattern::Result match(const Event &event);
    /// The last one was known.
    bool wasKnown() const { return m_wasKnown; }

private:
    /// What eventTag() and eventNote() make their words of.
    struct Key
    {
        EventKind kind = EventKind::Socket;
        Side side = Side::Server;
        Transport transport = Transport::Tcp;
        CallName call = CallName::None;
        bool hasDetail = false;
        bool isDone = false; // of a connect()
        qint32 number = -1;
        quint32 connection = 0;
        Address local;
        Address peer;
        std::optional<Error> error;
        std::shared_ptr<const KernelReading> reading;

        bool operator==(const Key &other) const;
    };
    struct Entry
    {
        Key key;
        RowPattern::Result result = RowPattern::Result::No;
    };

    std::optional<Key> keyOf(const Event &event) const;
    static size_t hashOf(const Key &key);

    RowPattern m_pattern;
    bool m_hasDigits = true; // then they matter
    bool m_wasKnown = false;
    std::vector<std::optional<Entry>> m_entries; // by hash; the latest stays
};

} // namespace bothends
