// SPDX-License-Identifier: MIT
#include "cli/inputencoder.h"

#include "core/streamdecoder.h"

#include <utility>

namespace bothends {

namespace {

// Where a very long line may be cut without splitting a UTF-8 character.
qsizetype cutBefore(const QByteArray &line, qsizetype length)
{
    qsizetype cut = length;
    while (cut > length - 4 && (uchar(line.at(cut)) & 0xc0) == 0x80)
        --cut;
    return cut;
}

} // namespace

InputEncoder::Result InputEncoder::take(const QByteArray &input)
{
    Result result;
    if (m_encoding == TextEncoding::Utf8) {
        result.bytes = input;
        return result;
    }
    m_pending += input;
    qsizetype start = 0;
    while (start < m_pending.size()) {
        const qsizetype end = m_pending.indexOf('\n', start);
        QByteArray line;
        if (end >= 0 && end - start < kLongestLine)
            line = m_pending.sliced(start, end + 1 - start);
        else if (m_pending.size() - start > kLongestLine)
            line = m_pending.sliced(start, cutBefore(m_pending.sliced(start), kLongestLine));
        else
            break;
        encodeLine(line, result);
        start += line.size();
    }
    m_pending.remove(0, start);
    return result;
}

InputEncoder::Result InputEncoder::finish()
{
    Result result;
    const QByteArray rest = std::exchange(m_pending, {});
    if (!rest.isEmpty())
        encodeLine(rest, result);
    return result;
}

void InputEncoder::encodeLine(const QByteArray &line, Result &result) const
{
    StreamDecoder decoder(TextEncoding::Utf8);
    DecodedChunk chunk = decoder.decode(line);
    if (chunk.escapes.isEmpty() && decoder.pendingBytes() > 0)
        chunk = decoder.finish();
    if (!chunk.escapes.isEmpty()) {
        const auto [start, length] = chunk.escapes.constFirst();
        result.errors += Error{ErrorCode::Unencodable, 0, chunk.text.sliced(start, length), 0, {}};
        return;
    }
    const EncodeResult encoded = encodeText(m_encoding, chunk.text);
    if (encoded.unencodable)
        result.errors += Error{ErrorCode::Unencodable, 0, *encoded.unencodable, 0, {}};
    else
        result.bytes += encoded.bytes;
}

} // namespace bothends
