// SPDX-License-Identifier: MIT
#pragma once

#include "core/sessioncode.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QTabBar;

namespace bothends {

class CodeText;

/// The selected row as a line of a program in Python, C or Qt, among its neighbours. Only the language that
/// is chosen is written, and only while someone can see it. It grows with the journal, a few times a second.
class CodePane : public QWidget
{
    Q_OBJECT
public:
    explicit CodePane(const Readings &readings, QWidget *parent = nullptr);

    /// @param row of the journal; -1 = none
    void showRow(qsizetype row);
    qsizetype row() const { return m_row; }

    CodeLanguage language() const;
    void setLanguage(CodeLanguage language);

signals:
    void languageChanged(bothends::CodeLanguage language);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void write();
    void tellPlaceholder();
    void copy();
    void retranslate();
    void restyle();

    const Readings m_readings;
    qsizetype m_row = -1;
    bool m_isStale = false; ///< what is shown belongs to another row, language or journal
    bool m_isSameRow = false; ///< then it keeps its place on the screen
    CodeListing m_listing;
    QTabBar *m_tabs;
    CodeText *m_text;
    QPushButton *m_copy;
    QLabel *m_remark;
    QTimer m_growth;
};

} // namespace bothends
