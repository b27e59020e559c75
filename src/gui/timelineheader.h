// SPDX-License-Identifier: MIT
#pragma once

#include "gui/timelinestyle.h"

#include <QWidget>

namespace bothends {

/// The band above the timeline that names its columns; it stays when the rows are scrolled. It knows
/// nothing of rows: the view tells it what to say.
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
    };

    explicit TimelineHeader(QWidget *parent = nullptr);

    void setLook(const TimelineStyle &style, const TimelineLayout &layout);
    void setLanes(const Lane &server, const Lane &client);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void paintLane(QPainter &painter, const Lane &lane, Side side) const;
    void rename();

    TimelineStyle m_style;
    TimelineLayout m_layout;
    Lane m_server;
    Lane m_client;
};

} // namespace bothends
