# SPDX-License-Identifier: MIT
# Sends numbers, ten bytes each, as fast as the server at argv[1] takes them, until it is gone.
import socket
import sys

client = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
try:
    for start in range(0, 10_000_000, 1000):
        client.sendall(b''.join(b'%09d\n' % i for i in range(start, start + 1000)))
except OSError:
    pass
