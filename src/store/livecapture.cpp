// SPDX-License-Identifier: MIT
#include "store/livecapture.h"

#include <cerrno>

using namespace std::chrono_literals;

namespace bothends {

namespace {

struct LiveCaptureTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::LiveCapture)
};

constexpr qint64 kPortion = 64 * 1024; // bytes between two looks at the pipe
constexpr int kPortionsATurn = 16; // of the event loop
constexpr auto kReaderInterval = 250ms; // how often a pipe without a reader is tried

} // namespace

LiveCapture::LiveCapture(const Journal &journal, const ConnectionIndex &connections, const QString &target,
                         QObject *parent)
    : QObject(parent)
    , m_output(target)
    , m_export(journal, connections, m_buffer, 0)
    , m_again(this)
{
    m_buffer.open(QIODevice::WriteOnly);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &LiveCapture::pump);
    connect(&journal, &Journal::appended, this, [this] {
        const bool isBusy = m_again.isActive() || (m_room && m_room->isEnabled());
        if (m_isStarted && !isBusy)
            pump();
    });
}

std::optional<Error> LiveCapture::start()
{
    if (const auto error = m_output.open())
        return error;
    m_isStarted = true;
    m_again.start(0ms);
    return std::nullopt;
}

bool LiveCapture::openOutput()
{
    if (!m_output.isOpen()) {
        if (const auto error = m_output.open()) {
            end(*error);
            return false;
        }
    }
    if (!m_output.isOpen()) {
        m_again.start(kReaderInterval);
        return false;
    }
    if (!m_room) {
        m_room = std::make_unique<QSocketNotifier>(m_output.descriptor(), QSocketNotifier::Write);
        m_room->setEnabled(false);
        connect(m_room.get(), &QSocketNotifier::activated, this, &LiveCapture::pump);
    }
    return true;
}

// The next packets into the empty buffer. False if there are none.
bool LiveCapture::fill()
{
    m_buffer.buffer().clear();
    m_buffer.seek(0);
    m_done = 0;
    if (!m_hasHead)
        m_hasHead = m_export.begin();
    if (!m_export.isAtEnd())
        m_export.writeSome(kPortion);
    return !m_buffer.buffer().isEmpty() || !m_export.isAtEnd();
}

// False when the output takes no more for now, or at all.
bool LiveCapture::flush()
{
    qsizetype written = 0;
    const auto error = m_output.write(QByteArrayView(m_buffer.buffer()).sliced(m_done), written);
    m_done += written;
    if (error)
        end(*error);
    return !error && m_done == m_buffer.buffer().size();
}

void LiveCapture::pump()
{
    if (!m_isStarted || !openOutput())
        return;
    m_room->setEnabled(false);
    for (int portions = 0; portions < kPortionsATurn; ++portions) {
        if (!flush()) {
            if (m_isStarted)
                m_room->setEnabled(true);
            emit progressed();
            return;
        }
        if (!fill()) {
            emit progressed();
            return;
        }
    }
    m_again.start(0ms);
    emit progressed();
}

void LiveCapture::finish(std::chrono::milliseconds patience)
{
    if (m_isStarted && openOutput()) {
        m_room->setEnabled(false);
        for (;;) {
            const qsizetype before = m_done;
            if (flush()) {
                if (!fill())
                    break;
                continue;
            }
            if (!m_isStarted || (m_done == before && !m_output.sleepUntilWritable(patience)))
                break;
        }
    }
    m_isStarted = false;
    m_again.stop();
}

void LiveCapture::end(const Error &error)
{
    m_isStarted = false;
    m_again.stop();
    emit failed(error);
}

QString liveCaptureText(const Error &error)
{
    const QString target
        = error.subject == QStringLiteral("-") ? LiveCaptureTexts::tr("standard output") : error.subject;
    return error.systemCode == EPIPE
        ? LiveCaptureTexts::tr("The live capture has ended: nobody reads %1 any more.").arg(target)
        : LiveCaptureTexts::tr("The live capture has ended: %1").arg(errorText(error).what);
}

} // namespace bothends
