# SPDX-License-Identifier: MIT
"""A server for replays, of plain calls: one client, whose every piece it answers.

usage: answering.py HOW [udp]: same | flip (one bit of the second byte) | more | short (no answer to the second piece)
       | deaf (never an answer) | close (after the first answer) | reset (at the first piece)
It prints `port N`, and at the end `got N`, the bytes it received.
"""
import socket
import struct
import sys

how = sys.argv[1]
is_udp = len(sys.argv) > 2
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM if is_udp else socket.SOCK_STREAM)
server.bind(("127.0.0.1", 0))
print("port", server.getsockname()[1], flush=True)
if is_udp:
    while True:
        piece, peer = server.recvfrom(65536)
        server.sendto(piece, peer)
server.listen(1)
connection, _ = server.accept()
got = pieces = 0
while piece := connection.recv(65536):
    got += len(piece)
    pieces += 1
    if how == "reset":
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        break
    if how == "deaf" or (how == "short" and pieces > 1):
        continue
    answer = bytearray(piece)
    if how == "flip" and len(answer) > 1:
        answer[1] ^= 1
    connection.sendall(answer)
    if how == "close":
        break
if how == "more":
    connection.sendall(b"more")
connection.close()
print("got", got, flush=True)
