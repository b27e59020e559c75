# SPDX-License-Identifier: MIT
"""The other end of a test: plain Python, one statement or expression for each line of its input.

It prints `= RESULT` (bytes as they are in hex behind `bytes `), `= None` after a statement, or `! NAME errno` where
an exception ended it.
"""
import array
import os
import socket
import struct
import sys
import threading

names = {"array": array, "os": os, "socket": socket, "struct": struct, "threading": threading}
names.update({name: getattr(socket, name) for name in dir(socket) if name.isupper()})


def said(result):
    return "bytes " + result.hex() if isinstance(result, (bytes, bytearray)) else str(result)


for line in sys.stdin:
    try:
        try:
            code = compile(line.strip(), "line", "eval")
        except SyntaxError:
            exec(line.strip(), names)
            print("= None", flush=True)
            continue
        print("=", said(eval(code, names)), flush=True)
    except OSError as error:
        print("!", type(error).__name__, error.errno, flush=True)
    except Exception as error:
        print("!", type(error).__name__, str(error).replace("\n", " "), flush=True)
