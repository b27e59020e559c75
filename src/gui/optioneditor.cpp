// SPDX-License-Identifier: MIT
#include "gui/optioneditor.h"

#include "gui/optionsmodel.h"

#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

OptionInfo infoOf(const QModelIndex &index)
{
    return optionInfo(SocketOption(index.data(OptionsModel::OptionRole).toInt()));
}

} // namespace

QWidget *OptionEditor::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                    const QModelIndex &index) const
{
    const OptionInfo info = infoOf(index);
    QWidget *editor = nullptr;
    if (info.kind == OptionKind::Group) {
        auto *edit = new QLineEdit(parent);
        edit->setPlaceholderText(u"239.1.2.3"_s);
        editor = edit;
    } else {
        auto *spin = new QSpinBox(parent);
        spin->setRange(int(std::max<qint64>(INT_MIN, info.least)), int(std::min<qint64>(INT_MAX, info.most)));
        spin->setGroupSeparatorShown(true);
        spin->setFrame(false);
        if (info.kind == OptionKind::Bytes)
            spin->setSuffix(tr(" bytes"));
        else if (info.kind == OptionKind::Milliseconds)
            spin->setSuffix(tr(" ms"));
        else if (info.kind == OptionKind::Seconds || info.kind == OptionKind::Linger)
            spin->setSuffix(tr(" s"));
        if (info.kind == OptionKind::Linger)
            spin->setSpecialValueText(tr("off"));
        editor = spin;
    }
    editor->setObjectName(u"optionEdit"_s);
    editor->setAccessibleName(index.siblingAtColumn(OptionsModel::NameColumn).data().toString());
    return editor;
}

void OptionEditor::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *spin = qobject_cast<QSpinBox *>(editor))
        spin->setValue(int(std::clamp<qint64>(index.data(Qt::EditRole).toLongLong(), INT_MIN, INT_MAX)));
    else if (auto *edit = qobject_cast<QLineEdit *>(editor))
        edit->setText(index.data(Qt::EditRole).toString());
}

void OptionEditor::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (auto *spin = qobject_cast<QSpinBox *>(editor)) {
        spin->interpretText();
        model->setData(index, spin->value());
    } else if (auto *edit = qobject_cast<QLineEdit *>(editor)) {
        model->setData(index, edit->text());
    }
}

// Room for a spin box, so that no editor is cut.
QSize OptionEditor::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (index.column() == OptionsModel::ValueColumn)
        size = size.expandedTo({option.fontMetrics.horizontalAdvance(u"9,999,999,999 bytes"_s),
                                option.fontMetrics.height() + 6});
    return size;
}

} // namespace bothends
