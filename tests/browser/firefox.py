"""Stands between Playwright and Debian's Firefox, which both speak WebDriver BiDi.

Playwright's own Firefox is a build of its own that no package carries. Its channel "moz-firefox" drives
any Firefox, but sends one command that Firefox does not have yet, and without which it opens no page:
`emulation.setMediaFeaturesOverride`. This program is what Playwright starts instead of the browser. It
starts Firefox, passes every message on, and answers that one itself.

Colours are chosen by the preference `ui.systemUsesDarkTheme` instead.
"""

import asyncio
import json
import re
import sys

from websockets.asyncio.client import connect
from websockets.asyncio.server import serve

_UNKNOWN_TO_FIREFOX = "emulation.setMediaFeaturesOverride"
_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


def _reply_for_firefox(message: str) -> str | None:
    command = json.loads(message)
    if command["method"] != _UNKNOWN_TO_FIREFOX:
        return None
    return json.dumps({"type": "success", "id": command["id"], "result": {}})


async def _to_firefox(playwright, firefox) -> None:
    async for message in playwright:
        if reply := _reply_for_firefox(message):
            await playwright.send(reply)
        else:
            await firefox.send(message)
    await firefox.close()


async def _to_playwright(playwright, firefox) -> None:
    async for message in firefox:
        await playwright.send(message)
    await playwright.close()


async def _address(browser) -> str:
    async for line in browser.stderr:
        if match := _LISTENING.search(line.decode()):
            return match[1]
    raise SystemExit("Firefox ended before it listened.")


async def main(command: list[str]) -> int:
    browser = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    address = await _address(browser)

    async def relay(playwright) -> None:
        path = playwright.request.path
        async with connect(
            address + path, max_size=None, compression=None, ping_interval=None
        ) as firefox:
            await asyncio.gather(
                _to_firefox(playwright, firefox), _to_playwright(playwright, firefox)
            )

    async with serve(
        relay, "127.0.0.1", 0, max_size=None, compression=None, ping_interval=None
    ) as server:
        port = server.sockets[0].getsockname()[1]
        print(f"WebDriver BiDi listening on ws://127.0.0.1:{port}", file=sys.stderr, flush=True)
        async for _line in browser.stderr:
            pass
        return await browser.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
