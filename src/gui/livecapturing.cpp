// SPDX-License-Identifier: MIT
#include "gui/livecapturing.h"

#include "gui/inlinemessage.h"
#include "gui/mainwindow.h"
#include "store/livecapture.h"

#include <QAction>
#include <QBoxLayout>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QLabel>
#include <QStatusBar>
#include <QToolButton>

#include <climits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace bothends {

LiveCapturing::LiveCapturing(MainWindow &window, QAction &action)
    : QObject(&window)
    , m_window(window)
    , m_action(action)
    , m_state(new QWidget(&window))
    , m_text(new QLabel(m_state))
    , m_stop(new QAction(m_state))
{
    m_state->setObjectName(u"liveCaptureState"_s);
    auto *button = new QToolButton(m_state);
    button->setObjectName(u"stopLiveCapture"_s);
    button->setDefaultAction(m_stop);
    auto *row = new QHBoxLayout(m_state);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_text);
    row->addWidget(button);
    m_text->setTextFormat(Qt::PlainText);
    m_window.statusBar()->addPermanentWidget(m_state);
    m_state->hide();
    connect(&m_action, &QAction::triggered, this, &LiveCapturing::toggle);
    connect(m_stop, &QAction::triggered, this, &LiveCapturing::stop);
    m_window.installEventFilter(this);
    tell();
}

LiveCapturing::~LiveCapturing() = default;

bool LiveCapturing::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        tell();
    return QObject::eventFilter(watched, event);
}

void LiveCapturing::toggle()
{
    if (m_capture)
        stop();
    else
        chooseTarget();
}

void LiveCapturing::chooseTarget()
{
    auto *dialog = new QFileDialog(&m_window, tr("Live Capture: a New File, or a Named Pipe"));
    dialog->setObjectName(u"liveCaptureDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // nothing is overwritten; a pipe is there already
    dialog->setFilter(QDir::AllDirs | QDir::Files | QDir::System | QDir::NoDotAndDotDot);
    dialog->setNameFilters(
        {u"%1 (*.pcapng)"_s.arg(tr("Packets for Wireshark")), u"%1 (*)"_s.arg(tr("All files"))});
    dialog->selectFile(u"live.pcapng"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &LiveCapturing::start);
    dialog->open();
}

void LiveCapturing::start(const QString &target)
{
    const Readings &readings = m_window.readings();
    m_capture = std::make_unique<LiveCapture>(readings.journal, readings.connections, target);
    if (const auto error = m_capture->start()) {
        m_capture.reset();
        const ErrorText text = errorText(*error);
        m_window.message().say(InlineMessage::Kind::Error, text.what, text.nextStep);
        return;
    }
    connect(m_capture.get(), &LiveCapture::progressed, this, &LiveCapturing::tell);
    connect(m_capture.get(), &LiveCapture::failed, this, &LiveCapturing::fail, Qt::QueuedConnection);
    tell();
}

void LiveCapturing::stop()
{
    if (!m_capture)
        return;
    m_capture->finish(100ms); // nobody waits long for a reader that does not read
    m_capture.reset();
    tell();
}

void LiveCapturing::fail(const Error &error)
{
    m_capture.reset();
    tell();
    m_window.message().say(InlineMessage::Kind::Warning, liveCaptureText(error), tr("The session goes on."));
}

void LiveCapturing::tell()
{
    m_action.setText(m_capture ? tr("Stop the &Live Capture") : tr("&Live Capture for Wireshark…"));
    m_stop->setText(tr("Stop"));
    m_state->setVisible(m_capture != nullptr);
    if (!m_capture)
        return;
    const QString target = QFileInfo(m_capture->target()).fileName();
    m_text->setText(m_capture->isWaitingForReader() ? tr("Live capture: nobody reads %1 yet").arg(target)
                                                    : tr("Live capture to %1: %n packet(s)", nullptr,
                                                         int(qMin<qint64>(m_capture->packetCount(), INT_MAX)))
                                                          .arg(target));
    m_state->setToolTip(QDir::toNativeSeparators(m_capture->target()));
}

} // namespace bothends
