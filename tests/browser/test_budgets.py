"""What a page weighs on the wire, as production sends it."""

import time

import pytest

from tests.browser.conftest import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served demo")]
ROUND_UPS = [PAGES[1], PAGES[2], "/ten-and-six/"]
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}


@pytest.fixture
def transfers(site, chromium):
    """`transfers(path)` maps the address of each file of a page, read to its end, to its bytes."""
    context = chromium.new_context(**PHONE)

    def read(path):
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        asked, sizes = {}, {}
        network.on("Network.requestWillBeSent", lambda e: asked.update({e["requestId"]: e}))
        network.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e}))
        page.goto(site.address + path)
        page.wait_for_load_state("networkidle")
        for _step in range(page.evaluate("Math.ceil(document.body.scrollHeight / 700)")):
            page.mouse.wheel(0, 700)
            page.wait_for_timeout(20)
        # Playwright's network is idle once and for all; what scrolling asked for may be under way.
        until = time.monotonic() + 30
        while asked.keys() - sizes.keys() - _data_of(asked) and time.monotonic() < until:
            page.wait_for_timeout(50)
        page.close()
        urls = {key: event["request"]["url"].partition("?")[0] for key, event in asked.items()}
        return {
            url.removeprefix(site.address): sizes[key]["encodedDataLength"]
            for key, url in urls.items()
            if key not in _data_of(asked)
        }

    yield read
    context.close()


def _data_of(asked):
    """Requests for what stands in the address itself."""
    return {key for key, event in asked.items() if event["request"]["url"].startswith("data:")}


@pytest.mark.parametrize("path", ROUND_UPS)
def test_a_round_up_of_ten_papers_keeps_to_its_bytes(transfers, path):
    found = transfers(path)

    styles = sum(size for url, size in found.items() if url.endswith(".css"))
    scripts = sum(size for url, size in found.items() if url.endswith(".js"))
    print(f"{path}: HTML {found[path]:.0f}, CSS {styles:.0f}, JavaScript {scripts:.0f} bytes")
    assert 0 < styles <= 12_000
    assert 0 < scripts <= 5_000
    assert found[path] + styles + scripts <= 32_000


def test_six_pictures_two_faces_and_the_icon_come_in_twelve_requests(transfers):
    found = transfers("/ten-and-six/")

    pictures = [url for url in found if url.startswith("/media/")]
    assert len(pictures) == 8, pictures
    assert len(found) <= 12, sorted(found)


def test_who_comes_again_fetches_only_the_page(site, chromium):
    """Names of static files and renditions change with their content, so they are kept."""
    context = chromium.new_context(**PHONE)
    page = context.new_page()
    page.goto(site.address + "/ten-and-six/")
    page.wait_for_load_state("networkidle")
    again = []
    page.on("response", lambda answer: again.append(answer))
    page.goto(site.address + "/")
    page.wait_for_load_state("networkidle")
    again.clear()
    page.goto(site.address + "/ten-and-six/")
    page.wait_for_load_state("networkidle")

    fetched = [
        answer.url
        for answer in again
        if not answer.from_service_worker
        and not answer.request.url.startswith("data:")
        and answer.request.sizes()["responseHeadersSize"] > 0
        and answer.request.timing["responseStart"] > 0
        and answer.request.sizes()["responseBodySize"] > 0
    ]
    assert fetched == [f"{site.address}/ten-and-six/"]
    context.close()
