# SPDX-License-Identifier: MIT
# Connects to argv[1], sends argv[2] megabytes, ends its sending direction and reads to the end. Prints how
# many bytes came, their SHA-256, the SHA-256 of what was sent, and how the connection ended.
import hashlib
import socket
import sys
import threading

client = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
sent = hashlib.sha256()


def send():
    for number in range(int(sys.argv[2])):
        block = bytes((number * 7 + i) % 256 for i in range(1024)) * 1024
        sent.update(block)
        client.sendall(block)
    client.shutdown(socket.SHUT_WR)


sender = threading.Thread(target=send)
sender.start()
received = hashlib.sha256()
count = 0
end = 'eof'
try:
    while True:
        block = client.recv(65536)
        if not block:
            break
        received.update(block)
        count += len(block)
except ConnectionResetError:
    end = 'reset'
sender.join()
print(count, received.hexdigest(), sent.hexdigest(), end, flush=True)
