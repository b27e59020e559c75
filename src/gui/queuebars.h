// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"

#include <QWidget>

namespace bothends {

/// What waits in the kernel at one end.
struct QueueBarsContent
{
    Side side = Side::Server;
    QString title;
    QString note; ///< instead of the bars, when there is nothing to measure
    bool isListening = false; ///< then only the accept queue counts
    qint64 unsent = 0; ///< bytes, as the other two
    qint64 unacknowledged = 0; ///< on the way: without the unsent ones
    qint64 unread = 0;
    qint64 scale = 0; ///< bytes of a full bar; the same for both ends
    int acceptQueue = 0;
    int backlog = 0;

    friend bool operator==(const QueueBarsContent &, const QueueBarsContent &) = default;
};

/// Three bars with words and numbers: unsent, unacknowledged, unread; or one, the accept queue.
class QueueBars : public QWidget
{
    Q_OBJECT
public:
    explicit QueueBars(QWidget *parent = nullptr);

    void setContent(const QueueBarsContent &content);
    const QueueBarsContent &content() const { return m_content; }

    /// A round number of bytes that is not less: 1, 2 or 5 times a power of ten, at least 100.
    static qint64 niceScale(qint64 bytes);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Bar
    {
        QString word;
        QString amount;
        qreal share = 0; ///< 0 … 1
    };
    QList<Bar> bars() const;
    QString caption() const;
    QFont smallFont() const;
    void describe();
    void paintBar(QPainter &painter, const Bar &bar, const QRectF &place) const;

    QueueBarsContent m_content;
};

} // namespace bothends
