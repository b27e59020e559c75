// SPDX-License-Identifier: MIT
#pragma once

#include "gui/lifelinepainter.h"
#include "gui/timelinearrows.h"

class QItemSelectionModel;

namespace bothends {

/// Paints rows of a timeline with their life lines and arrows, on a screen or into a picture. The work is
/// proportional to the rows that are seen.
class TimelinePainter
{
    Q_DECLARE_TR_FUNCTIONS(bothends::TimelinePainter)
public:
    /// What is seen, in the contents. The painter's origin is where `top` is.
    struct Window
    {
        int first = 0;
        int last = 0;
        qreal top = 0;
        qreal bottom = 0;
    };

    /// The connection whose life lines are shown: the one the model is about, or that of the chosen row of
    /// the model (-1 = none), or the newest; 0 = there is none.
    static quint32 focusOf(const TimelineModel &model, int chosenRow);

    TimelinePainter(TimelineRows &rows, quint32 focus, const Window &window);

    /// @param selection null = nothing is selected @param exposed relative to the origin
    /// Returns how many rows were painted.
    int paint(QPainter &painter, const QItemSelectionModel *selection, const QRectF &exposed);

    /// The state at a point of the contents, if a life line is there, in words.
    QString textAt(const QPointF &point) const;

private:
    std::vector<LifePiece> pieces(const std::vector<LifeMark> &marks) const;
    const std::vector<LifeMark> &listenerMarks() const;
    qreal connectorEnd(const Event &event) const;

    const Span &listenSpan() const;

    void paintConnectors(QPainter &painter);
    void paintJoint(QPainter &painter, int row);
    void paintSleeps(QPainter &painter) const;
    template <typename Visit> void visitSleeps(Visit visit) const;
    QString sleepTextAt(const QPointF &point) const;
    void paintLifeLines(QPainter &painter) const;
    void paintRail(QPainter &painter, Side side) const;
    void paintActivity(QPainter &painter) const;
    void paintSegments(QPainter &painter) const;
    void paintArrow(QPainter &painter, const TimelineArrow &arrow);
    bool claimRoom(const QLineF &line, const QStringList &labels);
    void paintShaft(QPainter &painter, const ArrowPart &part, const QPen &pen, bool hasHead) const;
    void paintLabels(QPainter &painter, const QLineF &line, const QStringList &labels) const;
    void paintEnd(QPainter &painter, const TimelineArrow &arrow, const QPointF &end) const;
    void paintOutsideEnd(QPainter &painter, Side side, const QPointF &end) const;
    void paintRow(QPainter &painter, int row, const QRectF &exposed, bool isSelected);

    TimelineRows &m_rows;
    const TimelineModel &m_model;
    const TimelineStyle &m_style;
    const TimelineLanes &m_lanes;
    quint32 m_focus;
    bool m_hasConnections; ///< else the socket that is bound is the one that datagrams go through
    Window m_window;
    std::vector<QRectF> m_labels; ///< of arrows, in the window
};

} // namespace bothends
