// SPDX-License-Identifier: MIT
#include "gui/bytesaside.h"

#include "core/displaytext.h"
#include "gui/fonts.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qreal kSmall = 0.87; // of the font
constexpr qsizetype kShownBytes = 32; // of one message of ancillary data

QTableWidget *makeTable(const QString &name, QWidget *parent)
{
    auto *table = new QTableWidget(0, 3, parent);
    table->setObjectName(name);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false); // Tab leaves it
    table->setWordWrap(false);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->verticalHeader()->setMinimumSectionSize(8);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return table;
}

void addLine(QTableWidget *table, const QStringList &texts)
{
    const int line = table->rowCount();
    table->insertRow(line);
    for (int column = 0; column < texts.size(); ++column) {
        auto *item = new QTableWidgetItem(texts.at(column));
        item->setToolTip(texts.at(column));
        table->setItem(line, column, item);
    }
}

QString placeText(const icmp::Field &field)
{
    return field.length == 1 ? QString::number(field.offset)
                             : u"%1 … %2"_s.arg(field.offset).arg(field.offset + field.length - 1);
}

QString valueText(const icmp::Field &field)
{
    const QString value = toDisplayText(field.value).text;
    if (!field.isRight)
        return value;
    return *field.isRight ? BytesAside::tr("%1 (fits the bytes)").arg(value)
                          : BytesAside::tr("%1 (does not fit the bytes)").arg(value);
}

// What they say; where nobody here can read them, the bytes.
QString valueText(const AncillaryItem &item)
{
    if (!item.value.isEmpty())
        return toDisplayText(item.value).text;
    QString hex = QString::fromLatin1(item.data.left(kShownBytes).toHex(' ').toUpper());
    return item.data.size() > kShownBytes ? hex + u" …"_s : hex;
}

} // namespace

BytesAside::BytesAside(QWidget *parent)
    : QWidget(parent)
    , m_fieldsTitle(new QLabel(this))
    , m_fields(makeTable(u"packetFields"_s, this))
    , m_ancillaryTitle(new QLabel(this))
    , m_ancillary(makeTable(u"ancillaryTable"_s, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_fieldsTitle);
    layout->addWidget(m_fields, 2);
    layout->addWidget(m_ancillaryTitle);
    layout->addWidget(m_ancillary, 1);
    connect(m_fields, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (row >= 0 && row < m_fieldList.size())
            emit fieldChosen(m_fieldList.at(row).offset, m_fieldList.at(row).length);
    });
    resizeFonts();
    retranslate();
}

void BytesAside::setFields(const QList<icmp::Field> &fields)
{
    if (fields == m_fieldList)
        return;
    m_fieldList = fields;
    fill();
}

void BytesAside::setAncillary(const QList<AncillaryItem> &items)
{
    if (items == m_items)
        return;
    m_items = items;
    fill();
}

bool BytesAside::isEmpty() const
{
    return m_fieldList.isEmpty() && m_items.isEmpty();
}

void BytesAside::fill()
{
    const QSignalBlocker quiet(m_fields);
    m_fields->setRowCount(0);
    for (const icmp::Field &field : m_fieldList)
        addLine(m_fields, {icmp::fieldText(field.name), placeText(field), valueText(field)});
    m_ancillary->setRowCount(0);
    for (const AncillaryItem &item : m_items)
        addLine(m_ancillary,
                {toDisplayText(item.level).text, toDisplayText(item.type).text, valueText(item)});
    for (QWidget *widget : std::initializer_list<QWidget *>{m_fieldsTitle, m_fields})
        widget->setVisible(!m_fieldList.isEmpty());
    for (QWidget *widget : std::initializer_list<QWidget *>{m_ancillaryTitle, m_ancillary})
        widget->setVisible(!m_items.isEmpty());
    setVisible(!isEmpty());
}

void BytesAside::resizeFonts()
{
    const QFont small = scaledFont(font(), kSmall);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_fieldsTitle, m_fields, m_fields->horizontalHeader(),
                                          m_ancillaryTitle, m_ancillary, m_ancillary->horizontalHeader()})
        widget->setFont(small);
}

void BytesAside::retranslate()
{
    m_fieldsTitle->setText(tr("Fields of the packet"));
    m_fields->setAccessibleName(m_fieldsTitle->text());
    m_fields->setHorizontalHeaderLabels({tr("Field"), tr("Bytes"), tr("Value")});
    m_ancillaryTitle->setText(tr("Ancillary data that recvmsg() returned"));
    m_ancillary->setAccessibleName(m_ancillaryTitle->text());
    m_ancillary->setHorizontalHeaderLabels({tr("Level"), tr("Type"), tr("Value")});
    fill();
}

void BytesAside::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange)
        resizeFonts();
}

} // namespace bothends
