// SPDX-License-Identifier: MIT
#include "gui/acceptqueue.h"

#include "gui/acceptqueuemodel.h"
#include "gui/theme.h"
#include "gui/throttle.h"

#include <QEvent>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {
constexpr int kBarHeight = 10;
constexpr int kMostPlaces = 40; // more than that are a bar without places
constexpr int kVisibleRows = 5;
constexpr int kPauseMs = 100;
} // namespace

/// One place for each client that may wait, the taken ones filled; too many of them become one bar.
class AcceptQueue::Bar : public QWidget
{
public:
    using QWidget::QWidget;

    void setNumbers(int length, int capacity)
    {
        m_length = length;
        m_capacity = capacity;
        update();
    }
    QSize sizeHint() const override { return {80, kBarHeight}; }
    QSize minimumSizeHint() const override { return {20, kBarHeight}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Colours colours = coloursFor(palette());
        const int places = m_capacity > 0 && m_capacity <= kMostPlaces ? m_capacity : 1;
        const qreal gap = places > 1 ? 2 : 0;
        const qreal each = (width() - 1 - gap * (places - 1)) / places;
        for (int place = 0; place < places; ++place) {
            const QRectF box(0.5 + place * (each + gap), 0.5, each, height() - 1);
            const bool isTaken = places > 1 && place < m_length;
            painter.setPen(isTaken ? colours.server : colours.idle);
            painter.setBrush(isTaken ? QBrush(colours.server) : QBrush(Qt::NoBrush));
            painter.drawRoundedRect(box, 3, 3);
            if (places == 1 && m_length > 0 && m_capacity > 0) {
                QRectF filled = box;
                filled.setWidth(qMax<qreal>(4, box.width() * qMin(m_length, m_capacity) / m_capacity));
                painter.setBrush(colours.server);
                painter.drawRoundedRect(filled, 3, 3);
            }
        }
    }

private:
    int m_length = 0;
    int m_capacity = 0;
};

AcceptQueue::AcceptQueue(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_bar(new Bar(this))
    , m_occupants(new QListView(this))
    , m_acceptOne(new QPushButton(this))
{
    m_label->setObjectName(u"acceptQueueLabel"_s);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_bar->setObjectName(u"acceptQueueBar"_s);
    m_bar->setFixedHeight(kBarHeight);
    m_occupants->setObjectName(u"acceptQueueList"_s);
    m_occupants->setUniformItemSizes(true);
    m_occupants->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_occupants->setTextElideMode(Qt::ElideMiddle);
    m_occupants->setFixedHeight(kVisibleRows * fontMetrics().height() + 8);
    m_acceptOne->setObjectName(u"acceptOneButton"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(5);
    layout->addWidget(m_acceptOne); // right below the switch that pauses
    layout->addWidget(m_label);
    layout->addWidget(m_bar);
    layout->addWidget(m_occupants);
    connect(m_acceptOne, &QPushButton::clicked, this, &AcceptQueue::acceptOneRequested);
    updateTexts();
}

void AcceptQueue::setModel(AcceptQueueModel *model)
{
    m_model = model;
    m_occupants->setModel(model);
    connect(model, &AcceptQueueModel::changed,
            new Throttle(
                kPauseMs, [this] { updateTexts(); }, this),
            &Throttle::request);
    updateTexts();
}

void AcceptQueue::setState(bool running, bool paused)
{
    m_running = running;
    m_paused = paused;
    updateTexts();
}

void AcceptQueue::updateTexts()
{
    const int length = m_model ? m_model->length() : -1;
    const int capacity = m_model ? m_model->capacity() : -1;
    QString text;
    if (m_model && !m_model->isObservable())
        text = tr("Accept queue: cannot be observed on this system");
    else if (!m_running || capacity < 0)
        text = tr("Accept queue");
    else if (length > capacity - 1)
        text = tr("Accept queue: %1 of %2, full").arg(length).arg(capacity);
    else
        text = tr("Accept queue: %1 of %2").arg(length).arg(capacity);
    m_label->setText(text);
    m_bar->setNumbers(m_running ? length : 0, m_running ? capacity : 0);
    m_bar->setToolTip(tr("Clients whose handshake the kernel has completed and that nobody has accepted yet. "
                         "Linux admits the backlog and one more."));
    m_bar->setAccessibleName(text);
    m_acceptOne->setText(tr("Accept one"));
    m_acceptOne->setToolTip(tr("Calls accept() once: the client that waits longest gets in."));
    m_acceptOne->setEnabled(m_running && m_paused && (length != 0 || !m_model || !m_model->isObservable()));
    m_acceptOne->setVisible(m_paused);
    m_occupants->setVisible(m_paused && m_running && m_model && m_model->isObservable());
    m_occupants->setAccessibleName(tr("Clients in the accept queue"));
}

void AcceptQueue::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        if (m_model)
            m_model->retranslate();
        updateTexts();
    }
}

} // namespace bothends
