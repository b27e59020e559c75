// SPDX-License-Identifier: MIT
#include "gui/sendpartdialog.h"

#include "gui/inlinemessage.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <optional>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

/// Decimal digits only; nothing is rounded or cut silently.
std::optional<qint64> bytesOf(const QString &typed, qint64 ifEmpty)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return ifEmpty;
    bool isNumber = false;
    const qint64 bytes = text.toLongLong(&isNumber);
    return isNumber && bytes >= 0 ? std::optional(bytes) : std::nullopt;
}

} // namespace

SendPartDialog::SendPartDialog(QWidget *parent)
    : QDialog(parent)
    , m_form(new QFormLayout)
    , m_file(new QLineEdit(this))
    , m_browse(new QToolButton(this))
    , m_offset(new QLineEdit(this))
    , m_count(new QLineEdit(this))
    , m_message(new InlineMessage(this))
    , m_buttons(new QDialogButtonBox(this))
{
    m_file->setObjectName(u"partFileEdit"_s);
    m_browse->setObjectName(u"partBrowseButton"_s);
    m_offset->setObjectName(u"partOffsetEdit"_s);
    m_count->setObjectName(u"partCountEdit"_s);
    auto *fileRow = new QHBoxLayout;
    fileRow->addWidget(m_file, 1);
    fileRow->addWidget(m_browse);
    m_form->addRow(new QLabel(this), fileRow);
    m_form->addRow(new QLabel(this), m_offset);
    m_form->addRow(new QLabel(this), m_count);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_message);
    layout->addLayout(m_form);
    layout->addWidget(m_buttons);
    QPushButton *send = m_buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    send->setObjectName(u"partSendButton"_s);
    m_buttons->addButton(QDialogButtonBox::Cancel);
    m_browse->setText(u"…"_s);
    m_browse->setFocusPolicy(Qt::StrongFocus);
    connect(m_browse, &QToolButton::clicked, this, &SendPartDialog::browse);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &SendPartDialog::submit);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    retranslate();
    resize(460, sizeHint().height());
}

void SendPartDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("File to Send"));
    dialog->setObjectName(u"partFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_file, &QLineEdit::setText);
    dialog->open();
}

void SendPartDialog::submit()
{
    const std::optional<qint64> offset = bytesOf(m_offset->text(), 0);
    const std::optional<qint64> count = bytesOf(m_count->text(), -1);
    if (m_file->text().isEmpty()) {
        m_message->say(InlineMessage::Kind::Error, tr("No file is chosen."));
        m_file->setFocus();
    } else if (!offset || !count) {
        m_message->say(InlineMessage::Kind::Error,
                       tr("“%1” is no number of bytes.").arg(offset ? m_count->text() : m_offset->text()));
        (offset ? m_count : m_offset)->setFocus();
    } else {
        emit sendRequested({m_file->text(), *offset, *count});
        accept();
    }
}

void SendPartDialog::retranslate()
{
    setWindowTitle(tr("Send Part of a File"));
    const QStringList labels{tr("File"), tr("From byte"), tr("Bytes")};
    for (int row = 0; row < m_form->rowCount(); ++row) {
        auto *label = qobject_cast<QLabel *>(m_form->itemAt(row, QFormLayout::LabelRole)->widget());
        label->setText(labels.at(row));
    }
    m_file->setAccessibleName(labels.at(0));
    m_browse->setAccessibleName(tr("Choose the file"));
    m_offset->setAccessibleName(labels.at(1));
    m_offset->setPlaceholderText(tr("from the beginning"));
    m_count->setAccessibleName(labels.at(2));
    m_count->setPlaceholderText(tr("to the end"));
    m_buttons->buttons().constFirst()->setText(tr("Send"));
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
}

void SendPartDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace bothends
