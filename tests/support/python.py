# SPDX-License-Identifier: MIT
"""Another program's sockets: does what it is told, a line of Python each, and answers with the value."""
import os
import socket
import sys


def inode(s):
    return os.fstat(s.fileno()).st_ino


names = {"os": os, "socket": socket, "inode": inode}
for line in sys.stdin:
    try:
        print(eval(line, names), flush=True)
    except SyntaxError:
        exec(line, names)
        print("done", flush=True)
