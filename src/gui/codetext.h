// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"

#include <QPlainTextEdit>

namespace bothends {

/// A program to read and copy from, with the lines of one event marked: by a band behind them, and by an
/// arrow in the margin, so that it takes no colour to find them. Plain text, no wrapping.
class CodeText : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit CodeText(QWidget *parent = nullptr);

    /// @param first, last lines to mark; -1 = none. @param scroll to them
    void setProgram(const QStringList &lines, int first, int last, bool scroll);
    /// Whose event it is: the colour of the arrow.
    void setSide(Side side);
    int firstMarked() const { return m_first; }
    int lastMarked() const { return m_last; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    int marginWidth() const;
    void paintMargin();
    void mark();
    void scrollToMark();

    QWidget *m_margin;
    QString m_program;
    int m_first = -1;
    int m_last = -1;
    Side m_side = Side::Server;
};

} // namespace bothends
