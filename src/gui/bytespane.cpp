// SPDX-License-Identifier: MIT
#include "gui/bytespane.h"

#include "core/displaytext.h"
#include "core/icmp.h"
#include "gui/bufferstrip.h"
#include "gui/bytesaside.h"
#include "gui/hexview.h"
#include "gui/rowform.h"
#include "gui/widgets.h"

#include <QDateTime>
#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QVBoxLayout>

#include <climits>

using namespace Qt::StringLiterals;

namespace bothends {

BytesPane::BytesPane(const Readings &readings, QWidget *parent)
    : QWidget(parent)
    , m_readings(readings)
    , m_middle(new QSplitter(Qt::Horizontal, this))
    , m_view(new HexView(m_middle))
    , m_aside(new BytesAside(m_middle))
    , m_buffer(new BufferStrip(this))
    , m_stream(plainLabel(u"bytesStream"_s, this))
    , m_file(plainLabel(u"bytesFile"_s, this))
    , m_status(plainLabel(u"bytesStatus"_s, this))
    , m_empty(plainLabel(u"bytesEmpty"_s, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_stream);
    layout->addWidget(m_file);
    layout->addWidget(m_middle, 1);
    layout->addWidget(m_buffer);
    layout->addWidget(m_status);
    layout->addWidget(m_empty, 1);
    m_empty->setAlignment(Qt::AlignCenter);
    m_middle->setObjectName(u"bytesAndFields"_s);
    m_middle->setChildrenCollapsible(false);
    m_middle->setStretchFactor(0, 3);
    m_middle->setStretchFactor(1, 2);
    setFocusProxy(m_view);
    connect(m_aside, &BytesAside::fieldChosen, this, [this](int offset, int length) {
        const StreamBytes stream = StreamBytes::around(m_readings, m_row);
        m_view->select(qint64(stream.range(m_row).offset) + offset, length);
    });
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
    return shown.bytes > 0 && rowFormOf(shown) == RowForm::Bubble;
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
    m_middle->setVisible(has || !m_aside->isEmpty());
    m_view->setVisible(has);
    m_status->setVisible(has);
    m_empty->setVisible(!has);
    showParts();
    nameStream();
    if (has) {
        const StreamBytes stream = StreamBytes::around(m_readings, m_row);
        m_view->showRow(stream, stream.range(m_row));
    } else {
        m_view->clear();
    }
}

// What else there is to see of this row.
void BytesPane::showParts()
{
    QList<icmp::Field> fields;
    QList<AncillaryItem> ancillary;
    const bool isRow = m_row >= 0 && m_row < m_readings.journal.size();
    const Event none;
    const Event &shown = isRow ? m_readings.journal.at(m_row) : none;
    const bool isWhole = hasBytes() && !isFilePart(shown);
    const QByteArray bytes = isWhole ? m_readings.journal.payload(m_row) : QByteArray();
    if (isIcmp(shown.transport) && !bytes.isEmpty())
        fields = icmp::dissect(bytes, shown.transport, shown.local.isIpv6() || shown.peer.isIpv6());
    if (shown.detail)
        ancillary = shown.detail->ancillary;
    m_aside->setFields(fields);
    m_aside->setAncillary(ancillary);
    m_middle->setVisible(hasBytes() || !m_aside->isEmpty());
    m_buffer->setRow(rowFormOf(shown) == RowForm::Bubble ? shown : none, bytes);
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
    m_empty->setText(emptyText());
    m_stream->setText(hasBytes() ? streamText() : QString());
    const QString file = fileText();
    m_file->setText(file);
    m_file->setVisible(!file.isEmpty());
}

QString BytesPane::emptyText() const
{
    if (m_row < 0 || m_row >= m_readings.journal.size())
        return tr("Select a sent or received row: its bytes appear here.");
    const Event &shown = m_readings.journal.at(m_row);
    if (isEnvelope(shown))
        return tr("This datagram is empty: an envelope without a letter, and one datagram all the same.");
    return tr("This row moves no bytes. Select a sent or received row.");
}

// Where the bytes are that are not in memory, and whether they are still what they were.
QString BytesPane::fileText() const
{
    if (!hasBytes() || !isFilePart(m_readings.journal.at(m_row)))
        return {};
    const Event &shown = m_readings.journal.at(m_row);
    const QString path = toDisplayText(shown.detail->file).text;
    const QFileInfo file(shown.detail->file);
    const qint64 end = shown.detail->fileOffset + shown.bytes;
    if (!file.isFile())
        return tr("The bytes were in the file %1, which is not there any more.").arg(path);
    if (!file.isReadable())
        return tr("The bytes are in the file %1, which cannot be read.").arg(path);
    if (file.size() < end)
        return tr("The bytes were in the file %1, which is shorter now.").arg(path);
    const bool isSent = shown.kind == EventKind::Sent; // what is saved is written after the read
    if (isSent && file.lastModified().toMSecsSinceEpoch() * 1000 > shown.wallClockUs)
        return tr("The file %1 was changed since: these may be other bytes than those that were sent.")
            .arg(path);
    return tr("These bytes are in the file %1 and are read from there.").arg(path);
}

QString BytesPane::aloneText() const
{
    const Event &shown = m_readings.journal.at(m_row);
    const int n = int(qMin<qint64>(shown.bytes, INT_MAX));
    if (shown.kind == EventKind::Peeked)
        return tr("%n byte(s) that were looked at and stay in the kernel: no part of the stream yet", nullptr,
                  n);
    if (shown.kind == EventKind::Line)
        return tr("%n byte(s) of a line that came out of the program’s own buffer", nullptr, n);
    return tr("%n byte(s) that belong to no conversation", nullptr, n);
}

QString BytesPane::streamText() const
{
    const StreamBytes stream = StreamBytes::around(m_readings, m_row);
    if (stream.isAlone())
        return aloneText();
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
    QString name = text(plural).arg(QString::number(stream.connection()), QLocale().toString(stream.size()),
                                    textEncodingName(stream.encoding()));
    if (stream.isDatagrams()) {
        const QString number = QLocale().toString(stream.numberOf(stream.range(m_row)));
        name += u" • "_s + tr("datagram %1 of %2").arg(number, QLocale().toString(stream.rowCount()));
    }
    return name;
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
