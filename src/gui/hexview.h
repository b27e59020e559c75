// SPDX-License-Identifier: MIT
#pragma once

#include "core/streambytes.h"
#include "gui/hexlayout.h"
#include "gui/theme.h"

#include <QAbstractScrollArea>
#include <QStaticText>

#include <array>
#include <optional>

class QPainter;

namespace bothends {

/// A stream of bytes in hex beside its text, with the bytes of one row marked in their surroundings. Only
/// what is visible is read and painted. The bytes of one character are grouped, a character that is cut
/// between two rows has a dashed outline, bytes that are no character or no longer kept say so; colour never
/// stands alone. A selection is one range of bytes and shown in both columns; in the text column it takes
/// whole characters. Datagrams have a line between them and their numbers. In the journal's thread.
class HexView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    /// The clipboard gets at most so many bytes.
    static constexpr qint64 kCopyLimit = qint64(1024) * 1024;

    struct Selection
    {
        qint64 offset = 0;
        qint64 length = 0; ///< 0: nothing is selected
        bool operator==(const Selection &other) const = default;
    };

    explicit HexView(QWidget *parent = nullptr);

    /// Shows the stream with the bytes of `row`, one of its rows, marked and in sight.
    void showRow(const StreamBytes &stream, const StreamRange &row);
    /// Nothing to show.
    void clear();
    /// There are more bytes behind the last one. Constant work.
    void takeInGrowth();
    /// The bytes mean something else now.
    void readAgain();

    Selection selection() const { return m_selection; }
    void select(qint64 offset, qint64 length);
    /// What is selected, or else the marked row, in words.
    QString status() const;

    const HexLayout &hexLayout() const { return m_layout; }
    qint64 topLine() const { return m_topLine; }
    /// How many bytes were read to paint them, since the beginning; for tests.
    qint64 bytesRead() const { return m_bytesRead; }

public slots:
    void copyHex();
    void copyText();
    void selectAll();
    void selectRow();

signals:
    void statusChanged(const QString &status);
    void copied(bool isCut); ///< @param isCut there was more than kCopyLimit

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    static constexpr qreal kNumberFactor = 0.7; ///< of the font, for the numbers of datagrams

    /// What is visible, as read last.
    struct Window
    {
        qint64 offset = 0;
        std::vector<qint16> bytes; // -1: not kept
        std::vector<StreamSequence> sequences;
        std::vector<StreamRange> rows;

        qint64 end() const { return offset + qint64(bytes.size()); }
    };

    void restyle();
    void layOut();
    void setTopLine(qint64 line);
    void reveal(qint64 offset);
    int visibleLines() const;
    int numberHeight() const;
    void moveTo(qint64 offset, bool extend);
    void forgetWindow();
    void announce();
    Selection wholeSelection() const;
    qint64 previous(qint64 offset, bool isByCharacter) const;
    qint64 hit(const QPoint &point, HexColumn column) const;
    StreamSequence sequenceAt(qint64 offset) const;
    QByteArray selectedBytes(bool *isCut) const;
    QStringList meaning(const Selection &selected) const;

    void readWindow();
    QRect place(HexColumn column, const HexSpan &span) const;
    QRect selectedPart(HexColumn column, const HexSpan &span) const;
    template <typename Draw>
    void drawPartlySelected(QPainter &painter, HexColumn column, const HexSpan &span, const QColor &colour,
                            const Draw &draw) const;
    std::vector<HexSpan> visibleSpans(qint64 from, qint64 to) const;
    bool isSelected(qint64 offset) const;
    void fill(QPainter &painter, qint64 from, qint64 to, const QBrush &brush) const;
    void paintGrounds(QPainter &painter) const;
    void paintOffsets(QPainter &painter) const;
    void paintHex(QPainter &painter) const;
    void paintSequence(QPainter &painter, const StreamSequence &sequence) const;
    void paintGlyph(QPainter &painter, const StreamSequence &sequence) const;
    void paintOutline(QPainter &painter, const StreamSequence &sequence, const QPen &pen) const;
    void paintBorders(QPainter &painter) const;
    void paintNumbers(QPainter &painter) const;
    void paintBrackets(QPainter &painter) const;
    void paintCaret(QPainter &painter) const;
    bool hasBorder(qint64 from, qint64 to) const;
    bool isInsideCharacter(qint64 offset) const;
    bool isCut(const StreamSequence &sequence) const;

    std::optional<StreamBytes> m_stream;
    StreamRange m_row;
    HexLayout m_layout;
    HexMetrics m_metrics;
    Colours m_colours;
    QFont m_font;
    std::array<QStaticText, 257> m_hexTexts; // by byte; the last one is for a byte that is not kept
    Window m_window;
    bool m_hasWindow = false;
    bool m_isAdjusting = false; // the scroll bar follows us, not we it
    qint64 m_topLine = 0;
    HexColumn m_column = HexColumn::Hex;
    qint64 m_anchor = -1; // the selection is from here …
    qint64 m_current = -1; // … to here, both included; -1: nothing is selected
    Selection m_selection; // of these; in the text column whole characters
    qint64 m_bytesRead = 0;
};

} // namespace bothends
