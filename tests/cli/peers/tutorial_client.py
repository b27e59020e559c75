# SPDX-License-Identifier: MIT
# The blocking client of a beginner's tutorial, as it stands there.
import socket
import sys

client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
client.connect(('127.0.0.1', int(sys.argv[1])))
message = client.recv(1024)
print(message.decode('utf-8'))
client.close()
