// SPDX-License-Identifier: MIT
#include "gui/progressstrip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace bothends {

ProgressStrip::ProgressStrip(const QString &what, QWidget *parent)
    : QWidget(parent)
    , m_bar(new QProgressBar(this))
{
    setObjectName(u"progressStrip"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(what, this);
    label->setTextFormat(Qt::PlainText);
    m_bar->setRange(0, 100);
    m_bar->setMaximumWidth(160);
    m_bar->setAccessibleName(what);
    layout->addWidget(label);
    layout->addWidget(m_bar);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancelProgress"_s);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &ProgressStrip::cancelRequested);
    layout->addWidget(cancel);
}

void ProgressStrip::setPercent(int percent)
{
    m_bar->setValue(percent);
}

} // namespace bothends
