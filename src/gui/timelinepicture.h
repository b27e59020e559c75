// SPDX-License-Identifier: MIT
#pragma once

#include "gui/timelinerows.h"

#include <QCoreApplication>

class QIODevice;

namespace bothends {

enum class PictureFormat : quint8 { Png, Svg, Pdf };

/// The timeline of one connection, or of all, for slides and reports: header, rows with their life lines and
/// arrows, and the legend, in light colours at one width. Painted by what paints the window. Very long
/// timelines are cut and say how many rows are left out. GUI thread; takes as long as the painting does.
class TimelinePicture
{
    Q_DECLARE_TR_FUNCTIONS(bothends::TimelinePicture)
public:
    static constexpr int kWidth = 960;
    static constexpr int kMostRows = 5000;
    static constexpr int kHighestPng = 16'000; ///< pixels; painters and viewers give up not far above

    /// @param connection 0 = all
    TimelinePicture(const Readings &readings, quint32 connection, int mostRows = kMostRows);

    int shownRows() const { return m_shown; }
    int leftOutRows() const { return m_model.rowCount() - m_shown; }
    /// Of the whole picture as one sheet.
    int height() const;
    /// Where pages of a height begin, a row each; pairs stay together.
    std::vector<int> pageStarts(qreal height) const;

    /// A message in the user's language where it fails, else nothing.
    QString write(QIODevice &device, PictureFormat format);

private:
    void cutAt(int rows);
    void paintSheet(QPainter &painter);
    void paintPart(QPainter &painter, int first, int last, qreal height);
    qreal paintFooter(QPainter &painter, qreal top, qreal height);
    qreal footerHeight() const;
    qreal headerHeight() const;
    QString writePng(QIODevice &device);
    QString writeSvg(QIODevice &device);
    QString writePdf(QIODevice &device);

    TimelineModel m_model;
    TimelineRows m_rows;
    int m_shown = 0;
};

/// Writes a picture of the timeline to a file, wholly or not at all. @param connection 0 = all
/// @param fault why it failed, a sentence; may be null
bool exportTimeline(const Readings &readings, quint32 connection, const QString &file, PictureFormat format,
                    QString *fault = nullptr);

} // namespace bothends
