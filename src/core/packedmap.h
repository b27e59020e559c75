// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"
#include "core/rowspan.h"

#include <QHash>
#include <QString>

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

namespace bothends {

/// Texts that many entries share, by number. They are kept as long as the pool is.
class TextPool
{
public:
    quint32 numberOf(const QString &text)
    {
        const auto it = m_numbers.constFind(text);
        if (it != m_numbers.constEnd())
            return *it;
        const auto number = quint32(m_texts.size());
        m_texts.push_back(text);
        m_numbers.insert(text, number);
        return number;
    }
    QString at(quint32 number) const { return m_texts[number]; }

private:
    QHash<QString, quint32> m_numbers;
    std::vector<QString> m_texts;
};

/// Writes numbers as bytes, the small ones as one byte (LEB128).
class PackWriter
{
public:
    PackWriter(std::vector<uchar> &bytes, TextPool &texts)
        : m_bytes(bytes)
        , m_texts(texts)
    {
    }
    void number(quint64 value)
    {
        for (; value > 0x7f; value >>= 7)
            m_bytes.push_back(uchar(value | 0x80));
        m_bytes.push_back(uchar(value));
    }
    /// Small when it is near 0, on either side.
    void signedNumber(qint64 value) { number((quint64(value) << 1) ^ quint64(value >> 63)); }
    void rows(const RowList &rows)
    {
        number(rows.size());
        qint64 before = 0;
        for (const quint32 row : rows) {
            signedNumber(row - before);
            before = row;
        }
    }
    void address(const Address &address)
    {
        number(quint64(m_texts.numberOf(address.host)) << 2 | quint64(address.kind));
        number(address.port);
    }

private:
    std::vector<uchar> &m_bytes;
    TextPool &m_texts;
};

/// Reads what a PackWriter wrote, in the same order.
class PackReader
{
public:
    PackReader(const uchar *bytes, const TextPool &texts)
        : m_next(bytes)
        , m_texts(texts)
    {
    }
    quint64 number()
    {
        quint64 value = 0;
        for (int shift = 0;; shift += 7) {
            const uchar byte = *m_next++;
            value |= quint64(byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
    }
    qint64 signedNumber()
    {
        const quint64 value = number();
        return qint64(value >> 1) ^ -qint64(value & 1);
    }
    RowList rows()
    {
        const quint64 count = number();
        RowList rows(count);
        qint64 before = 0;
        for (quint32 &row : rows) {
            before += signedNumber();
            row = quint32(before);
        }
        return rows;
    }
    Address address()
    {
        const quint64 host = number();
        const QString text = m_texts.at(quint32(host >> 2));
        return {text, quint16(number()), Address::Kind(host & 3)};
    }

private:
    const uchar *m_next;
    const TextPool &m_texts;
};

/// A map from numbers, most of them dense, to values of which only those that were changed last are kept as
/// they are. The others are packed to few bytes and unpacked when they are asked for, so a session of many
/// short connections takes little memory. A Value has `isPackable()`, `pack(PackWriter &)` and
/// `unpack(PackReader &)`; one that is not packable stays as it is. Any thread, one at a time, also to read.
template <typename Value, size_t kGeneration = 2048> class PackedMap
{
public:
    bool contains(quint32 key) const
    {
        return m_young.contains(key) || m_old.contains(key) || m_kept.contains(key) || packed(key);
    }
    /// To change it; made if it is not there. Valid until the next one is asked for to be changed.
    Value &operator[](quint32 key)
    {
        if (const auto it = m_young.find(key); it != m_young.end())
            return it->second;
        if (const auto it = m_kept.find(key); it != m_kept.end())
            return it->second;
        if (m_young.size() >= kGeneration)
            packOldOnes();
        if (auto node = m_old.extract(key))
            return m_young.insert(std::move(node)).position->second;
        Value &value = m_young[key];
        if (const uchar *bytes = packed(key)) {
            PackReader reader(bytes, m_texts);
            value.unpack(reader);
            m_packed.find(key / kPage)->second[key % kPage].reset();
            m_read.erase(key);
            m_readBefore.erase(key);
        }
        return value;
    }
    /// Nothing if it is not there. Valid until one is changed, or kRead others were looked at.
    const Value *find(quint32 key) const
    {
        for (const Map *map : {&m_young, &m_old, &m_kept, &std::as_const(m_read)}) {
            if (const auto it = map->find(key); it != map->end())
                return &it->second;
        }
        const uchar *bytes = packed(key);
        if (!bytes)
            return nullptr;
        if (m_read.size() >= kRead)
            m_readBefore = std::exchange(m_read, {});
        if (auto node = m_readBefore.extract(key))
            return &m_read.insert(std::move(node)).position->second;
        Value &value = m_read[key];
        PackReader reader(bytes, m_texts);
        value.unpack(reader);
        return &value;
    }
    /// How many are kept unpacked.
    size_t unpackedCount() const
    {
        return m_young.size() + m_old.size() + m_kept.size() + m_read.size() + m_readBefore.size();
    }

    static constexpr size_t kRead = 256;

private:
    static constexpr quint32 kPage = 16;
    using Map = std::unordered_map<quint32, Value>;
    using Page = std::array<std::unique_ptr<uchar[]>, kPage>;

    const uchar *packed(quint32 key) const
    {
        const auto it = m_packed.find(key / kPage);
        return it == m_packed.end() ? nullptr : it->second[key % kPage].get();
    }
    void packOldOnes()
    {
        std::vector<uchar> bytes;
        while (!m_old.empty()) {
            const auto it = m_old.begin();
            if (!it->second.isPackable()) {
                m_kept.insert(m_old.extract(it));
                continue;
            }
            bytes.clear();
            PackWriter writer(bytes, m_texts);
            it->second.pack(writer);
            auto copy = std::make_unique<uchar[]>(bytes.size());
            std::copy(bytes.begin(), bytes.end(), copy.get());
            m_packed[it->first / kPage][it->first % kPage] = std::move(copy);
            m_old.erase(it);
        }
        m_old.swap(m_young);
    }

    Map m_young; // changed since the last time that some were packed
    Map m_old; // not since then
    Map m_kept;
    std::unordered_map<quint32, Page> m_packed;
    TextPool m_texts;
    // Unpacked to be looked at.
    mutable Map m_read;
    mutable Map m_readBefore;
};

} // namespace bothends
