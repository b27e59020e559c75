// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace bothends {

/// A word with a dot: how an endpoint stands. The dot's shape differs too, so that colour never stands
/// alone: full = running, half = on its way, ring = not running.
class StateLabel : public QWidget
{
    Q_OBJECT
public:
    enum class State : quint8 { Idle, Busy, Running };

    explicit StateLabel(QWidget *parent = nullptr);

    void setState(State state, const QString &text);
    QString text() const { return m_text; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    State m_state = State::Idle;
    QString m_text;
};

} // namespace bothends
