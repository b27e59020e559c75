# SPDX-License-Identifier: MIT
# Serves one client: prints its port, after the accept waits for a line on standard input if argv[1] is
# "wait", then reads to the end and prints how many bytes came, their SHA-256 and their first 200 in hex.
import hashlib
import socket
import sys

server = socket.create_server(('127.0.0.1', 0))
print(server.getsockname()[1], flush=True)
client, address = server.accept()
if sys.argv[1:] == ['wait']:
    sys.stdin.readline()
received = hashlib.sha256()
count = 0
first = b''
while True:
    block = client.recv(65536)
    if not block:
        break
    received.update(block)
    count += len(block)
    first += block[:max(0, 200 - len(first))]
print(count, received.hexdigest(), first.hex(), flush=True)
client.close()
