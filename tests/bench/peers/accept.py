# SPDX-License-Identifier: MIT
# The tutorial's server: a blocking loop that greets each client and closes. Prints its port.
import socket

GREETING = b"g" * 48

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(128)
print(listener.getsockname()[1], flush=True)
while True:
    client, address = listener.accept()
    client.sendall(GREETING)
    client.close()
