// SPDX-License-Identifier: MIT
#pragma once

#include "net/config.h"

#include <QDialog>

class QDialogButtonBox;
class QFormLayout;
class QLineEdit;
class QToolButton;

namespace bothends {

class InlineMessage;

/// Which part of a file to send: from where, and how many bytes. Not modal. Lives in the GUI thread.
class SendPartDialog : public QDialog
{
    Q_OBJECT
public:
    explicit SendPartDialog(QWidget *parent = nullptr);

signals:
    void sendRequested(const bothends::FileToSend &file);

protected:
    void changeEvent(QEvent *event) override;

private:
    void browse();
    void submit();
    void retranslate();

    QFormLayout *m_form;
    QLineEdit *m_file;
    QToolButton *m_browse;
    QLineEdit *m_offset;
    QLineEdit *m_count;
    InlineMessage *m_message;
    QDialogButtonBox *m_buttons;
};

} // namespace bothends
