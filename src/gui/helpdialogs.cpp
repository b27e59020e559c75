// SPDX-License-Identifier: MIT
#include "gui/helpdialogs.h"

#include "gui/widgets.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QHeaderView>
#include <QMessageBox>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace bothends {

namespace {

struct HelpDialogs
{
    Q_DECLARE_TR_FUNCTIONS(HelpDialogs)
};

} // namespace

void showShortcuts(QWidget *window)
{
    auto *dialog = new QDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(HelpDialogs::tr("Keyboard Shortcuts"));
    auto *layout = new QVBoxLayout(dialog);
    auto *list = new QTreeWidget(dialog);
    list->setRootIsDecorated(false);
    list->setHeaderLabels({HelpDialogs::tr("Action"), HelpDialogs::tr("Keys")});
    list->setAccessibleName(HelpDialogs::tr("Keyboard Shortcuts"));
    const auto add = [list](const QString &what, const QString &keys) {
        new QTreeWidgetItem(list, {what, keys});
    };
    const QList<QAction *> actions = window->findChildren<QAction *>();
    for (const QAction *action : actions) {
        if (action->isEnabled() && !action->shortcut().isEmpty() && !action->text().isEmpty())
            add(withoutAccessKey(action->text()),
                QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText));
    }
    add(HelpDialogs::tr("Send the message"), HelpDialogs::tr("Enter"));
    add(HelpDialogs::tr("New line in the message"), HelpDialogs::tr("Shift+Enter"));
    add(HelpDialogs::tr("Earlier and later messages"), HelpDialogs::tr("Up, Down"));
    add(HelpDialogs::tr("Expand or collapse a long row"), HelpDialogs::tr("Enter, Space"));
    add(HelpDialogs::tr("Leave the search"), HelpDialogs::tr("Esc"));
    list->sortItems(0, Qt::AscendingOrder);
    list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    layout->addWidget(list);
    dialog->resize(460, 420);
    dialog->show();
}

void showAbout(QWidget *window)
{
    auto *box = new QMessageBox(window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowModality(Qt::NonModal);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(HelpDialogs::tr("About BothEnds"));
    box->setText(HelpDialogs::tr("BothEnds %1").arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(HelpDialogs::tr("Both ends of a socket in one window.\nQt %1, MIT licence.")
                                .arg(QString::fromLatin1(qVersion())));
    box->show();
}

} // namespace bothends
