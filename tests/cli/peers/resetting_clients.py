# SPDX-License-Identifier: MIT
# argv[2] clients connect to argv[1] one after the other and reset the connection at once.
import socket
import struct
import sys

for _ in range(int(sys.argv[2])):
    client = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    client.close()
print('done', flush=True)
