// SPDX-License-Identifier: MIT
#include "gui/widgets.h"

#include "gui/connectioncolumns.h"
#include "gui/connectionsmodel.h"
#include "gui/paintpacer.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QIcon>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QRegularExpression>
#include <QTableView>
#include <QTreeView>
#include <QUrl>

namespace bothends {

namespace {

struct MessageTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::MessageTexts)
};

} // namespace

QIcon sheetIcon(const QPalette &palette)
{
    constexpr qreal kSize = 16;
    QIcon icon;
    for (const int scale : {1, 2, 3}) {
        QPixmap pixmap(int(kSize) * scale, int(kSize) * scale);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(scale, scale);
        painter.setPen(QPen(palette.color(QPalette::ButtonText), 1.2));
        painter.drawPolygon(QPolygonF{{3.5, 1.5}, {9.5, 1.5}, {12.5, 4.5}, {12.5, 14.5}, {3.5, 14.5}});
        painter.drawPolyline(QPolygonF{{9.5, 1.5}, {9.5, 4.5}, {12.5, 4.5}});
        painter.end();
        pixmap.setDevicePixelRatio(scale);
        icon.addPixmap(pixmap);
    }
    return icon;
}

bool isAboutSending(const Error &error)
{
    switch (error.code) {
    case ErrorCode::MessageTooLong:
    case ErrorCode::DatagramTooLarge:
    case ErrorCode::NotConnected:
    case ErrorCode::FileUnreadable:
    case ErrorCode::FileUnwritable:
    case ErrorCode::FileExists:
    case ErrorCode::FileShrunk:
    case ErrorCode::FileEmpty:
    case ErrorCode::DiskFull:
        return true;
    default:
        return false;
    }
}

bool isAboutRawPrivilege(const Error &error, Transport transport)
{
    return transport == Transport::RawIcmp
        && (error.code == ErrorCode::NotPermitted || error.code == ErrorCode::PermissionDenied);
}

ErrorText messageErrorText(const MessageError &error)
{
    switch (error.kind) {
    case MessageError::Kind::Unencodable:
        break;
    case MessageError::Kind::BadHexDigit:
        return {MessageTexts::tr("“%1” is not hexadecimal.").arg(error.fault),
                MessageTexts::tr("Type bytes such as e6 82 a8.")};
    case MessageError::Kind::OddHexDigits:
        return {MessageTexts::tr("“%1” has an odd number of hexadecimal digits.").arg(error.fault),
                MessageTexts::tr("Each byte needs two digits, such as 0a.")};
    case MessageError::Kind::BadEscape:
        return {MessageTexts::tr("“%1” is not an escape.").arg(error.fault),
                MessageTexts::tr("Known escapes are \\n, \\r, \\t, \\x00, \\\\ and \\u60a8.")};
    }
    return errorText({ErrorCode::Unencodable, 0, error.fault, 0, {}});
}

QString withoutAccessKey(QString text)
{
    static const QRegularExpression appendedKey(QStringLiteral("\\(&.\\)"));
    return text.remove(appendedKey).remove(u'&');
}

QString droppedFile(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    if (urls.size() != 1 || !urls.constFirst().isLocalFile())
        return {};
    const QString file = urls.constFirst().toLocalFile();
    return QFileInfo(file).isFile() ? file : QString();
}

void tintTitle(QLabel *label, const QColor &colour)
{
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, colour);
    label->setPalette(palette);
    QFont font;
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.25);
    label->setFont(font);
}

QLabel *plainLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

void prepareFactTable(QTableView *table, int stretchedColumn)
{
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false); // Tab leaves it
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setWordWrap(false);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->verticalHeader()->setMinimumSectionSize(8);
    QHeaderView *header = table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(stretchedColumn, QHeaderView::Stretch);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void fillEncodings(QComboBox *combo)
{
    const QList<TextEncoding> encodings = allTextEncodings();
    for (const TextEncoding encoding : encodings)
        combo->addItem(textEncodingName(encoding), int(encoding));
}

TextEncoding chosenEncoding(const QComboBox *combo)
{
    return TextEncoding(combo->currentData().toInt());
}

void chooseEncoding(QComboBox *combo, TextEncoding encoding)
{
    combo->setCurrentIndex(combo->findData(int(encoding)));
}

void prepareConnectionTable(QTreeView *view, ConnectionsModel &model)
{
    view->setModel(&model);
    view->setRootIsDecorated(false);
    view->setUniformRowHeights(true);
    view->setAllColumnsShowFocus(true);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setTabKeyNavigation(false);
    view->setTextElideMode(Qt::ElideLeft); // of an address, the port tells clients apart
    QHeaderView *header = view->header();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(22);
    view->setColumnHidden(ConnectionsModel::Queue, true);
    new ConnectionColumns(view);
    new PaintPacer(view);
}

void showQueueColumn(QTreeView *view, const ConnectionsModel &model)
{
    const bool isNeeded = model.queuedBytes() > 0;
    if (view->isColumnHidden(ConnectionsModel::Queue) == isNeeded)
        view->setColumnHidden(ConnectionsModel::Queue, !isNeeded);
}

void nameEdit(QComboBox *combo)
{
    combo->lineEdit()->setAccessibleName(combo->accessibleName());
}

void rememberText(QComboBox *combo, const QString &text)
{
    constexpr int kMax = 10;
    if (text.isEmpty())
        return;
    const int known = combo->findText(text, Qt::MatchFixedString);
    if (known >= 0)
        return;
    combo->insertItem(0, text);
    while (combo->count() > kMax)
        combo->removeItem(combo->count() - 1);
    combo->setCurrentIndex(0);
}

} // namespace bothends
