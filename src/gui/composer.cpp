// SPDX-License-Identifier: MIT
#include "gui/composer.h"

#include "gui/theme.h"
#include "gui/widgets.h"
#include "ui_composer.h"

#include <QActionGroup>
#include <QDragEnterEvent>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace bothends {

Composer::Composer(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::Composer>())
    , m_modeActions(new QActionGroup(this))
    , m_endingActions(new QActionGroup(this))
{
    m_ui->setupUi(this);
    m_ui->edit->setMessageField(5);
    m_ui->targetCombo->setPlaceholderText(u"–"_s); // nobody to send to
    m_ui->targetCombo->setEnabled(false);
    m_ui->modeButton->setMenu(new QMenu(this));
    buildModeMenu();
    buildFileMenu();
    setAcceptDrops(true);
    connect(m_ui->sendButton, &QPushButton::clicked, this, &Composer::submit);
    connect(m_ui->edit, &PlainEdit::fileDropped, this, &Composer::fileDropped);
    connect(m_ui->edit, &PlainEdit::submitted, this, &Composer::submit);
    connect(m_ui->edit, &PlainEdit::textChanged, m_ui->message, &InlineMessage::clear);
    connect(m_ui->edit, &PlainEdit::pasteRefused, this, [this](qsizetype chars) {
        showError(
            tr("%n character(s) are too many to paste here.", nullptr, int(qMin<qsizetype>(chars, INT_MAX))),
            {});
    });
    retranslate();
}

Composer::~Composer() = default;

void Composer::setSide(Side side)
{
    m_side = side;
    retranslate();
    applyColours();
}

void Composer::buildModeMenu()
{
    QMenu *menu = m_ui->modeButton->menu();
    for (const MessageMode mode : {MessageMode::Text, MessageMode::Hex, MessageMode::Escapes}) {
        QAction *action = menu->addAction(QString());
        action->setCheckable(true);
        action->setData(int(mode));
        m_modeActions->addAction(action);
    }
    menu->addSeparator();
    for (const LineEnding ending : {LineEnding::None, LineEnding::Lf, LineEnding::CrLf, LineEnding::Cr}) {
        QAction *action = menu->addAction(QString());
        action->setCheckable(true);
        action->setData(int(ending));
        m_endingActions->addAction(action);
    }
    connect(m_modeActions, &QActionGroup::triggered, this,
            [this](QAction *action) { setModes(MessageMode(action->data().toInt()), m_ending); });
    connect(m_endingActions, &QActionGroup::triggered, this,
            [this](QAction *action) { setModes(m_mode, LineEnding(action->data().toInt())); });
}

void Composer::buildFileMenu()
{
    auto *menu = new QMenu(this);
    m_sendFile = menu->addAction(QString(), this, &Composer::sendFileRequested);
    m_sendPart = menu->addAction(QString(), this, &Composer::sendPartRequested);
    m_save = menu->addAction(QString(), this, &Composer::saveRequested);
    m_ui->fileButton->setMenu(menu);
}

void Composer::setModes(MessageMode mode, LineEnding ending)
{
    m_mode = mode;
    m_ending = ending;
    retranslate();
}

void Composer::setTargets(const QList<Target> &targets)
{
    if (targets == m_targets)
        return;
    const quint32 chosen = m_ui->targetCombo->currentData().toUInt();
    m_targets = targets;
    m_ui->targetCombo->clear();
    for (const Target &target : targets)
        m_ui->targetCombo->addItem(target.text, target.connection);
    m_ui->targetCombo->setEnabled(!targets.isEmpty());
    chooseTarget(chosen);
}

void Composer::chooseTarget(quint32 connection)
{
    const int index = m_ui->targetCombo->findData(connection);
    m_ui->targetCombo->setCurrentIndex(index >= 0 ? index : 0);
}

std::optional<quint32> Composer::target() const
{
    if (m_ui->targetCombo->currentIndex() < 0)
        return std::nullopt;
    return m_ui->targetCombo->currentData().toUInt();
}

TransferList &Composer::transfers()
{
    return *m_ui->transferList;
}

void Composer::showError(const QString &what, const QString &nextStep)
{
    m_ui->message->say(InlineMessage::Kind::Error, what, nextStep);
}

void Composer::submit()
{
    const QString typed = m_ui->edit->toPlainText();
    if (m_ui->targetCombo->currentIndex() < 0) {
        const ErrorText text = errorText({ErrorCode::NotConnected, 0, {}, 0, {}});
        showError(text.what,
                  m_side == Side::Server ? tr("Wait until a client has connected.") : text.nextStep);
        return;
    }
    const MessageResult result = messageToBytes(typed, m_mode, m_encoding, m_ending);
    if (result.error) {
        const ErrorText text = messageErrorText(*result.error);
        showError(text.what, text.nextStep);
        return;
    }
    const bool canBeEmpty = m_targets.at(m_ui->targetCombo->currentIndex()).isDatagram;
    if (result.bytes.isEmpty() && !canBeEmpty) {
        m_ui->message->say(InlineMessage::Kind::Note, tr("A stream has no empty message."),
                           tr("Type something first."));
        return;
    }
    emit send(m_ui->targetCombo->currentData().toUInt(), result.bytes);
    m_ui->edit->remember(typed);
    m_ui->edit->setText({});
    m_ui->message->clear();
}

void Composer::retranslate()
{
    m_ui->retranslateUi(this);
    const bool isServer = m_side == Side::Server;
    m_ui->edit->setHint(isServer ? tr("Message from the server…") : tr("Message from the client…"));
    m_ui->edit->setAccessibleName(isServer ? tr("Message from the server") : tr("Message from the client"));
    m_ui->sendButton->setAccessibleName(isServer ? tr("Send as server") : tr("Send as client"));
    m_ui->targetCombo->setAccessibleName(isServer ? tr("Client to send to") : tr("Connection to send on"));
    m_ui->fileButton->setAccessibleName(isServer ? tr("Files of the server") : tr("Files of the client"));
    m_ui->fileButton->setToolTip(
        tr("Send a file, or save what is received. A file can be dropped here, too."));
    m_sendFile->setText(tr("Send File…"));
    m_sendPart->setText(tr("Send Part of a File…"));
    m_save->setText(tr("Save Received to File…"));
    const QStringList modes{tr("Text"), tr("Hex bytes"), tr("Text with escapes")};
    const QStringList shortModes{tr("Text"), tr("Hex"), tr("Esc")};
    const QStringList endings{tr("No line ending"), tr("Line ending \\n (LF)"),
                              tr("Line ending \\r\\n (CR LF)"), tr("Line ending \\r (CR)")};
    const QStringList shortEndings{QString(), u" \\n"_s, u" \\r\\n"_s, u" \\r"_s};
    for (QAction *action : m_modeActions->actions()) {
        action->setText(modes.at(action->data().toInt()));
        action->setChecked(action->data().toInt() == int(m_mode));
    }
    for (QAction *action : m_endingActions->actions()) {
        action->setText(endings.at(action->data().toInt()));
        action->setChecked(action->data().toInt() == int(m_ending));
    }
    m_ui->modeButton->setText(shortModes.at(int(m_mode)) + shortEndings.at(int(m_ending)));
    // A push button would be as wide as “Send”; the room is for the message.
    m_ui->modeButton->setFixedWidth(fontMetrics().horizontalAdvance(m_ui->modeButton->text()) + 34);
    m_ui->sendButton->setFixedWidth(
        m_ui->sendButton->fontMetrics().horizontalAdvance(m_ui->sendButton->text()) + 32);
    m_ui->modeButton->setAccessibleName(
        tr("Typed as %1, %2").arg(modes.at(int(m_mode)), endings.at(int(m_ending))));
}

void Composer::applyColours()
{
    m_ui->fileButton->setIcon(sheetIcon(palette()));
    // No room for both. A style sheet keeps the colours in which it was set.
    m_ui->fileButton->setStyleSheet({});
    m_ui->fileButton->setStyleSheet(u"QToolButton::menu-indicator { image: none; }"_s);
    const Colours colours = coloursFor(palette());
    m_ui->sendButton->setColours(m_side == Side::Server ? colours.serverButton : colours.clientButton,
                                 colours.buttonText);
}

void Composer::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void Composer::dropEvent(QDropEvent *event)
{
    if (const QString file = droppedFile(event->mimeData()); !file.isEmpty())
        emit fileDropped(file);
}

void Composer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        applyColours();
}

} // namespace bothends
