// SPDX-License-Identifier: MIT
#pragma once

#include "core/textreading.h"
#include "gui/buffercells.h"
#include "gui/rowform.h"
#include "gui/rowgroups.h"
#include "gui/timelinestyle.h"

#include <QCoreApplication>
#include <QTextLayout>

class QPainter;

namespace bothends {

/// What the timeline has to know of a row to lay it out.
struct TimelineRowFacts
{
    Event event;
    TextReading::RowText text; ///< of a sent or received row
    TextEncoding encoding = TextEncoding::Utf8;
    qint64 gapNs = 0; ///< time since the row before, where it is worth a label
    bool isFirst = false;
    int extraLead = 0; ///< pixels above it for segments that arrive here
    bool isExpanded = false;
    bool isTimeRepeated = false; ///< the row opposite says the same time
    std::optional<RowGroups::Group> group{}; ///< that it stands for
    qint64 inKernel = -1; ///< of a line of makefile(): bytes that the kernel still has; -1 = not told
};

/// One row laid out: measured text, places, and painting. Made for rows that are visible or nearly so.
/// The text of a peer only ever passes through QTextLayout as plain text.
class TimelineRow
{
    Q_DECLARE_TR_FUNCTIONS(bothends::TimelineRow)
public:
    enum class Part : quint8 { Other, More, ShowAll };

    static constexpr int kCollapsedLines = 12;

    TimelineRow(const TimelineRowFacts &facts, const TimelineStyle &style, const TimelineLayout &layout);
    TimelineRow(const TimelineRow &) = delete;
    TimelineRow &operator=(const TimelineRow &) = delete;

    /// The height it needs by itself.
    int height() const { return m_places.height; }
    int extraLead() const { return m_extraLead; }
    const RowPlaces &places() const { return m_places; }
    Side side() const { return m_side; }
    /// There are more lines than are shown, or they are shown because it is expanded.
    bool canToggle() const { return m_canToggle; }
    bool isShortened() const { return m_isShortened; }
    bool isEnvelope() const { return m_isEnvelope; }
    /// Of a datagram that did not fit into the buffer, or a packet that the capture cut off.
    bool isTorn() const { return m_isTorn; }
    const BufferCells &cells() const { return m_cells; }
    /// The text that is laid out, for tests.
    QString shownText() const { return m_body.text(); }
    QString shownNote() const { return m_note.text(); }
    QStringList stripTexts() const { return m_stripTexts; }
    Part partAt(const QPointF &point) const;

    /// Marks each occurrence of `text`; empty = none.
    void setFoundText(const QString &text);

    /// The line from its mark to the life line it concerns; below all else. @param toX where that is
    void paintConnector(QPainter &painter, const TimelineStyle &style, qreal toX) const;
    /// Paints at the origin. @param exposed relative to it; lines outside are left out
    void paint(QPainter &painter, const TimelineStyle &style, const TimelineLayout &layout,
               const QRectF &exposed, bool isSelected);

private:
    void layOutTag(const TimelineRowFacts &facts, const TimelineStyle &style, const TimelineLayout &layout,
                   RowContent &content);
    void layOutThin(const TimelineRowFacts &facts, const TimelineStyle &style, const TimelineLayout &layout,
                    RowContent &content);
    void layOutNote(const QString &note, const TimelineStyle &style, const TimelineLayout &layout,
                    qreal beside, RowContent &content);
    void layOutBubble(const TimelineRowFacts &facts, const TimelineStyle &style, const TimelineLayout &layout,
                      RowContent &content);
    void layOutFilePart(const TimelineRowFacts &facts, const TimelineStyle &style,
                        const TimelineLayout &layout, RowContent &content);
    void layOutStrip(const TimelineRowFacts &facts, const TimelineStyle &style, qreal limit,
                     RowContent &content);
    QColor roleColour(const TimelineStyle &style) const;
    void paintMark(QPainter &painter, const TimelineStyle &style, bool isSelected) const;
    void paintThinSign(QPainter &painter, const TimelineStyle &style, bool isSelected) const;
    void paintStrip(QPainter &painter, const TimelineStyle &style) const;
    void paintTexts(QPainter &painter, const TimelineStyle &style, const QRectF &exposed) const;

    Side m_side = Side::Server;
    TcpState m_state = TcpState::Closed; ///< of a thin row
    int m_extraLead = 0;
    bool m_isThin = false;
    bool m_isData = false;
    bool m_isSent = false;
    bool m_isError = false;
    bool m_isPatience = false;
    bool m_isGone = false;
    bool m_isPeeked = false;
    bool m_isEnvelope = false;
    bool m_isTorn = false;
    ThinSign m_sign = ThinSign::State;
    bool m_isInferred = false;
    bool m_canToggle = false;
    bool m_isShortened = false;
    QTextLayout m_body;
    QTextLayout m_note;
    QString m_time;
    QString m_gap;
    QString m_number;
    QString m_more;
    QString m_showAll;
    BufferCells m_cells;
    QStringList m_stripTexts; ///< what is still in the kernel, and in the program
    std::array<qreal, 2> m_stripWidths{};
    bool m_isStripStacked = false;
    RowPlaces m_places;
    QString m_foundText;
    QList<QTextLayout::FormatRange> m_foundInBody;
    QList<QTextLayout::FormatRange> m_foundInNote;
};

} // namespace bothends
