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

/// The dock below the timeline that explains the selected row: in words and in code, its bytes, the kernel's
/// view of both ends. Only the pane that is visible does any work. Lives in the GUI thread.
class Inspector : public QDockWidget
{
    Q_OBJECT
public:
    explicit Inspector(const Readings &readings, QWidget *parent = nullptr);

    /// @param row of the journal; -1 = none is selected
    void showRow(qsizetype row);

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
    BytesPane *m_bytes;
    KernelPane *m_kernel;
};

} // namespace bothends
