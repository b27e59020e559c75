// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal.h"
#include "store/captureimport.h"

#include <QFile>
#include <QObject>
#include <QTimer>

#include <memory>
#include <variant>

namespace bothends {

class CapturePayloads;
class CopyProgress;

/// Whether a file is a capture, pcapng or pcap, by its first bytes.
bool isCapture(const QString &path);

/// Writes the packets of a capture into a new session file. The events are those of CaptureImport. Returns
/// when it is done. Any thread. FileUnreadable, FileExists, FileUnwritable, DiskFull, TransferCancelled: then
/// there is no file.
/// @param fault what is wrong with the capture; what stands before it is in the session
/// @param progress null = it cannot be cancelled
std::optional<Error> importCapture(const QString &capture, const QString &session,
                                   CaptureImport::LeftOut &leftOut, std::optional<Error> &fault,
                                   CopyProgress *progress = nullptr);

/// Takes a capture into a journal, a portion at each turn of the event loop, so that its beginning is seen at
/// once. Its payloads stay in the file. Lives in the journal's thread.
class CaptureLoader : public QObject
{
    Q_OBJECT
public:
    /// FileUnreadable. @param payloads of the journal
    static std::variant<std::unique_ptr<CaptureLoader>, Error> open(const QString &path, Journal &journal,
                                                                    CapturePayloads &payloads);

    void start() { m_timer.start(); }
    /// One portion, now. False when there was none left.
    bool loadSome();
    bool isFinished() const { return m_import.isAtEnd() && !m_timer.isActive(); }
    const CaptureImport::LeftOut &leftOut() const { return m_import.leftOut(); }
    const std::optional<Error> &fault() const { return m_import.fault(); }

signals:
    void progressed();
    /// All that can be read is there; fault() tells what is wrong with the rest.
    void finished();

private:
    CaptureLoader(std::unique_ptr<QFile> file, Journal &journal, CapturePayloads &payloads);

    std::unique_ptr<QFile> m_file;
    CaptureImport m_import;
    Journal &m_journal;
    CapturePayloads &m_payloads;
    QTimer m_timer;
};

/// In words of its own sentence, in the language that is installed now; empty if nothing was left out.
QString leftOutText(const CaptureImport::LeftOut &leftOut);

} // namespace bothends
