# SPDX-License-Identifier: MIT
# Serves one client: prints its port, sends each argument (hex) as a segment of its own, each when the client
# has acknowledged the one before, and then ends: in order, or with a reset if the last argument is "reset".
import fcntl
import socket
import struct
import sys
import termios
import time

server = socket.create_server(('127.0.0.1', 0))
print(server.getsockname()[1], flush=True)
client, address = server.accept()
client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
for argument in sys.argv[1:]:
    if argument == 'reset':
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        break
    client.sendall(bytes.fromhex(argument))
    while struct.unpack('i', fcntl.ioctl(client, termios.TIOCOUTQ, b'\0' * 4))[0]:
        time.sleep(0.001)
    time.sleep(0.02)
client.close()
