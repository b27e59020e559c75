// SPDX-License-Identifier: MIT
#pragma once

#include "core/payloadstore.h"

#include <malloc.h>

namespace bothends::bench {

/// As on disk: none of them takes memory.
class NoPayloads : public PayloadStore
{
public:
    void takeIn(const QList<Event> &) override { }
    void put(quint64, const QByteArray &) override { }
    QByteArray payload(quint64) const override { return {}; }
    bool has(quint64) const override { return false; }
    qint64 droppedBytes() const override { return 0; }
};

/// What the program asked for and has not given back, in bytes (mallinfo(3)).
inline qint64 heldMemory()
{
    const struct mallinfo2 info = ::mallinfo2();
    return qint64(info.uordblks + info.hblkhd);
}

} // namespace bothends::bench
