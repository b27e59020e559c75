// SPDX-License-Identifier: MIT
#pragma once

#include "core/textreading.h"

#include <QWidget>

class QLabel;
class QRadioButton;

namespace bothends {

class PayloadPane;

/// A window of its own, not modal, with all bytes of one message, as text or as a hex table.
class PayloadViewer : public QWidget
{
    Q_OBJECT
public:
    /// @param row a sent or received row of the journal; both references must outlive the window
    PayloadViewer(const Journal &journal, const TextReading &reading, qsizetype row,
                  QWidget *parent = nullptr);

    PayloadPane *pane() const { return m_pane; }
    qsizetype row() const { return m_row; }

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void load();
    void retranslate();
    void updateStatus();

    const Journal &m_journal;
    const TextReading &m_reading;
    qsizetype m_row;
    bool m_isGone = false;
    PayloadPane *m_pane;
    QRadioButton *m_text;
    QRadioButton *m_hex;
    QLabel *m_status;
};

} // namespace bothends
