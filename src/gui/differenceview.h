// SPDX-License-Identifier: MIT
#pragma once

#include "core/streambytes.h"

#include <QWidget>

class QLabel;

namespace bothends {

class HexView;

/// A window of its own, not modal: the answer that came then above the one that came now, both at the first
/// byte in which they differ, which is selected. The readings of both must outlive it. In the GUI thread.
class DifferenceView : public QWidget
{
    Q_OBJECT
public:
    /// @param then, now nothing = no byte came
    DifferenceView(const std::optional<StreamBytes> &then, const std::optional<StreamBytes> &now,
                   qint64 offset, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Half
    {
        QLabel *title = nullptr;
        HexView *view = nullptr;
        QLabel *status = nullptr;
        std::optional<StreamBytes> stream;
    };
    Half addHalf(const QString &name, const std::optional<StreamBytes> &stream);
    void showHalf(const Half &half) const;
    void retranslate();

    qint64 m_offset;
    Half m_then;
    Half m_now;
};

} // namespace bothends
