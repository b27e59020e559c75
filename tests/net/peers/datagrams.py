# SPDX-License-Identifier: MIT
"""A datagram socket of its own, for tests: plain calls of Python's socket module, one for each line of its input.

usage: datagrams.py udp4 | udp6 | unix

Prints `done WORD …` after each command:
bind ADDRESS [PORT] (its own name), connect ADDRESS [PORT] (its own name), send HEX, sendto HEX ADDRESS [PORT],
recv (HEX and the sender), flood N (as many datagrams, each a number),
count N (receives them: `ok` if they are in order), close. A unix ADDRESS that begins with @ is abstract. `-` is no bytes.
"""
import socket
import sys

family = {"udp4": socket.AF_INET, "udp6": socket.AF_INET6, "unix": socket.AF_UNIX}[sys.argv[1]]
s = socket.socket(family, socket.SOCK_DGRAM)
s.settimeout(20)


def address(words):
    if family == socket.AF_UNIX:
        return "\0" + words[0][1:] if words[0].startswith("@") else words[0]
    return (words[0], int(words[1]))


def name(addr):
    if family != socket.AF_UNIX:
        return f"{addr[0]} {addr[1]}"
    if isinstance(addr, bytes):
        return "@" + addr[1:].decode()
    return addr or "-"


def data(word):
    return b"" if word == "-" else bytes.fromhex(word)


for line in sys.stdin:
    word, *rest = line.split()
    answer = ""
    try:
        if word == "bind":
            s.bind(address(rest))
            answer = name(s.getsockname())
        elif word == "connect":
            s.connect(address(rest))
            answer = name(s.getsockname())
        elif word == "send":
            answer = str(s.send(data(rest[0])))
        elif word == "sendto":
            answer = str(s.sendto(data(rest[0]), address(rest[1:])))
        elif word == "recv":
            got, sender = s.recvfrom(70000)
            answer = f"{got.hex() or '-'} {name(sender) if sender else '-'}"
        elif word == "flood":
            for i in range(int(rest[0])):
                s.send(b"%d" % i)
        elif word == "count":
            got = [int(s.recv(100)) for _ in range(int(rest[0]))]
            answer = "ok" if got == list(range(len(got))) else str(got)
        elif word == "close":
            s.close()
    except OSError as error:
        answer = f"error {error.errno}"
    print("done", answer, flush=True)
