// SPDX-License-Identifier: MIT
#pragma once

#include "core/connectionindex.h"
#include "core/displaytext.h"
#include "core/textencoding.h"

#include <QHash>
#include <QObject>

namespace bothends {

/// The bytes of the journal read as text: each direction of a connection is one stream in the encoding
/// of the connection, so a character cut between two reads is whole in the text of the later row. A datagram
/// is read by itself: what its end cuts off is not continued by the next one, and its bytes are no character.
/// The encoding can be changed at any time. Nothing is read before somebody asks for it, and then as little
/// of what stands before it as tells where its first character begins. Lives in the journal's thread.
class TextReading : public QObject
{
    Q_OBJECT
public:
    /// At most this many bytes of a row are laid out unless all are asked for.
    static constexpr qsizetype kRowLimit = 4096;

    struct RowText
    {
        DisplayText display; ///< safe to paint as plain text
        int cutAtStart = 0; ///< first bytes of the row that end a character begun in an earlier row
        int cutAtEnd = 0; ///< last bytes of the row that begin a character which a later row may end
        int carried = 0; ///< bytes before the row that begin the character it starts in the middle of
        QByteArray startBytes; ///< the cutAtStart bytes
        QByteArray endBytes; ///< the cutAtEnd bytes
        QString completed; ///< the character that startBytes complete, safe to paint; empty if none
        bool isShortened = false; ///< there are more bytes than were read
        bool isGone = false; ///< the bytes are no longer kept
        bool isElsewhere = false; ///< they never were in memory: `display` is a note that says where they are
    };

    TextReading(const Journal &journal, const ConnectionIndex &connections, QObject *parent = nullptr);

    TextEncoding encoding(quint32 connection) const { return m_encodings.value(connection, m_default); }
    void setEncoding(quint32 connection, TextEncoding encoding);
    /// For connections that have no encoding of their own; re-reads them.
    void setDefaultEncoding(TextEncoding encoding);
    TextEncoding defaultEncoding() const { return m_default; }

    /// Text of a sent or received row, or of what was peeked or a line. @param limit bytes; -1 = all of it
    RowText rowText(qsizetype row, qsizetype limit = kRowLimit) const;
    /// A row is read by itself: it neither continues nor is continued.
    static bool isAlone(const PackedEvents::Brief &event);
    /// The text of bytes that begin where a character does, as rowText() has it.
    /// @param isEnd nothing can complete what their end cuts off
    static DisplayText wholeText(TextEncoding encoding, QByteArrayView bytes, bool isEnd);

signals:
    /// The text of all rows of this connection may be different now.
    void encodingChanged(quint32 connection);

private:
    /// Where a row stands among those that moved the bytes of its direction before it.
    struct Place
    {
        StreamRanges ranges;
        size_t index = 0;
    };

    Place placeOf(const Event &event) const;
    QByteArray bytesOf(const StreamRange &range) const;
    QByteArray carriedBefore(const Event &event) const;
    QByteArray carriedInUtf(const Event &event, const Place &place) const;
    QByteArray carriedInMultiByte(TextEncoding encoding, const Event &event, const Place &place) const;
    QByteArray takeIcmpHeaders(const Event &event, const QByteArray &packet, QString &meaning) const;
    void forget();

    const Journal &m_journal;
    const ConnectionIndex &m_connections;
    TextEncoding m_default = TextEncoding::Utf8;
    QHash<quint32, TextEncoding> m_encodings;
    /// By row: what a character that is not complete at its end has, in encodings that do not tell where one
    /// begins. Of rows that were asked for lately.
    mutable QHash<qsizetype, QByteArray> m_carriedAfter;
};

} // namespace bothends
