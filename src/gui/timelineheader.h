// SPDX-License-Identifier: MIT
#pragma once

#include "gui/timelinestyle.h"

#include <QWidget>

class QToolButton;

namespace bothends {

class TimelineModel;

/// The band above the timeline that names its columns; it stays when the rows are scrolled. It says so where
/// the kernel's states cannot be observed, and holds the button for the legend.
class TimelineHeader : public QWidget
{
    Q_OBJECT
public:
    /// The name of a lane: an address and a role, the role nearer to the edge of the timeline.
    struct Lane
    {
        QString role;
        QString address;
        bool isOutside = false;
        bool operator==(const Lane &) const = default;
    };
    struct Texts
    {
        Lane server;
        Lane client;
        QString note; ///< a line of its own below the lanes
        bool operator==(const Texts &) const = default;
    };

    /// What is to be said of the rows of a model.
    static Texts textsOf(const TimelineModel &model);
    static int heightOf(const Texts &texts, const TimelineStyle &style, const TimelineLayout &layout);
    /// @param right so much is left free at the right edge of the client's lane
    static void paintTexts(QPainter &painter, const QRectF &place, const Texts &texts,
                           const TimelineStyle &style, const TimelineLayout &layout, qreal right = 0);

    explicit TimelineHeader(QWidget *parent = nullptr);

    void setLook(const TimelineStyle &style, const TimelineLayout &layout);
    void setTexts(const Texts &texts);
    int wantedHeight() const { return heightOf(m_texts, m_style, m_layout); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void rename();
    void placeButton();
    void showLegend();

    TimelineStyle m_style;
    TimelineLayout m_layout;
    Texts m_texts;
    QToolButton *m_legendButton;
};

} // namespace bothends
