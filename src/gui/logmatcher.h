// SPDX-License-Identifier: MIT
#pragma once

#include "gui/logfilter.h"
#include "gui/rowmatcher.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <vector>

namespace bothends {

/// Finds the rows of the journal that a filter lets through, from the first to the newest, a few milliseconds
/// at a time, so that a million rows do not hold up the window; goes on with what arrives. Looks at each row
/// once; of one connection only at the rows that ConnectionIndex names. Lives in the journal's thread.
class LogMatcher : public QObject
{
    Q_OBJECT
public:
    /// The readings must have been made before, so that they know a batch first.
    explicit LogMatcher(const Readings &readings, QObject *parent = nullptr);

    /// Begins anew with the rows from `firstRow` on. What is found at once is told before this returns.
    void start(const LogFilter &filter, qsizetype firstRow);

    const LogFilter &filter() const { return m_filter; }
    const RowPattern &pattern() const { return m_matcher.pattern(); }
    /// All rows that are there have been looked at, and what was found has been told.
    bool isComplete() const;
    /// Only the first of it: it will be told soon.
    bool hasLookedAtAll() const { return m_next >= candidateCount(); }
    /// Rows that were looked at, since the beginning of the object; for tests.
    qint64 examinedRows() const { return m_examined; }
    /// Rows in which a regular expression took too many steps; they are not found.
    qint64 undecidedRows() const { return m_undecided; }

signals:
    /// Rising; after all that were told before. At once, but while there are rows that were not looked at,
    /// or many were told, only some times a second: a view with many rows takes long to take in some.
    void found(const std::vector<quint32> &journalRows);
    /// isComplete(), or how far it is, changed.
    void progressed();

private:
    void goOn();
    void searchSlice();
    /// Whether it took hardly any time.
    bool look(qsizetype row);
    void tellIfDue();
    qsizetype candidateCount() const;
    qsizetype candidate(qsizetype place) const;

    Readings m_readings;
    LogFilter m_filter;
    RowMatcher m_matcher;
    qsizetype m_next = 0; // the place of the next row among the candidates
    std::vector<quint32> m_found; // and not told yet
    QElapsedTimer m_told; // when some were, since start()
    qint64 m_examined = 0;
    qint64 m_undecided = 0;
    QTimer m_timer;
    QTimer m_tellTimer; // until some may be told again
    qint64 m_toldRows = 0; // since start()
};

} // namespace bothends
