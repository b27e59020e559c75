// SPDX-License-Identifier: MIT
#pragma once

#include "core/textencoding.h"
#include "gui/foldedbytes.h"

#include <QByteArrayMatcher>

#include <array>
#include <optional>
#include <vector>

namespace bothends {

/// What bytes must hold so that their text, as it is shown, can have a pattern; letter case does not matter.
/// Bytes that hold it may still not have it; bytes that do not hold it never have it. So a million messages
/// need not be read as text to look for a word in them. Any thread, one at a time.
///
/// What is shown is characters of the peer, each made of its own bytes, and escapes for all else
/// (toDisplayText()). A match can begin or end within escapes; so only characters of the pattern that cannot
/// be part of one are looked for in the bytes.
class BytePattern
{
public:
    BytePattern() = default;
    explicit BytePattern(const QString &text);

    /// ASCII, and no match can begin or end within an escape: what is ASCII has it as it stands, or not at
    /// all.
    bool isPlainAscii() const { return m_isAscii && !m_touchesEscapes; }
    /// Whether the text of ASCII bytes has it, in any encoding but UTF-16; nothing may be carried into them.
    bool isInAscii(const FoldedBytes &bytes) const;
    /// False if the text of the bytes cannot have it, except for a first character that began before them.
    bool mayBeIn(TextEncoding encoding, const FoldedBytes &bytes) const;

private:
    /// Sequences of bytes, folded.
    struct Probe
    {
        QByteArrayMatcher usual; ///< one of these must be there …
        std::vector<QByteArrayMatcher> rare; ///< letters in another case, or with other bytes for the same
        bool isKnown = false; ///< else nothing is known of the bytes
        bool isNowhere = false; ///< the encoding lacks a character of it
    };
    /// All bytes that a character of the pattern can have in an encoding, whatever its case.
    using Forms = std::vector<QByteArray>;

    void findEscapable();
    Probe probeFor(TextEncoding encoding) const;
    std::vector<Forms> formsIn(TextEncoding encoding) const;

    std::vector<char32_t> m_characters; // folded; lone surrogates are themselves
    std::vector<bool> m_isEscapable; // may be part of an escape, or tells nothing
    bool m_touchesEscapes = false;
    bool m_isAscii = false;
    QByteArrayMatcher m_ascii; // if it is
    static constexpr size_t kEncodings = size_t(TextEncoding::Latin1) + 1; // it is the last one
    mutable std::array<std::optional<Probe>, kEncodings> m_probes; // by encoding, once they were needed
};

} // namespace bothends
