// SPDX-License-Identifier: MIT
#pragma once

#include "gui/timelinestyle.h"

#include <QFrame>

namespace bothends {

/// What the marks of the timeline mean and how certain they are: a small window that any click or Esc closes,
/// and the same for a picture.
class TimelineLegend : public QFrame
{
    Q_OBJECT
public:
    enum class Sample : quint8 {
        Reported,
        Concluded,
        Waiting,
        OtherProgram,
        Data,
        Segment,
        Hanging,
        Sent,
        Received,
        Activity,
        Datagram,
        Truncated,
        Lost,
        Peeked,
        Buffer,
        File,
        Sleep,
    };
    struct Entry
    {
        Sample sample = Sample::Reported;
        QString text;
    };

    /// In the language that is installed now.
    static QList<Entry> entries();
    static void paintSample(QPainter &painter, const QRectF &place, const TimelineStyle &style,
                            Sample sample);
    /// All entries in two columns, for a picture.
    static qreal heightOf(const TimelineStyle &style, qreal width);
    static void paintAll(QPainter &painter, const QRectF &place, const TimelineStyle &style);

    explicit TimelineLegend(const TimelineStyle &style, QWidget *parent = nullptr);

    /// Shows it below and flush right with a widget, and deletes it when it is closed.
    void popUpBelow(const QWidget &widget);
};

} // namespace bothends
