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
/// The encoding can be changed at any time; what is already there is read again. Lives in the journal's
/// thread.
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

signals:
    /// The text of all rows of this connection may be different now.
    void encodingChanged(quint32 connection);

private:
    void takeIn(qsizetype first, qsizetype last);
    void readRow(qsizetype row);
    static bool isAlone(const Event &event);
    QByteArray takeIcmpHeaders(const Event &event, const QByteArray &packet, QString &meaning) const;
    void readAgain(quint32 connection);
    static quint64 streamKey(const Event &event);

    const Journal &m_journal;
    const ConnectionIndex &m_connections;
    TextEncoding m_default = TextEncoding::Utf8;
    QHash<quint32, TextEncoding> m_encodings;
    QHash<quint64, QByteArray> m_pending; // by stream: bytes of a character that is not complete yet
    QHash<qsizetype, QByteArray> m_carried; // by row: such bytes from before it; rare
    QHash<qsizetype, int> m_cutAtEnd; // by row; rare
};

} // namespace bothends
