// SPDX-License-Identifier: MIT
#include "gui/inspector.h"

#include "gui/bytespane.h"
#include "gui/codepane.h"
#include "gui/explainpane.h"
#include "gui/kernelpane.h"
#include "gui/lazypage.h"
#include "gui/optionspane.h"

#include <QDataStream>
#include <QEvent>
#include <QIODevice>
#include <QSplitter>
#include <QTabWidget>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {
constexpr qint32 kLayoutVersion = 1;
} // namespace

Inspector::Inspector(const Readings &readings, Session &session, QWidget *parent)
    : QDockWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, m_tabs))
    , m_explain(new ExplainPane(readings, m_splitter))
    , m_code(new CodePane(readings, m_splitter))
{
    setObjectName(u"inspector"_s);
    setAllowedAreas(Qt::BottomDockWidgetArea | Qt::RightDockWidgetArea);
    m_tabs->setObjectName(u"inspectorTabs"_s);
    m_tabs->setDocumentMode(false);
    m_splitter->setObjectName(u"explainAndCode"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_tabs->addTab(m_splitter, QString());
    const auto addPage = [this](std::function<QWidget *()> make) {
        m_tabs->addTab(new LazyPage(std::move(make), m_tabs), QString());
    };
    addPage([this, readings] {
        m_bytes = new BytesPane(readings);
        m_bytes->showRow(m_row);
        return m_bytes;
    });
    addPage([this, readings] {
        m_kernel = new KernelPane(readings);
        m_kernel->showRow(m_row);
        return m_kernel;
    });
    addPage([this, readings, &session] {
        m_options = new OptionsPane(readings, session);
        m_options->setStored(m_isStored);
        m_options->showRow(m_row);
        return m_options;
    });
    setWidget(m_tabs);
    retranslate();
}

void Inspector::showRow(qsizetype row)
{
    m_row = row;
    m_explain->showRow(row);
    m_code->showRow(row);
    if (m_bytes)
        m_bytes->showRow(row);
    if (m_kernel)
        m_kernel->showRow(row);
    if (m_options)
        m_options->showRow(row);
}

void Inspector::setStored(bool isStored)
{
    m_isStored = isStored;
    if (m_options)
        m_options->setStored(isStored);
}

QByteArray Inspector::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << kLayoutVersion << qint32(m_tabs->currentIndex()) << qint32(m_code->language())
           << m_splitter->saveState();
    return layout;
}

void Inspector::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    qint32 version = 0;
    qint32 tab = 0;
    qint32 language = 0;
    QByteArray splitter;
    stream >> version >> tab >> language >> splitter;
    if (stream.status() != QDataStream::Ok || version != kLayoutVersion)
        return;
    m_tabs->setCurrentIndex(qBound(0, int(tab), m_tabs->count() - 1));
    m_code->setLanguage(CodeLanguage(qBound(0, int(language), int(CodeLanguage::Qt))));
    m_splitter->restoreState(splitter);
}

void Inspector::retranslate()
{
    setWindowTitle(tr("Inspector"));
    m_tabs->setAccessibleName(tr("Inspector"));
    m_tabs->setTabText(0, tr("Explain and code"));
    m_tabs->setTabText(1, tr("Bytes"));
    m_tabs->setTabText(2, tr("Kernel state"));
    m_tabs->setTabText(3, tr("Socket options"));
}

void Inspector::changeEvent(QEvent *event)
{
    QDockWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace bothends
