// SPDX-License-Identifier: MIT
#include "gui/bytespane.h"

#include "gui/hexview.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <climits>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

QLabel *plainLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

BytesPane::BytesPane(const Readings &readings, QWidget *parent)
    : QWidget(parent)
    , m_readings(readings)
    , m_view(new HexView(this))
    , m_stream(plainLabel(u"bytesStream"_s, this))
    , m_status(plainLabel(u"bytesStatus"_s, this))
    , m_empty(plainLabel(u"bytesEmpty"_s, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_stream);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_status);
    layout->addWidget(m_empty, 1);
    m_empty->setAlignment(Qt::AlignCenter);
    setFocusProxy(m_view);
    connect(m_view, &HexView::statusChanged, m_status, &QLabel::setText);
    connect(&readings.journal, &Journal::appended, this, &BytesPane::takeIn);
    connect(&readings.texts, &TextReading::encodingChanged, this, &BytesPane::readAgain);
    refresh();
}

bool BytesPane::hasBytes() const
{
    if (m_row < 0 || m_row >= m_readings.journal.size())
        return false;
    const Event &shown = m_readings.journal.at(m_row);
    return shown.bytes > 0 && (shown.kind == EventKind::Sent || shown.kind == EventKind::Received);
}

void BytesPane::showRow(qsizetype row)
{
    m_row = row;
    if (isVisible())
        refresh();
    else
        m_isStale = true;
}

void BytesPane::refresh()
{
    m_isStale = false;
    const bool has = hasBytes();
    m_stream->setVisible(has);
    m_view->setVisible(has);
    m_status->setVisible(has);
    m_empty->setVisible(!has);
    nameStream();
    if (has) {
        const StreamBytes stream = StreamBytes::around(m_readings, m_row);
        m_view->showRow(stream, stream.range(m_row));
    } else {
        m_view->clear();
    }
}

void BytesPane::takeIn()
{
    if (m_isStale || !hasBytes())
        return;
    if (!isVisible()) {
        m_isStale = true;
        return;
    }
    m_view->takeInGrowth();
    nameStream();
}

void BytesPane::readAgain(quint32 connection)
{
    if (m_isStale || !hasBytes() || m_readings.journal.at(m_row).connection != connection)
        return;
    if (!isVisible()) {
        m_isStale = true;
        return;
    }
    m_view->readAgain();
    nameStream();
}

void BytesPane::nameStream()
{
    m_empty->setText(m_row < 0 ? tr("Select a sent or received row: its bytes appear here.")
                               : tr("This row moves no bytes. Select a sent or received row."));
    m_stream->setText(hasBytes() ? streamText() : QString());
}

QString BytesPane::streamText() const
{
    const StreamBytes stream = StreamBytes::around(m_readings, m_row);
    const auto text = [&stream](int n) {
        if (stream.isSent()) {
            return stream.side() == Side::Server
                ? tr("Connection #%1: all that the server sent • %2 byte(s) • %3", nullptr, n)
                : tr("Connection #%1: all that the client sent • %2 byte(s) • %3", nullptr, n);
        }
        return stream.side() == Side::Server
            ? tr("Connection #%1: all that the server received • %2 byte(s) • %3", nullptr, n)
            : tr("Connection #%1: all that the client received • %2 byte(s) • %3", nullptr, n);
    };
    // The number may be too large for %n, which only chooses the plural here.
    const int plural = int(qMin<qint64>(stream.size(), INT_MAX));
    return text(plural).arg(QString::number(stream.connection()), QLocale().toString(stream.size()),
                            textEncodingName(stream.encoding()));
}

void BytesPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        nameStream();
}

void BytesPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        refresh();
}

} // namespace bothends
