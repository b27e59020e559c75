// SPDX-License-Identifier: MIT
#pragma once

#include "gui/journalrows.h"

#include <QItemSelection>
#include <QObject>
#include <QTimer>

namespace bothends {

/// The text of a message as it was sent, for pasting elsewhere: line feeds, carriage returns and tabs are
/// themselves again, all other escapes stay, so that nothing hidden reaches a terminal.
QString pasteableText(const DisplayText &display);

/// Puts rows of the timeline or the log on the clipboard, one to a line. A small selection is there at once;
/// a large one is gathered a few milliseconds at a time. Lives in the model's thread.
class RowCopier : public QObject
{
    Q_OBJECT
public:
    enum class Form : quint8 { Text, Hex, PythonBytes, CArray, Base64 };

    /// The clipboard gets at most about so many characters.
    static constexpr qsizetype kLimit = 64 * 1024 * 1024;

    explicit RowCopier(QObject *parent = nullptr);

    /// Rows without bytes give their sentence as text, and nothing in the other forms.
    void copy(const JournalRows &rows, const QItemSelection &selection, Form form);

signals:
    /// What to tell the user if not all is on the clipboard.
    void notice(const QString &text);

private:
    void gather(qint64 milliseconds);
    QString textOf(qsizetype journalRow, qsizetype room) const;
    void finish();

    const JournalRows *m_rowsOf = nullptr;
    const QAbstractItemModel *m_model = nullptr; // the same, for its signals and its end
    std::vector<std::pair<int, int>> m_ranges; // rows, rising
    size_t m_range = 0;
    int m_row = 0;
    Form m_form = Form::Text;
    QString m_text;
    qsizetype m_rows = 0;
    bool m_isCut = false;
    QTimer m_timer;
};

} // namespace bothends
