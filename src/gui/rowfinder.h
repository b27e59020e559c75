// SPDX-License-Identifier: MIT
#pragma once

#include "gui/journalrows.h"
#include "gui/rowmatcher.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace bothends {

/// Looks for a text in all rows of the timeline or the log, a few milliseconds at a time, so that a million
/// rows do not hold up the window. Begins at a given row, goes on to the end and then takes the rows before;
/// rows that arrive meanwhile are searched too. Lives in the model's thread.
class RowFinder : public QObject
{
    Q_OBJECT
public:
    explicit RowFinder(QObject *parent = nullptr);

    void setModel(const JournalRows *rows);
    /// Forgets what was found and looks for `text` (letter case does not matter), first in `row`.
    /// Empty text = look for nothing.
    void start(const QString &text, int row);
    const QString &text() const { return m_text; }
    /// The next row with the text after `row`, or before it; answered by found(), now or later.
    void findAfter(int row);
    void findBefore(int row);

    qsizetype count() const { return qsizetype(m_before.size()) + qsizetype(m_after.size()); }
    /// The place of a row among those that were found, from 0; -1 if it is not one of them.
    qsizetype indexOf(int row) const;
    /// All rows have been searched.
    bool isComplete() const;

signals:
    /// @param row -1 = there is none @param wrapped the search passed the last (or first) row
    void found(int row, bool wrapped);
    /// count() or isComplete() changed.
    void progressed();

private:
    enum class Wish : quint8 { None, After, Before };

    void goOn();
    void searchSlice();
    void searchRow(int row, std::vector<int> &matches);
    void answer();
    bool answerAfter();
    void reply(int row, bool wrapped);
    int rowCount() const;

    const JournalRows *m_rows = nullptr;
    const QAbstractItemModel *m_model = nullptr; // the same, for its signals and its end
    QString m_text;
    std::optional<RowMatcher> m_matcher; // while there are rows
    int m_start = 0;
    int m_searchedAfter = 0; // rows m_start … are searched up to this one
    int m_searchedBefore = 0; // rows 0 … < m_start are searched up to this one
    std::vector<int> m_before; // found rows < m_start, rising
    std::vector<int> m_after; // found rows >= m_start, rising
    Wish m_wish = Wish::None;
    int m_wishRow = 0;
    QTimer m_timer;
};

} // namespace bothends
