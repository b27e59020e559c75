# SPDX-License-Identifier: MIT
# Connects argv[2] clients to argv[1] at once, keeps them open until each has read the greeting, and prints how
# many were greeted (with "您好"), how many were told that the server is full, and how many failed or heard nothing
# for half a minute.
import resource
import selectors
import socket
import sys

port, wanted = int(sys.argv[1]), int(sys.argv[2])
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
selector = selectors.DefaultSelector()
for _ in range(wanted):
    client = socket.socket()
    client.setblocking(False)
    client.connect_ex(('127.0.0.1', port))
    selector.register(client, selectors.EVENT_READ)
counts = {'greeted': 0, 'full': 0, 'failed': 0}
clients = []
while selector.get_map():
    ready = selector.select(30)
    if not ready:
        counts['failed'] += len(selector.get_map())
        break
    for key, _ in ready:
        client = key.fileobj
        try:
            text = client.recv(65536)
        except OSError:
            text = b''
        selector.unregister(client)
        clients.append(client)
        if text.startswith('您好'.encode()):
            counts['greeted'] += 1
        elif text.startswith(b'The server is full'):
            counts['full'] += 1
        else:
            counts['failed'] += 1
        if len(sys.argv) > 3:
            client.close()
print(counts['greeted'], counts['full'], counts['failed'], flush=True)
for client in clients:
    client.close()
