// SPDX-License-Identifier: MIT
#pragma once

#include "core/tcpstate.h"

#include <QColor>
#include <QPalette>

class QApplication;

namespace bothends {

enum class ThemeChoice : quint8 { System, Light, Dark };

/// The colours that carry a meaning, for the light or the dark theme. Colour never stands alone: role
/// also has a side of the window, state also has a word. Every text colour has a contrast of at least
/// 4.5 : 1 against the ground it is painted on (WCAG 2.1, 1.4.3).
struct Colours
{
    QColor server; ///< text and outlines of the server role
    QColor serverFill; ///< ground of what the server sent
    QColor serverButton;
    QColor client;
    QColor clientFill;
    QColor clientButton;
    QColor buttonText; ///< on serverButton and clientButton
    QColor ground; ///< of the timeline
    QColor band; ///< header of the timeline, selected row
    QColor text;
    QColor note; ///< secondary text
    QColor line; ///< lane edges, separators
    QColor outside; ///< the end of a peer outside this process
    QColor error;
    QColor errorFill;
    QColor warning;
    QColor warningFill;
    QColor good;
    QColor idle;
    QColor match; ///< ground of found text
    QColor stateListen; ///< ground of a life line or a box in this TCP state; text on it: stateTextColour()
    QColor stateOpening; ///< SYN_SENT, SYN_RECV
    QColor stateEstablished;
    QColor stateClosing; ///< FIN_WAIT_1, FIN_WAIT_2, CLOSING
    QColor stateWaiting; ///< CLOSE_WAIT, LAST_ACK: the peer has closed, we have to
    QColor stateTimeWait;
};

/// For the theme that the palette belongs to (dark when its window is darker than its text).
Colours coloursFor(const QPalette &palette);

/// The ground of what is in this state; its name always stands there too. CLOSED is as quiet as a line.
QColor stateColour(const Colours &colours, TcpState state);

/// Black or white, whichever can be read on stateColour(); one of the two always reaches 4.5 : 1.
QColor stateTextColour(const Colours &colours, TcpState state);

bool isDark(const QPalette &palette);

/// Sets Fusion and its palette; System keeps to what the desktop prefers, as far as Qt 6.4 can tell.
void applyTheme(QApplication &application, ThemeChoice choice);

} // namespace bothends
