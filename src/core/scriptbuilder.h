// SPDX-License-Identifier: MIT
#pragma once

#include "core/sessionscript.h"

namespace bothends {

/// Chooses the rows of an endpoint whose connections stand one after the other (sessionscript.cpp), and makes
/// steps of them (scriptsteps.cpp). Internal to sessionscript.h.
class ScriptBuilder
{
public:
    ScriptBuilder(const Readings &readings, qsizetype row, bool withLoop)
        : m_readings(readings)
        , m_row(row)
        , m_event(readings.journal.at(row))
        , m_withLoop(withLoop)
    {
    }

    CodeScript build();

private:
    static constexpr qsizetype kPrologueRows = 2000; ///< in which a connection has begun

    /// Rows of one connection.
    struct Slice
    {
        QList<qsizetype> rows;
        qsizetype before = 0; ///< steps left out between the beginning and the rest; their place in `rows`:
        qsizetype beforeAt = 0;
        qsizetype after = 0;
        bool isMoreBefore = false; ///< there are more than were counted
        bool isMoreAfter = false;
    };

    Event at(qsizetype row) const { return m_readings.journal.at(row); }
    RowSpan rowsOf(quint32 connection) const;

    // Choice of the rows.
    /// Steps of a connection: its beginning, and at most `limit` steps around `row`.
    Slice sliceOf(quint32 connection, qsizetype row, qsizetype limit) const;
    void buildClient();
    void buildServer();
    /// The server of ours that accepted the connection, or that it waits for; 0 = none.
    quint32 listenerFor(quint32 connection) const;

    // The blocking loop.
    static bool isLoopRow(const Event &event);
    bool isBlockingLoop() const;
    /// The connection that shows what the loop does with each.
    quint32 loopConnection() const;
    void buildLoop();
    void addLoopListenerRow(CodeUnit &unit);
    void addLoopStep(CodeUnit &unit, qsizetype row);
    QString connectionTitle(quint32 connection) const;
    /// Other connections of the server, those before this one first, as long as there is room for all of
    /// their steps.
    void addOtherConnections(qsizetype budget);
    /// What happened to the listening socket later than listen().
    void addListenerEvents();
    /// socket(), bind() and listen(), from the journal or, if it does not have them, as they must have been.
    void addListener();
    /// The file of a local socket stays when the socket is closed (unix(7)).
    void addUnlink();

    // Steps: scriptsteps.cpp.
    void addNote(CodeUnit &unit, const QString &note) const;
    void addForeignEnd(CodeUnit &unit);
    CodeUnit unitOf(quint32 connection, const Slice &slice);
    static bool isOpen(const CodeUnit &unit);
    static QString leftOut(qsizetype steps, bool isMore);
    void addStep(CodeUnit &unit, qsizetype row);
    /// A file is one step; its end tells how many bytes it had.
    void addPieceOfFile(CodeUnit &unit, CodeStep &step, const Event &event);
    void fillStep(CodeStep &step, const Event &event);
    void fillError(CodeStep &step, const Event &event);
    bool isConnected(const Event &event) const;
    static bool isOfConnect(CallName call);
    /// A connect() that failed at once has no event of its own.
    void addMissingConnects();
    /// The file of a client's own name.
    void addClientUnlink(CodeUnit &unit) const;
    /// A connect() must know that it will fail before its failure comes.
    void prepareConnects();
    void addRemarks();

    const Readings &m_readings;
    const qsizetype m_row;
    const Event m_event;
    CodeScript m_script;
    quint32 m_endpoint = 0;
    const bool m_withLoop;
    qsizetype m_connectionsBefore = 0;
    qsizetype m_connectionsAfter = 0;
    bool m_isPartial = false;
    bool m_sleepsInSend = false; ///< the row is that, and the Sent comes later
};

} // namespace bothends
