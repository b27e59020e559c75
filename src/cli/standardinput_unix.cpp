// SPDX-License-Identifier: MIT
#include "cli/standardinput.h"

#include <QSocketNotifier>

#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace bothends {

StandardInput::StandardInput(QObject *parent)
    : QObject(parent)
    , m_notifier(std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read))
    , m_buffer(kPiece, Qt::Uninitialized)
{
    m_notifier->setEnabled(false);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &StandardInput::readPiece);
}

StandardInput::~StandardInput() = default;

void StandardInput::setEnabled(bool enabled)
{
    m_notifier->setEnabled(enabled && !m_atEnd);
}

void StandardInput::readPiece()
{
    // Another process may share the input and have taken what woke us; then read(2) would block.
    pollfd input = {STDIN_FILENO, POLLIN, 0};
    if (::poll(&input, 1, 0) == 0)
        return;
    const ssize_t size = ::read(STDIN_FILENO, m_buffer.data(), size_t(m_buffer.size()));
    if (size > 0) {
        emit received(QByteArray(m_buffer.constData(), size));
        return;
    }
    if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return;
    m_atEnd = true;
    m_notifier->setEnabled(false);
    emit finished();
}

} // namespace bothends
