// SPDX-License-Identifier: MIT
#pragma once

#include "core/textencoding.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace bothends {

/// How what the user types is meant.
enum class MessageMode : quint8 {
    Text, ///< as it stands
    Hex, ///< `e6 82 a8`, `E682A8`, `0xe6,0x82`, `\xe6\x82`
    Escapes, ///< text with `\n`, `\xff`, `\u60a8` …
};

/// What is added to the end of a message.
enum class LineEnding : quint8 { None, Lf, CrLf, Cr };

/// Where a message could not be understood, in terms of what was typed.
struct MessageError
{
    enum class Kind : quint8 {
        Unencodable, ///< a character that the encoding lacks
        BadHexDigit, ///< something that is no hexadecimal digit, or a `0x` with nothing after it
        OddHexDigits, ///< a group of digits that leaves half a byte
        BadEscape, ///< a backslash that begins no known escape
    };
    Kind kind = Kind::Unencodable;
    qsizetype position = 0; ///< in UTF-16 units of what was typed
    QString fault; ///< the faulty part as typed, at most 16 characters
};

struct MessageResult
{
    QByteArray bytes; ///< empty if there is an error
    std::optional<MessageError> error; ///< the first one
};

/// The bytes to send. Any thread.
///
/// Hex: spaces, line feeds, commas, semicolons and colons separate (also their full-width forms, which
/// Chinese input methods produce); each group needs an even number of digits.
/// Escapes: `\n \r \t \0 \a \b \f \v \e \\ \" \'` are characters, so UTF-16 takes two bytes for them;
/// `\uHHHH` and `\UHHHHHHHH` too, and two `\u` of a surrogate pair are one character; `\xHH` is one raw
/// byte in any encoding. `\0` takes no further digits.
/// The line ending is text in `encoding` in all three modes.
MessageResult messageToBytes(const QString &typed, MessageMode mode, TextEncoding encoding,
                             LineEnding lineEnding = LineEnding::None);

/// The reverse for MessageMode::Escapes, in a form that survives a line edit: printable characters as
/// they are, all else escaped. messageToBytes() gives exactly `bytes` again, whatever they are.
QString toEscapedInput(const QByteArray &bytes, TextEncoding encoding);

} // namespace bothends
