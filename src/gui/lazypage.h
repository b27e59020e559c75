// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <functional>

namespace bothends {

/// A page of a tab widget whose content is made when it is shown for the first time. Lives in the GUI thread.
class LazyPage : public QWidget
{
    Q_OBJECT
public:
    /// @param make the content; becomes a child of the page and fills it
    LazyPage(std::function<QWidget *()> make, QWidget *parent);

public slots:
    void setVisible(bool visible) override;

private:
    std::function<QWidget *()> m_make; // null once it was called
};

} // namespace bothends
