// SPDX-License-Identifier: MIT
#include "gui/differenceview.h"

#include "gui/hexview.h"
#include "gui/widgets.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace bothends {

DifferenceView::DifferenceView(const std::optional<StreamBytes> &then, const std::optional<StreamBytes> &now,
                               qint64 offset, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_offset(offset)
{
    setObjectName(u"differenceView"_s);
    new QVBoxLayout(this);
    m_then = addHalf(u"differenceThen"_s, then);
    m_now = addHalf(u"differenceNow"_s, now);
    retranslate();
    resize(760, 520);
    m_then.view->setFocus();
}

DifferenceView::Half DifferenceView::addHalf(const QString &name, const std::optional<StreamBytes> &stream)
{
    Half half{plainLabel(name + u"Title"_s, this), new HexView(this), plainLabel(name + u"Status"_s, this),
              stream};
    half.view->setObjectName(name);
    connect(half.view, &HexView::statusChanged, half.status, &QLabel::setText);
    auto *box = qobject_cast<QVBoxLayout *>(layout());
    box->addWidget(half.title);
    box->addWidget(half.view, 1);
    box->addWidget(half.status);
    showHalf(half);
    return half;
}

// Where a stream has no byte there, its last one is shown, and nothing is selected.
void DifferenceView::showHalf(const Half &half) const
{
    const qint64 size = half.stream ? half.stream->size() : 0;
    const std::optional<StreamRange> row
        = size > 0 ? half.stream->rowAt(qMin(m_offset, size - 1)) : std::nullopt;
    if (!row) {
        half.view->clear();
        return;
    }
    half.view->showRow(*half.stream, *row);
    half.view->select(qMin(m_offset, size - 1), m_offset < size ? 1 : 0);
}

void DifferenceView::retranslate()
{
    setWindowTitle(tr("First Difference at Offset %1").arg(m_offset));
    const auto title = [this](const Half &half, const QString &has, const QString &ends) {
        const qint64 size = half.stream ? half.stream->size() : 0;
        half.title->setText(m_offset < size ? has : ends);
        half.view->setAccessibleName(half.title->text());
    };
    title(m_then, tr("What came then:"), tr("What came then has no byte at offset %1:").arg(m_offset));
    title(m_now, tr("What comes now:"), tr("What comes now has no byte at offset %1:").arg(m_offset));
}

void DifferenceView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void DifferenceView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace bothends
