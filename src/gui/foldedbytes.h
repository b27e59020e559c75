// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace bothends {

/// Bytes with ASCII letters in lower case, and what kinds of bytes they are: the first look at a message in
/// which a text is looked for. Kept and filled again, so that it asks for no memory. Any thread.
class FoldedBytes
{
public:
    /// The bytes must outlive it, or the next call.
    void take(QByteArrayView bytes);

    QByteArrayView original() const { return m_original; }
    QByteArrayView folded() const { return {m_folded.constData(), m_original.size()}; }
    bool isAscii() const { return m_isAscii; }
    /// Below the space, or 0x7f. Of ASCII.
    bool hasControls() const { return m_hasControls; }

private:
    QByteArrayView m_original;
    QByteArray m_folded; // at least as long
    bool m_isAscii = true;
    bool m_hasControls = false;
};

} // namespace bothends
