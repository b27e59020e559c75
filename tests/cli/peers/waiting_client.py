# SPDX-License-Identifier: MIT
# Connects to argv[1] and sends nothing; says "connected" and the size of the first read, reads to the end
# and says how that was.
import socket
import sys

client = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
print('connected', len(client.recv(65536)), flush=True)
try:
    while client.recv(65536):
        pass
    print('eof', flush=True)
except ConnectionResetError:
    print('reset', flush=True)
