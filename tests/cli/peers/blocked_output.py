# SPDX-License-Identifier: MIT
# Runs argv[1:] with a standard output that nobody reads, asks it to end when the pipe is full, and prints its
# exit code.
import fcntl
import struct
import subprocess
import sys
import termios
import time

program = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
size = fcntl.fcntl(program.stdout, 1032)  # F_GETPIPE_SZ
while struct.unpack('i', fcntl.ioctl(program.stdout, termios.FIONREAD, b'\0' * 4))[0] < size - 4096:
    time.sleep(0.01)
program.terminate()
print(program.wait(timeout=60), flush=True)
