// SPDX-License-Identifier: MIT
#pragma once

namespace bothends::bench {

// The program as a child process, with its session on disk, beside bare loops under the same load.

/// Clients that connect, are greeted and close: the headless program, and the window that follows.
void measureGreetings();
/// One peer that sends as fast as it can.
void measureFlood();
/// The round trip of a message.
void measureEcho();
/// Ten thousand clients of which a hundred talk.
void measureClients();
/// How much of a session a kill takes away.
void measureKill();
/// How often a program that has nothing to do is woken.
void measureIdle();
/// The time until the window is painted.
void measureStart();

} // namespace bothends::bench
