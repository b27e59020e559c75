# SPDX-License-Identifier: MIT
"""A plain client or server for any address that the program takes, in a few blocking calls.

usage: any_socket.py connect ADDRESS [FROM] | any_socket.py serve ADDRESS

The client says hello, prints what it gets, answers `thanks`, and closes. The server prints `ready`, what it
gets, and answers `welcome`.
"""
import socket
import sys


def parse(address):
    scheme, _, rest = address.partition(':')
    if scheme.startswith('unix'):
        kind = socket.SOCK_DGRAM if scheme == 'unix-dgram' else socket.SOCK_STREAM
        return socket.AF_UNIX, kind, '\0' + rest[1:] if rest.startswith('@') else rest
    if scheme in ('tcp', 'udp'):
        rest = rest[2:]
    else:
        scheme, rest = 'tcp', address
    host, _, port = rest.rpartition(':')
    host = host.strip('[]')
    family = socket.AF_INET6 if ':' in host else socket.AF_INET
    return family, socket.SOCK_DGRAM if scheme == 'udp' else socket.SOCK_STREAM, (host, int(port))


family, kind, where = parse(sys.argv[2])
end = socket.socket(family, kind)
end.settimeout(30)
is_datagram = kind == socket.SOCK_DGRAM
if sys.argv[1] == 'connect':
    if family == socket.AF_UNIX and is_datagram:
        end.bind('')  # a name from the kernel, so that there can be an answer
    end.connect(where)
    if is_datagram:
        end.send('hello'.encode())
    print(end.recv(65535).decode('utf-8'), flush=True)
    end.send('thanks'.encode())
else:
    end.bind(where)
    if not is_datagram:
        end.listen()
    print('ready', flush=True)
    if is_datagram:
        data, sender = end.recvfrom(65535)
        print(data.decode('utf-8'), flush=True)
        end.sendto('welcome'.encode(), sender)
    else:
        one, _ = end.accept()
        one.sendall('welcome'.encode())
        print(one.recv(65535).decode('utf-8'), flush=True)
        one.close()
end.close()
