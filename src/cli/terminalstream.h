// SPDX-License-Identifier: MIT
#pragma once

#include "core/streamdecoder.h"

namespace bothends {

/// What a peer sends, chunk by chunk, as text that is safe on a terminal: invalid bytes and everything
/// that steers a terminal are escapes. However the bytes are split, the joined text is the same.
class TerminalStream
{
public:
    explicit TerminalStream(TextEncoding encoding)
        : m_decoder(encoding)
    {
    }

    QString take(QByteArrayView bytes);
    /// At the end of the stream: what was held back because it could have gone on.
    QString finish();

private:
    QString render(const QString &text);

    StreamDecoder m_decoder;
    QString m_heldBack; ///< a CR whose LF may follow
    QString m_base; ///< the last character with its marks: what further marks are judged by
};

} // namespace bothends
