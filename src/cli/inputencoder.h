// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/textencoding.h"

#include <QByteArray>
#include <QList>

namespace bothends {

/// Turns standard input, which is UTF-8, into bytes to send. For UTF-8 they are passed on as they are,
/// whatever they are and wherever they are cut. For another encoding the input is taken by lines (very
/// long ones in parts), because a line is sent whole or, with an error, not at all.
class InputEncoder
{
public:
    explicit InputEncoder(TextEncoding encoding)
        : m_encoding(encoding)
    {
    }

    struct Result
    {
        QByteArray bytes; ///< to be sent, may be empty
        QList<Error> errors; ///< Unencodable: the subject is the character, or the bytes that are no text
    };
    Result take(const QByteArray &input);
    Result finish();

private:
    static constexpr qsizetype kLongestLine = 64 * 1024;
    void encodeLine(const QByteArray &line, Result &result) const;

    TextEncoding m_encoding;
    QByteArray m_pending; ///< an unfinished line
};

} // namespace bothends
