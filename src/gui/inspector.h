// SPDX-License-Identifier: MIT
#pragma once

#include "core/readings.h"

#include <QDockWidget>

class QSplitter;
class QTabWidget;

namespace bothends {

class BytesPane;
class CodePane;
class ExplainPane;
class KernelPane;
class OptionsPane;
class Session;

/// The dock below the timeline that explains the selected row: in words and in code, its bytes, the kernel's
/// view of both ends, the options of its socket. Only the pane that is visible does any work, and each is
/// made when it is shown for the first time. Lives in the GUI thread.
class Inspector : public QDockWidget
{
    Q_OBJECT
public:
    Inspector(const Readings &readings, Session &session, QWidget *parent = nullptr);

    /// @param row of the journal; -1 = none is selected
    void showRow(qsizetype row);
    /// The session is over: there is no socket to ask.
    void setStored(bool isStored);

    /// Which tab, which language of code, how the first tab is divided; for the settings.
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &layout);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QTabWidget *m_tabs;
    QSplitter *m_splitter;
    ExplainPane *m_explain;
    CodePane *m_code;
    BytesPane *m_bytes = nullptr; // before it is shown, as those that follow
    KernelPane *m_kernel = nullptr;
    OptionsPane *m_options = nullptr;
    qsizetype m_row = -1;
    bool m_isStored = false;
};

} // namespace bothends
