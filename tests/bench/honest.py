#!/usr/bin/env python3
"""An honest client: requests `/` every 100 ms, each time on a new connection.

Started by tests/bench/hostile.py as a separate process, which its attackers do
not slow down. Requests do not wait for each other. A line on standard input
ends a measurement, and is answered by a line of JSON: the times since the
previous one, in milliseconds. A request that was refused, or has not been
answered yet, counts with the time that it has waited.
"""

import asyncio
import json
import ssl
import sys
import time

INTERVAL = 0.1
PATIENCE = 120
REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


class Honest:
    """The requests, and how long each took."""

    def __init__(self, address, is_tls):
        self.host, port = address.rsplit(":", 1)
        self.port = int(port)
        self.tls = ssl._create_unverified_context() if is_tls else None
        self.times, self.failed, self.waiting = [], 0, {}

    async def ask(self, number):
        """Requests the page once, and records the time."""
        started = self.waiting[number] = time.perf_counter()
        is_answered = False
        try:
            is_answered = await asyncio.wait_for(self.page(), PATIENCE)
        except (OSError, TimeoutError, asyncio.TimeoutError, asyncio.IncompleteReadError):
            pass
        # If it was counted while it waited, it is not counted again.
        if self.waiting.pop(number, None) is not None:
            self.times.append((time.perf_counter() - started) * 1000)
            self.failed += not is_answered

    async def page(self):
        """Whether the whole page arrives."""
        reader, writer = await asyncio.open_connection(self.host, self.port, ssl=self.tls)
        try:
            writer.write(REQUEST)
            await writer.drain()
            answer = await reader.read(-1)
            return answer.startswith(b"HTTP/1.1 200 ")
        finally:
            writer.close()

    def told(self):
        """The times since the last call."""
        now = time.perf_counter()
        waiting = [(now - since) * 1000 for since in self.waiting.values()]
        waiting = [since for since in waiting if since > 1000 * INTERVAL]
        told = {"times": self.times + waiting, "failed": self.failed + len(waiting)}
        for number in [it for it, since in self.waiting.items() if now - since > INTERVAL]:
            del self.waiting[number]
        self.times, self.failed = [], 0
        return told

    async def go_on(self):
        """Sends requests, and reports, until standard input is closed."""
        loop = asyncio.get_running_loop()
        number = 0
        lines = asyncio.StreamReader()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
        heard = asyncio.ensure_future(lines.readline())
        begun = loop.time()
        while True:
            number += 1
            task = asyncio.ensure_future(self.ask(number))
            pause = max(0, begun + number * INTERVAL - loop.time())
            done, _ = await asyncio.wait({heard}, timeout=pause)
            if done:
                if not heard.result():
                    return task.cancel()
                print(json.dumps(self.told()), flush=True)
                heard = asyncio.ensure_future(lines.readline())


if __name__ == "__main__":
    asyncio.run(Honest(sys.argv[1], sys.argv[2] == "https").go_on())
