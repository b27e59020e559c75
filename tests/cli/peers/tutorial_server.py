# SPDX-License-Identifier: MIT
# The blocking server of a beginner's tutorial, as it stands there but for the port, which is any free one.
import socket

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.bind(('127.0.0.1', 0))
server.listen(128)
print(server.getsockname()[1], flush=True)
while True:
    client, address = server.accept()
    client.send('您好，您收到了服务器的新年祝福！'.encode('utf-8'))
    client.close()
