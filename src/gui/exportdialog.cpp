// SPDX-License-Identifier: MIT
#include "gui/exportdialog.h"

#include "gui/inlinemessage.h"
#include "gui/timelinepicture.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct ExportTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::ExportTexts)
};

/// By the ending of the name; by the kind that was chosen if the ending says nothing.
PictureFormat formatOf(const QString &file, const QString &chosen)
{
    const QString ending = QFileInfo(file).suffix().toLower();
    const bool isKnown = QStringList{u"png"_s, u"svg"_s, u"pdf"_s}.contains(ending);
    const QString suffix = isKnown ? ending : chosen;
    return suffix == u"svg"_s ? PictureFormat::Svg
        : suffix == u"pdf"_s  ? PictureFormat::Pdf
                              : PictureFormat::Png;
}

void write(const Readings &readings, quint32 connection, const QString &file, PictureFormat format,
           InlineMessage &message)
{
    QString fault;
    if (exportTimeline(readings, connection, file, format, &fault))
        message.say(InlineMessage::Kind::Note,
                    ExportTexts::tr("The picture is in %1.").arg(QDir::toNativeSeparators(file)));
    else
        message.say(InlineMessage::Kind::Error, fault,
                    ExportTexts::tr("Choose another folder or file name, and try again."));
}

} // namespace

void openExportDialog(const Readings &readings, quint32 connection, InlineMessage &message, QWidget *parent)
{
    auto *dialog = new QFileDialog(parent, ExportTexts::tr("Export Picture"));
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    const QStringList filters{u"%1 (*.png)"_s.arg(ExportTexts::tr("Picture")),
                              u"%1 (*.svg)"_s.arg(ExportTexts::tr("Vector graphic")),
                              u"%1 (*.pdf)"_s.arg(ExportTexts::tr("Document"))};
    const QStringList suffixes{u"png"_s, u"svg"_s, u"pdf"_s};
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(suffixes.constFirst());
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog,
                     [dialog, filters, suffixes](const QString &filter) {
                         const qsizetype chosen = filters.indexOf(filter);
                         if (chosen >= 0)
                             dialog->setDefaultSuffix(suffixes.at(chosen));
                     });
    dialog->selectFile(connection == 0 ? u"timeline"_s : u"connection-%1"_s.arg(connection));
    QObject::connect(dialog, &QFileDialog::fileSelected, &message,
                     [readings, connection, dialog, &message](const QString &file) {
                         write(readings, connection, file, formatOf(file, dialog->defaultSuffix()), message);
                     });
    dialog->open();
}

} // namespace bothends
