# SPDX-License-Identifier: MIT
# Runs argv[2:] with at most argv[1] descriptors, 45 of which are taken already.
import os
import resource
import sys

for _ in range(45):
    os.set_inheritable(os.open('/dev/null', os.O_RDONLY), True)
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
os.execv(sys.argv[2], sys.argv[2:])
