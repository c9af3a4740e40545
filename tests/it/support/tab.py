"""Types a line in an interactive shell, presses Tab, and prints what the shell shows.

    tab.py TYPED EXPECTED... -- SHELL [ARGUMENT]...

The shell must show `READY` when it is ready to be typed to. Waits until everything expected is
shown; then empties the line, and waits for the shell's answer to `echo`, so that nothing is
missed. Exit code 1 if that takes too long.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

# Colors, cursor movements, titles, the bell.
NOT_TEXT = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|\x1b[()].|\x1b[=>]|\x07")
DEADLINE = time.monotonic() + 30
split = sys.argv.index("--")
typed, expected, shell = sys.argv[1], sys.argv[2:split], sys.argv[split + 1 :]

child, main = pty.fork()
if child == 0:
    os.execvp(shell[0], shell)
fcntl.ioctl(main, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 200, 0, 0))
shown = b""


def text():
    return NOT_TEXT.sub(b"", shown)


def wait_for(*parts):
    """Reads until each part has been shown."""
    global shown
    while not all(part.encode() in text() for part in parts):
        left = DEADLINE - time.monotonic()
        if left < 0 or not select.select([main], [], [], left)[0]:
            finish(1)
        try:
            read = os.read(main, 65536)
        except OSError:  # Linux: the shell has ended
            finish(1)
        shown += read


def finish(code):
    sys.stdout.buffer.write(text())
    sys.stdout.flush()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    sys.exit(code)


wait_for("READY")
shown = b""
os.write(main, typed.encode())
wait_for(*expected)
# Ctrl-U empties the line; the marker is shown whole only by the command that puts it together.
os.write(main, b"\x15echo EN''D\r")
wait_for("END")
finish(0)
