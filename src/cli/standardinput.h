// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>

#include <memory>

class QSocketNotifier;

namespace bothends {

/// Standard input as signals: a terminal, a pipe, a file or nothing. Reads at most one piece in a turn of
/// the event loop and only while enabled, so that whoever feeds it is slowed down, not buffered.
/// Lives in the main thread.
class StandardInput : public QObject
{
    Q_OBJECT
public:
    static constexpr int kPiece = 64 * 1024; ///< bytes

    explicit StandardInput(QObject *parent = nullptr);
    ~StandardInput() override;

    /// Disabled at first.
    void setEnabled(bool enabled);
    bool isAtEnd() const { return m_atEnd; }

signals:
    void received(const QByteArray &bytes);
    /// The end of the input, or an error that ends it. Emitted once.
    void finished();

private:
    void readPiece();

    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArray m_buffer;
    bool m_atEnd = false;
};

} // namespace bothends
