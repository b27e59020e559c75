// SPDX-License-Identifier: MIT
#pragma once

#include "core/explanation.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QScrollArea;
class QTextEdit;
class QTreeView;

namespace bothends {

class EvidenceModel;
class OriginBadge;

/// What happened in one row of the journal and why: title, a few sentences, where the knowledge comes from
/// and the evidence. Side by side where there is room, else one below the other. Plain text only. The widgets
/// stay the same from row to row, so that a selection may follow the arrow keys. Lives in the GUI thread.
class ExplainPane : public QWidget
{
    Q_OBJECT
public:
    /// What `readings` refers to must outlive the pane.
    explicit ExplainPane(const Readings &readings, QWidget *parent = nullptr);

    /// A row of the journal; -1 = nothing is selected.
    void showRow(qsizetype row);
    qsizetype row() const { return m_row; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void arrange();
    void retranslate();
    void restyle();
    void present(const Explanation &explanation);
    void explainAgain();
    void refresh();
    void copyEvidence();
    void fit();

    const Readings m_readings;
    qsizetype m_row = -1;
    Explanation m_shown;
    QScrollArea *m_scroll;
    QWidget *m_page; ///< what it scrolls
    QBoxLayout *m_layout;
    QLabel *m_title;
    QTextEdit *m_text;
    QWidget *m_proof; ///< origin and evidence
    OriginBadge *m_origin;
    QLabel *m_originText;
    EvidenceModel *m_evidence;
    QTreeView *m_evidenceView;
    QAction *m_copy;
};

} // namespace bothends
