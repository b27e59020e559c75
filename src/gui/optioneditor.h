// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace bothends {

/// The editors of an OptionsModel: a number with its unit and limits, seconds or `off` of SO_LINGER, the
/// address of a group. Switches are check boxes of the cell itself.
class OptionEditor : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace bothends
