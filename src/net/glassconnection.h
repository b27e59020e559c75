// SPDX-License-Identifier: MIT
#pragma once

#include "net/connection.h"
#include "net/rawcalls.h"

namespace bothends {

/// A connection on a raw descriptor: send(2), recv(2), shutdown(2) and close(2) as they are, with their
/// results. FIN and RST need no detective work here: recv() returns 0, or says ECONNRESET. Nagle's algorithm
/// is left as the kernel has it (tcp(7)): its habits are what this engine is for.
class GlassConnection : public Connection
{
    Q_OBJECT
public:
    /// @param socket connected and non-blocking; taken over
    GlassConnection(Recorder &recorder, const ConnectionStatus &identity, quint32 socketNumber,
                    DescriptorHandle socket, QObject *parent);
    ~GlassConnection() override;

    /// Of a local socket there is no RST: the peer sees ECONNRESET if bytes of it are unread, else an
    /// ordinary end (unix(7)).
    void abort() override;

protected:
    void begin() override;
    bool isConnected() const override { return m_socket.isValid(); }
    Descriptor descriptor() const override { return m_socket.get(); }
    qint64 transmit(QByteArrayView bytes, std::optional<Event> row) override;
    std::shared_ptr<const CallDetail> detailOfWrite(qint64 asked, qint64 result) const override;
    void onSocketFault(int systemCode) override;
    bool readOnce() override;
    void setReading(bool on) override;
    void shutSending() override;
    void closeNow() override;
    void closeSocket() override;

private:
    static constexpr int kReadsPerTurn = 16; ///< then others have their turn

    void onReadable();
    void onFailure();
    bool takeRead(const char *bytes, const RawResult &read, const Stamp &stamp);
    void onEndOfStream(const Stamp &stamp);
    void lingerNot();
    void lose(int systemCode, CallName call);

    DescriptorHandle m_socket;
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_failing; ///< while half-open: tells of a reset
    int m_readsLeft = 0;
    bool m_isDeaf = false; ///< shutdown(SHUT_RD) by us
};

} // namespace bothends
