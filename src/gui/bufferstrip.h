// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"
#include "gui/buffercells.h"

#include <QWidget>

namespace bothends {

/// The buffer that a read was given, as cells with their bytes in hex where there is room: those that it
/// filled, and those that kept what was in them. Hidden for every other row.
class BufferStrip : public QWidget
{
    Q_OBJECT
public:
    explicit BufferStrip(QWidget *parent = nullptr);

    /// @param bytes that were read, as far as they are kept
    void setRow(const Event &event, const QByteArray &bytes);
    const BufferCells &cells() const { return m_cells; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void describe();
    QSizeF cellSize() const;
    QString caption() const;
    int room() const;

    BufferCells m_cells;
    QByteArray m_bytes;
    Side m_side = Side::Server;
};

} // namespace bothends
