"""Take the pictures of README and docs: of the demo, served for this from a folder of its own.

make screenshots
"""

from __future__ import annotations

import io

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import find_chromium
from tests.served import ROOT, Served, served_demo

FOLDER = ROOT / "docs" / "pictures"
ROUND_UP = "/icml-2024-ten-papers/"
QUALITY = 84


def shoot(browser: Browser, url: str, size: tuple[int, int], scheme: str = "light") -> Image.Image:
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, device_scale_factor=1
    )
    page.goto(url, wait_until="networkidle")
    content = page.screenshot()
    page.close()
    return Image.open(io.BytesIO(content)).convert("RGB")


def shoot_admin(browser: Browser, site: Served) -> dict[str, Image.Image]:
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    page.goto(f"{site.address}/admin/login/")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", site.password)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    shots = {"dashboard": page.screenshot()}
    page.goto(f"{site.address}/admin/posts/", wait_until="networkidle")
    shots["posts"] = page.screenshot()
    page.get_by_role("link", name="Vienna in July").first.click()
    page.wait_for_load_state("networkidle")
    page.locator("[data-contentpath=alt]:visible").first.scroll_into_view_if_needed()
    page.wait_for_timeout(800)
    shots["editor"] = page.screenshot()
    context.close()
    return {name: Image.open(io.BytesIO(shot)).convert("RGB") for name, shot in shots.items()}


def keep(picture: Image.Image, name: str) -> None:
    file = FOLDER / f"{name}.webp"
    picture.save(file, quality=QUALITY, method=6)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1000:.0f} kB")


def beside(desktop: Image.Image, phone: Image.Image) -> Image.Image:
    """One picture for README: a desk, and a phone in the evening."""
    canvas = Image.new("RGB", (desktop.width + phone.width + 24, desktop.height), (214, 208, 196))
    canvas.paste(desktop, (0, 0))
    canvas.paste(phone, (desktop.width + 24, 0))
    return canvas


def main() -> None:
    found = find_chromium()
    if not found:
        raise SystemExit("Chromium is not on this machine (Debian: apt install chromium).")
    with served_demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        desktop = shoot(browser, site.address + ROUND_UP, (1440, 1013))
        desktop = desktop.resize((1200, 844), Image.Resampling.LANCZOS)
        phone = shoot(browser, f"{site.address}/", (390, 844), "dark")
        keep(beside(desktop, phone), "site")
        keep(shoot(browser, f"{site.address}/", (1280, 900)), "front")
        for name, picture in shoot_admin(browser, site).items():
            keep(picture, name)
        browser.close()


if __name__ == "__main__":
    main()
