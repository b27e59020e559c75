// SPDX-License-Identifier: MIT
#pragma once

#include "core/readings.h"
#include "net/replayer.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLineEdit;

namespace bothends {

class InlineMessage;

/// Which side of which connection to send again, where to, and how fast. Not modal. Lives in the GUI thread.
class ReplayDialog : public QDialog
{
    Q_OBJECT
public:
    /// @param connection chosen at first; 0 = the first one
    ReplayDialog(const Readings &readings, quint32 connection, QWidget *parent = nullptr);

signals:
    void replayRequested(const bothends::ReplayConfig &config);

protected:
    void changeEvent(QEvent *event) override;

private:
    /// The list of connections ends here; a longer one cannot be chosen from by hand.
    static constexpr size_t kMaxListed = 1000;

    quint32 connection() const;
    Side side() const;
    void listConnections(quint32 chosen);
    void proposeTarget();
    void nameSides();
    void submit();
    void retranslate();

    const Readings m_readings;
    QFormLayout *m_form;
    QComboBox *m_connection;
    QComboBox *m_side;
    QLineEdit *m_target;
    QComboBox *m_timing;
    QCheckBox *m_awaits;
    InlineMessage *m_message;
    QDialogButtonBox *m_buttons;
};

} // namespace bothends
