// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/messageformat.h"
#include "core/textencoding.h"
#include "core/transport.h"

class QColor;
class QComboBox;
class QIcon;
class QLabel;
class QPalette;
class QMimeData;
class QTableView;
class QTreeView;
class QWidget;

namespace bothends {

class ConnectionsModel;

// What several panels do to plain Qt widgets, written once.

/// True for errors that are said where the message was typed, not in the panel.
bool isAboutSending(const Error &error);
/// True if a raw socket was refused for want of a privilege, so that a ping socket is worth a try.
bool isAboutRawPrivilege(const Error &error, Transport transport);
/// What is wrong with a message that was typed, quoting the fault.
ErrorText messageErrorText(const MessageError &error);
/// The text of an action without its access key: `Find…` of `&Find…`, `查找…` of `查找(&F)…`.
QString withoutAccessKey(QString text);
/// The path of the one file that is dragged, or empty.
QString droppedFile(const QMimeData *data);
/// The coloured title of a panel.
void tintTitle(QLabel *label, const QColor &colour);
/// A label for text of any length, which is never taken for markup.
QLabel *plainLabel(const QString &name, QWidget *parent);
/// A table of facts: rows are chosen whole and as high as their text, and one column takes what is left.
void prepareFactTable(QTableView *table, int stretchedColumn);
/// A sheet of paper in outline, in the colour of the text: the style’s own is white in every theme.
QIcon sheetIcon(const QPalette &palette);
/// All encodings by name, in the order of allTextEncodings().
void fillEncodings(QComboBox *combo);
TextEncoding chosenEncoding(const QComboBox *combo);
void chooseEncoding(QComboBox *combo, TextEncoding encoding);
/// A flat table with whole-row selection, compact enough for a panel.
void prepareConnectionTable(QTreeView *view, ConnectionsModel &model);
/// The queue has a column only while something waits in one.
void showQueueColumn(QTreeView *view, const ConnectionsModel &model);
/// Gives the text field of an editable combo its combo's name: to screen readers on Unix, Qt calls the combo
/// itself by its text.
void nameEdit(QComboBox *combo);
/// Puts a text to the front of an editable combo's list, at most ten, no doubles.
void rememberText(QComboBox *combo, const QString &text);

} // namespace bothends
