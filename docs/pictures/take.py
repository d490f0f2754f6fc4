"""Take the pictures of README and docs: of the demo, served for this from a folder of its own.

make screenshots
"""

from __future__ import annotations

import io
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ROUND_UP = "/icml-2024-ten-papers/"
QUALITY = 84


@contextmanager
def served_demo() -> Iterator[tuple[str, str]]:
    """Address and administrator's password of a new site that holds the demo."""
    with tempfile.TemporaryDirectory(prefix="rapporteur-pictures-") as folder:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "SECRET_KEY": secrets.token_urlsafe(60),
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
            "VAR_DIR": f"{folder}/var",
            "MEDIA_ROOT": f"{folder}/media",
            "BASE_URL": address,
            "HTTPS": "0",
        }
        manage = [sys.executable, "manage.py"]
        said = subprocess.run(
            [*manage, "prepare"], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        ).stdout  # fmt: skip
        subprocess.run(
            [*manage, "renditions", "build"], cwd=ROOT, env=environment, check=True,
            capture_output=True,
        )  # fmt: skip
        serving = subprocess.Popen(
            [*manage, "serve", "--port", str(port)], cwd=ROOT, env=environment,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait_for(f"{address}/readyz")
            yield address, re.search(r"Password: (\S+)", said)[1]
        finally:
            serving.terminate()
            serving.wait(30)


def _wait_for(address: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 (our own server)
        except (URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"{address} does not answer.")


def shoot(
    browser: Browser, url: str, width: int, height: int, scheme: str = "light"
) -> Image.Image:
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=1
    )
    page.goto(url, wait_until="networkidle")
    content = page.screenshot()
    page.close()
    return Image.open(io.BytesIO(content)).convert("RGB")


def shoot_editor(browser: Browser, base: str, password: str) -> dict[str, Image.Image]:
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    page.goto(f"{base}/admin/login/")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", password)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    shots = {"dashboard": page.screenshot()}
    page.goto(f"{base}/admin/posts/", wait_until="networkidle")
    shots["posts"] = page.screenshot()
    page.get_by_role("link", name="Vienna in July").first.click()
    page.wait_for_load_state("networkidle")
    page.locator("[data-contentpath=body] [data-contentpath]").nth(3).scroll_into_view_if_needed()
    page.wait_for_timeout(800)
    shots["editor"] = page.screenshot()
    context.close()
    return {name: Image.open(io.BytesIO(shot)).convert("RGB") for name, shot in shots.items()}


def keep(picture: Image.Image, name: str) -> None:
    file = HERE / f"{name}.webp"
    picture.save(file, quality=QUALITY, method=6)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1000:.0f} kB")


def beside(desktop: Image.Image, phone: Image.Image) -> Image.Image:
    """One picture for README: a desk, and a phone in the evening."""
    canvas = Image.new("RGB", (desktop.width + phone.width + 24, desktop.height), (214, 208, 196))
    canvas.paste(desktop, (0, 0))
    canvas.paste(phone, (desktop.width + 24, 0))
    return canvas


def main() -> None:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        raise SystemExit("Chromium is not on this machine (Debian: apt install chromium).")
    with served_demo() as (base, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        desktop = shoot(browser, base + ROUND_UP, 1440, 1013).resize(
            (1200, 844), Image.Resampling.LANCZOS
        )
        phone = shoot(browser, base + "/", 390, 844, "dark")
        keep(beside(desktop, phone), "site")
        keep(shoot(browser, base + "/", 1280, 900), "front")
        for name, picture in shoot_editor(browser, base, password).items():
            keep(picture, name)
        browser.close()


if __name__ == "__main__":
    main()
