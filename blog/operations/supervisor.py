"""Several processes under one parent: started together, restarted when they die, stopped together.

No child outlives the parent: each watches a pipe whose other end only the parent holds, so even
`kill -9` of the parent ends them.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

GRACE = 10.0
_FIRST_DELAY, _LONGEST_DELAY = 1.0, 30.0
_HEALTHY_AFTER = 60.0

# A small process between parent and child: it ends the child's group when the pipe closes, and
# what of it has not ended some seconds after it was told to.
_GUARD = """
import os, signal, subprocess, sys, threading
pipe, command = int(sys.argv[1]), sys.argv[2:]
child = subprocess.Popen(command, start_new_session=True)
def send(number):
    try: os.killpg(child.pid, number)
    except ProcessLookupError: pass
def stop(*_):
    send(signal.SIGTERM)
    last = threading.Timer(8, send, [signal.SIGKILL])
    last.daemon = True
    last.start()
signal.signal(signal.SIGTERM, stop)
signal.signal(signal.SIGINT, signal.SIG_IGN)
def watch():
    os.read(pipe, 1)
    stop()
threading.Thread(target=watch, daemon=True).start()
status = child.wait()
send(signal.SIGKILL)
sys.exit(status)
"""


@dataclass
class Child:
    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    delay: float = field(default=_FIRST_DELAY)
    next_start: float = 0.0


class Supervisor:
    """Runs `commands` until SIGINT or SIGTERM; `say` is told what happens."""

    def __init__(
        self, commands: dict[str, Sequence[str]], say: Callable[[str], None] = print
    ) -> None:
        self.children = [Child(name, command) for name, command in commands.items()]
        self.say = say
        self.stopping = False
        self._pipe = os.pipe()

    def run(self) -> None:
        """Returns when all children have ended."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)
        try:
            while not self.stopping:
                self._tend()
                time.sleep(0.2)
        finally:
            self._stop_all()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _tend(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.process is None:
                if now >= child.next_start:
                    self._start(child)
            elif child.process.poll() is not None:
                self._note_death(child, now)

    def _start(self, child: Child) -> None:
        child.process = subprocess.Popen(
            [sys.executable, "-c", _GUARD, str(self._pipe[0]), *child.command],
            pass_fds=[self._pipe[0]],
            start_new_session=True,
        )
        child.started = time.monotonic()

    def _note_death(self, child: Child, now: float) -> None:
        assert child.process is not None
        healthy = now - child.started > _HEALTHY_AFTER
        child.delay = _FIRST_DELAY if healthy else min(child.delay * 2, _LONGEST_DELAY)
        child.next_start = now + child.delay
        self.say(
            f"{child.name} ended with status {child.process.returncode}; "
            f"it is started again in {child.delay:.0f} s."
        )
        child.process = None

    def _stop_all(self) -> None:
        running = [child.process for child in self.children if child.process]
        for process in running:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        end = time.monotonic() + GRACE
        for process in running:
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
        for end_of_pipe in self._pipe:
            os.close(end_of_pipe)
