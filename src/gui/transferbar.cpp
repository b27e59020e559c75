// SPDX-License-Identifier: MIT
#include "gui/transferbar.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kSteps = 1000; // of the bar: bytes would not fit into its int

QString sizeText(double bytes)
{
    return QLocale().formattedDataSize(qint64(bytes));
}

} // namespace

TransferBar::TransferBar(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLabel(this))
    , m_progress(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_end(new QToolButton(this))
{
    m_name->setObjectName(u"transferName"_s);
    m_progress->setObjectName(u"transferProgress"_s);
    m_bar->setObjectName(u"transferBar"_s);
    m_end->setObjectName(u"transferEndButton"_s);
    for (QLabel *label : {m_name, m_progress}) {
        label->setTextFormat(Qt::PlainText);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    }
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    m_end->setFocusPolicy(Qt::StrongFocus);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 2);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_name, 0, 0);
    grid->addWidget(m_progress, 0, 1);
    grid->addWidget(m_bar, 1, 0, 1, 2);
    grid->addWidget(m_end, 0, 2, 2, 1);
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);
    connect(m_end, &QToolButton::clicked, this, [this] {
        if (m_status.isFinished)
            emit closeRequested();
        else
            emit cancelRequested();
    });
}

void TransferBar::setStatus(const TransferStatus &status)
{
    m_status = status;
    updateTexts();
}

QString TransferBar::progressText() const
{
    const bool isSending = m_status.direction == TransferStatus::Direction::Sending;
    const double seconds = double(m_status.elapsedNs) / 1e9;
    const double rate = seconds > 0.001 ? double(m_status.doneBytes) / seconds : 0;
    const QString done = sizeText(double(m_status.doneBytes));
    const QString perSecond = sizeText(rate);
    if (m_status.isFinished) {
        if (m_status.totalBytes > m_status.doneBytes)
            return tr("ended after %1 of %2").arg(done, sizeText(double(m_status.totalBytes)));
        return isSending ? tr("sent: %1, %2 per second").arg(done, perSecond)
                         : tr("saved: %1, %2 per second").arg(done, perSecond);
    }
    if (m_status.isPaused)
        return isSending ? tr("%1 sent; it waits").arg(done)
                         : tr("%1 saved; the disk is full, reading waits").arg(done);
    if (m_status.totalBytes < 0)
        return tr("%1, %2 per second").arg(done, perSecond);
    const QString total = sizeText(double(m_status.totalBytes));
    if (rate <= 0)
        return tr("%1 of %2").arg(done, total);
    const qint64 left = qint64(double(m_status.totalBytes - m_status.doneBytes) / rate + 0.5);
    const QString time = left < 60 ? tr("%1 s").arg(left)
        : left < 3600              ? tr("%1 min %2 s").arg(left / 60).arg(left % 60)
                                   : tr("%1 h %2 min").arg(left / 3600).arg(left / 60 % 60);
    return tr("%1 of %2, %3 per second, %4 left").arg(done, total, perSecond, time);
}

void TransferBar::updateTexts()
{
    const bool isSending = m_status.direction == TransferStatus::Direction::Sending;
    const QString file = QFileInfo(m_status.file).fileName();
    const QString connection = QString::number(m_status.connection);
    const QString name
        = isSending ? tr("%1 to #%2").arg(file, connection) : tr("%1 from #%2").arg(file, connection);
    const QString progress = progressText();
    const auto elide = [](QLabel *label, const QString &text, Qt::TextElideMode mode) {
        label->setText(label->fontMetrics().elidedText(text, mode, label->width()));
        label->setAccessibleName(text);
    };
    elide(m_name, name, Qt::ElideMiddle);
    elide(m_progress, progress, Qt::ElideRight);
    m_name->setToolTip(QDir::toNativeSeparators(m_status.file).toHtmlEscaped());
    m_progress->setToolTip(progress);
    const bool isKnown = m_status.totalBytes > 0;
    const double share = isKnown ? double(m_status.doneBytes) / double(m_status.totalBytes) : 1;
    // Without an end that is known, it only shows that something goes on.
    m_bar->setRange(0, isKnown || m_status.isFinished || m_status.isPaused ? kSteps : 0);
    m_bar->setValue(m_status.isFinished && !isKnown ? kSteps : int(share * kSteps));
    m_bar->setAccessibleName(name);
    m_bar->setAccessibleDescription(progress);
    const QString action = m_status.isFinished ? tr("Close") : isSending ? tr("Cancel") : tr("Stop saving");
    m_end->setText(action);
    m_end->setAccessibleName(u"%1: %2"_s.arg(action, name));
}

void TransferBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateTexts();
}

void TransferBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateTexts();
}

} // namespace bothends
