"""Runs a program on a terminal with this many columns, and prints what it shows.

    terminal.py COLUMNS TYPED PROGRAM [ARGUMENT]...

TYPED is typed at once or, with TYPE_AFTER in the environment, once the program has shown that
text; nothing is echoed. The exit code is the program's.
"""

import fcntl
import os
import pty
import struct
import sys
import termios

columns, typed, program = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
main, side = pty.openpty()
fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
modes = termios.tcgetattr(side)
modes[1] &= ~termios.OPOST
modes[3] &= ~termios.ECHO
termios.tcsetattr(side, termios.TCSANOW, modes)
child = os.fork()
if child == 0:
    os.setsid()
    fcntl.ioctl(side, termios.TIOCSCTTY, 0)
    for descriptor in range(3):
        os.dup2(side, descriptor)
    os.execv(program[0], program)
os.close(side)
awaited, seen = os.environ.get("TYPE_AFTER", "").encode(), b""
if not awaited:
    os.write(main, typed.encode())
while True:
    try:
        shown = os.read(main, 65536)
    except OSError:  # Linux: the other side is closed
        break
    if not shown:
        break
    os.write(1, shown)
    seen += shown
    if awaited and awaited in seen:
        os.write(main, typed.encode())
        awaited = b""
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
