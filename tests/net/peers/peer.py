# SPDX-License-Identifier: MIT
"""A socket program of its own, for tests: plain calls of Python's socket module, one for each line of its input.

usage: peer.py connect PORT [FROM-PORT] | peer.py listen

It prints `port N` (its own port), then `done WORD` after each command:
send TEXT, recv N, shutdown, close, reset (close with SO_LINGER 0), accept.
"""
import socket
import struct
import sys


def say(*words):
    print(*words, flush=True)


if sys.argv[1] == "listen":
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", 0))
    listener.listen(5)
    connection = None
    say("port", listener.getsockname()[1])
else:
    connection = socket.socket()
    if len(sys.argv) > 3:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        connection.bind(("127.0.0.1", int(sys.argv[3])))
    connection.connect(("127.0.0.1", int(sys.argv[2])))
    say("port", connection.getsockname()[1])

for line in sys.stdin:
    word, _, rest = line.strip().partition(" ")
    if word == "accept":
        connection, _ = listener.accept()
    elif word == "send":
        connection.sendall(rest.encode())
    elif word == "recv":
        connection.recv(int(rest))
    elif word == "shutdown":
        connection.shutdown(socket.SHUT_WR)
    elif word == "reset":
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
    elif word == "close":
        connection.close()
    say("done", word)
