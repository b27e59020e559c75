// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <array>
#include <memory>
#include <utility>
#include <vector>

namespace bothends {

/// A vector that grows at its end, in chunks: appending never moves what is there, so it takes the same time
/// at any length, and no more memory than one chunk is in reserve. Any thread, one at a time.
template <typename Value, size_t kChunkLength = 4096> class ChunkedVector
{
public:
    qsizetype size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    /// 0 <= index < size()
    const Value &at(qsizetype index) const
    {
        return (*m_chunks[size_t(index) / kChunkLength])[size_t(index) % kChunkLength];
    }
    /// The same.
    void set(qsizetype index, Value value)
    {
        (*m_chunks[size_t(index) / kChunkLength])[size_t(index) % kChunkLength] = std::move(value);
    }
    void clear()
    {
        m_chunks.clear();
        m_size = 0;
    }
    void append(Value value)
    {
        const size_t place = size_t(m_size) % kChunkLength;
        if (place == 0)
            m_chunks.push_back(std::make_unique<Chunk>());
        (*m_chunks.back())[place] = std::move(value);
        ++m_size;
    }

private:
    using Chunk = std::array<Value, kChunkLength>;

    std::vector<std::unique_ptr<Chunk>> m_chunks;
    qsizetype m_size = 0;
};

} // namespace bothends
