// SPDX-License-Identifier: MIT
#pragma once

#include "gui/mainwindow.h"

#include <QObject>

namespace bothends {

/// Plays the tutorial's chat in the window by real sockets, for the pictures in the documentation: the
/// greeting, an answer, a second client that stays, and the first one's orderly end.
class DemoScene : public QObject
{
    Q_OBJECT
public:
    DemoScene(Session &session, MainWindow &window, QObject *parent);

    void play();

signals:
    void finished();

private:
    void advance(const Event &event);

    enum class Step : quint8 { Listening, Greeting, Answer, SecondGreeting, Closing, Done };

    Session &m_session;
    MainWindow &m_window;
    Step m_step = Step::Listening;
    quint32 m_client = 0;
    qsizetype m_greeting = -1; // its row
    int m_closedEnds = 0;
};

} // namespace bothends
