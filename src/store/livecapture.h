// SPDX-License-Identifier: MIT
#pragma once

#include "store/patientoutput.h"
#include "store/pcapngexport.h"

#include <QBuffer>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>

namespace bothends {

/// Writes the packets of a session as it goes on, for Wireshark: to a new file, or to a pipe that it reads.
/// It goes at the speed of its reader and blocks nobody: what waits are rows of the journal, not bytes in
/// memory. Begins with the rows that are there. Lives in the journal's thread.
class LiveCapture : public QObject
{
    Q_OBJECT
public:
    /// @param target a path; `-` = standard output
    LiveCapture(const Journal &journal, const ConnectionIndex &connections, const QString &target,
                QObject *parent = nullptr);

    const QString &target() const { return m_output.target(); }
    /// FileExists, FileUnwritable: then nothing more.
    std::optional<Error> start();
    /// Nobody reads the pipe yet.
    bool isWaitingForReader() const { return m_isStarted && !m_output.isOpen(); }
    qint64 packetCount() const { return m_export.packetCount(); }
    /// Writes what is left, and waits for a reader that takes some of it at least this often.
    void finish(std::chrono::milliseconds patience);

signals:
    /// A reader has come, or there are more packets.
    void progressed();
    /// It is over, and the session goes on. FileUnwritable, with EPIPE if the reader is gone; DiskFull.
    void failed(const bothends::Error &error);

private:
    void pump();
    bool openOutput();
    bool fill();
    bool flush();
    void end(const Error &error);

    PatientOutput m_output;
    QBuffer m_buffer;
    PcapngExport m_export;
    qsizetype m_done = 0; ///< bytes of the buffer that are written
    std::unique_ptr<QSocketNotifier> m_room; ///< tells when a full pipe has room
    QTimer m_again;
    bool m_isStarted = false;
    bool m_hasHead = false;
};

/// Why it ended, in one sentence, in the language that is installed now.
QString liveCaptureText(const Error &error);

} // namespace bothends
