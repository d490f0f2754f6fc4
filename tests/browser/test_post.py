"""What a post does under a reader's hands: pictures, films, notes, contents; and without any script."""

import gzip

import pytest
from bs4 import BeautifulSoup

from blog.demo.recordings.catalogue import night_window
from blog.images.pipeline import build_renditions
from tests.browser.waiting import WITHIN
from tests.factories import (
    image_block,
    make_author,
    make_image,
    make_paper,
    make_post,
    make_publication,
    paper_entry,
    paper_list,
    prose,
)
from tests.posts.test_galleries import gallery, picture
from tests.posts.test_recordings import WORDS, make_document, media_block

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def note(text):
    return f'<embed embedtype="footnote" note="{text}"/>'


def block(kind, value):
    return {"type": kind, "value": value, "id": f"{kind}-0000-4000"}


EMBED = {"provider": "youtube", "id": "abc", "title": "A talk", "caption": "", "poster": None}
TABLE = {
    "caption": "Runs",
    "table": {
        "columns": [{"type": "text", "heading": f"Column {number}"} for number in range(20)],
        "rows": [{"values": [f"In a cell{note('Seven')}", *["some words"] * 19]}],
        "caption": "",
    },
}


@pytest.fixture
def post(transactional_db):
    make_publication()
    image = make_image(size=(1600, 1000), credit="Photograph Ada Quill")
    build_renditions(image.pk)
    film = make_document("night.webm", night_window())
    captions = make_document("night.vtt", WORDS)
    quote = {"text": f"<p>Said{note('Four')}.</p>", "attribution": "", "source": ""}
    callout = {"kind": "note", "heading": "", "text": f"<p>Mind{note('Three')}.</p>"}
    return make_post(
        slug="post",
        authors=[make_author("Ada Quill")],
        body=[
            prose(f"<p>First{note('One')} and last{note('Two')} words.</p>"),
            block("callout", callout),
            block("quote", quote),
            image_block(image, alt="A wide hall", caption=f"The hall{note('Five')}"),
            gallery(picture(image, alt="Left"), picture(image, alt="Right")),
            paper_entry(make_paper(), commentary=f"<p>We liked it{note('Six')}.</p>"),
            block("table", TABLE),
            block("code", {"language": "python", "filename": "long.py", "code": "x = 1 " * 90}),
            media_block(film, captions=captions.pk),
            block("embed", EMBED),
            block("markdown", {"source": "Own[^1]\n\n[^1]: A."}),
            block("markdown", {"source": "Own[^1]\n\n[^1]: B."}),
        ],
    )


def clean(watched):
    return (watched.problems, watched.foreign, watched.context.cookies()) == ([], [], [])


def test_a_picture_opens_whole_by_keyboard_leads_on_and_gives_the_focus_back(post, watched):
    watched.goto("/post/")
    page = watched.page
    page.locator("a.zoom").first.focus()
    page.keyboard.press("Enter")

    box = page.locator("dialog.zoom-box")
    assert box.get_attribute("open") is not None
    assert page.evaluate("document.activeElement.textContent") == "Close"
    shown = page.locator("dialog img")
    page.locator("dialog.zoom-box:not([data-waits])").wait_for()
    assert shown.evaluate("img => img.naturalWidth") == 1600
    assert (shown.get_attribute("alt"), box.get_attribute("aria-label")) == ("A wide hall",) * 2
    assert page.locator("dialog p").inner_text() == "The hall\u202f5 Photograph Ada Quill"
    page.keyboard.press("ArrowRight")
    assert shown.get_attribute("alt") == "Left"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert (shown.get_attribute("alt"), page.locator("dialog span").inner_text()) == (
        "Right", "3 / 3",
    )  # fmt: skip
    page.keyboard.press("Escape")
    assert box.get_attribute("open") is None
    assert page.evaluate("document.activeElement.querySelector('img').alt") == "Right"
    assert clean(watched)


def test_a_press_opens_and_closes_and_a_new_tab_is_left_to_the_browser(post, watched):
    watched.goto("/post/")
    page = watched.page
    page.locator(".gallery a.zoom").first.click()
    assert page.locator("dialog.zoom-box").is_visible()
    page.locator("dialog img").click()
    assert not page.locator("dialog.zoom-box").is_visible()

    page.locator(".gallery a.zoom").first.click(modifiers=["Control"])
    assert not page.locator("dialog.zoom-box").is_visible()
    assert clean(watched)


def test_back_closes_an_enlarged_picture_and_leaves_the_page_where_it_was(post, watched):
    watched.goto("/post/")
    page = watched.page
    page.locator("a.zoom").first.click()
    page.go_back()

    assert not page.locator("dialog.zoom-box").is_visible()
    assert page.url.endswith("/post/")
    page.locator("a.zoom").first.click()
    page.keyboard.press("Escape")
    page.wait_for_function("() => !history.state?.zoom")
    assert page.url.endswith("/post/")
    assert clean(watched)


def test_a_swipe_leads_to_the_next_picture(post, watched):
    watched.goto("/post/")
    page = watched.page
    page.locator("a.zoom").first.click()
    shown = page.locator("dialog img")
    swipe = """(image, [from, to]) => {
      const touch = (x) => [new Touch({ identifier: 1, target: image, clientX: x, clientY: 300 })];
      image.dispatchEvent(new TouchEvent("touchstart", { bubbles: true, touches: touch(from) }));
      image.dispatchEvent(new TouchEvent("touchend", { bubbles: true, changedTouches: touch(to) }));
    }"""
    shown.evaluate(swipe, [300, 100])
    assert shown.get_attribute("alt") == "Left"
    shown.evaluate(swipe, [100, 130])
    assert shown.get_attribute("alt") == "Left"
    shown.evaluate(swipe, [100, 300])
    assert shown.get_attribute("alt") == "A wide hall"


def test_the_small_picture_stands_in_for_a_large_one_that_cannot_be_fetched(post, watched):
    watched.goto("/post/")
    page = watched.page
    first = page.locator("a.zoom").first
    small = first.locator("img").evaluate(
        f"async img => {{ {WITHIN} await within(img.decode(), 'the picture'); return img.currentSrc }}"
    )
    page.route(first.evaluate("link => link.href"), lambda route: route.abort())
    first.click()

    page.locator("dialog output:not(:empty)").wait_for()
    assert page.locator("dialog output").inner_text() == ("Could not be fetched")
    assert page.locator("dialog img").evaluate("img => img.src") == small


def test_a_film_plays_can_be_sought_and_is_not_fetched_before(post, watched):
    asked = []
    watched.page.on("request", lambda request: asked.append(request.url))
    watched.goto("/post/")
    watched.page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/documents/" in url] == []

    found = watched.page.evaluate(
        "async () => {"
        + WITHIN
        + """
        const film = document.querySelector("video");
        film.muted = true;
        await within(film.play(), "a first frame");
        film.pause();
        film.currentTime = 5;
        const sought = new Promise((done) => film.addEventListener("seeked", done, { once: true }));
        await within(sought, "the frame at five seconds");
        return [film.duration, film.videoWidth, film.currentTime];
        }"""
    )

    assert found == [8, 640, 5]
    assert clean(watched)


def test_an_embed_asks_the_other_host_only_when_it_is_pressed(post, watched):
    watched.goto("/post/")
    watched.page.wait_for_load_state("networkidle")
    assert watched.foreign == []
    assert watched.page.locator("iframe").count() == 0
    watched.context.route("https://www.youtube-nocookie.com/**", lambda route: route.abort())

    watched.page.locator("[data-embed]").click()

    frame = watched.page.locator("iframe")
    assert frame.get_attribute("src") == "https://www.youtube-nocookie.com/embed/abc"
    assert frame.get_attribute("title") == "A talk"


def test_notes_are_numbered_through_lead_there_and_back_and_stand_in_the_margin(post, watched):
    watched.page.set_viewport_size({"width": 1440, "height": 900})
    watched.goto("/post/")
    page = watched.page

    texts = page.locator(".note").all_inner_texts()
    assert texts == ["1 One", "2 Two", "3 Three", "4 Four", "5 Five", "6 Six", "7 Seven"]
    placed = page.evaluate(
        """() => {
        const edge = document.querySelector(".body > .row > p").getBoundingClientRect().right;
        return [...document.querySelectorAll(".note")].map((note) => {
            const ref = document.getElementById(note.id.replace("n", "r"));
            return [note.getBoundingClientRect().left > edge, ref.getAttribute("href"),
                    note.querySelector("a").getAttribute("href")];
        });
        }"""
    )
    assert placed == [[True, f"#n{number}", f"#r{number}"] for number in range(1, 8)]
    overlaps = page.evaluate(
        """() => {
        const boxes = [...document.querySelectorAll(".note, .record, .figure > figcaption")]
            .map((item) => [item, item.getBoundingClientRect()]);
        return boxes.flatMap(([a, first], at) => boxes.slice(at + 1)
            .filter(([b, second]) => !a.contains(b) && first.right > second.left
                && second.right > first.left && first.bottom > second.top + 1
                && second.bottom > first.top + 1)
            .map(([b]) => a.textContent + " | " + b.textContent));
        }"""
    )
    assert overlaps == []
    page.set_viewport_size({"width": 390, "height": 844})
    folded = page.evaluate(
        """() => [...document.querySelectorAll(".note")].every((note) => {
        const ref = document.getElementById(note.id.replace("n", "r")).getBoundingClientRect();
        const box = note.getBoundingClientRect();
        return box.left < 60 && box.top > ref.top;
        })"""
    )
    assert folded
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_no_id_stands_twice(post, client):
    page = BeautifulSoup(client.get("/post/").content, "html.parser")
    ids = [tag["id"] for tag in page.select("[id]")]

    assert sorted(ids) == sorted(set(ids))
    targets = [tag["href"][1:] for tag in page.select("main a[href^='#']")]
    assert [target for target in targets if target not in ids] == []


def test_tables_and_listings_scroll_by_themselves_and_can_be_reached(post, watched):
    watched.page.set_viewport_size({"width": 390, "height": 844})
    watched.goto("/post/")

    regions = watched.page.evaluate(
        """() => [...document.querySelectorAll(".table, .code pre")].map((region) => [
        region.tabIndex, region.scrollWidth > region.clientWidth, region.getAttribute("role"),
        region.getAttribute("aria-label")
            || document.getElementById(region.getAttribute("aria-labelledby")).textContent])"""
    )

    assert regions == [[0, True, "group", "Runs"], [0, True, "group", "long.py"]]


@pytest.mark.parametrize(("width", "seen"), [(390, False), (1440, True)])
def test_contents_are_folded_on_a_phone_and_stand_open_elsewhere(
    transactional_db, chromium, live_server, width, seen
):
    make_publication()
    make_post(slug="ten", body=[paper_list([make_paper() for _number in range(10)])])
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/ten/")

    line = page.locator(".contents li a").first
    assert line.is_visible() == seen
    if not seen:
        page.locator(".contents summary").click()
        assert line.is_visible()
    context.close()


def test_without_script_pictures_and_embeds_are_links_and_films_play(post, chromium, live_server):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/post/")

    assert page.locator("[data-embed]").get_attribute("href") == (
        "https://www.youtube.com/watch?v=abc"
    )
    assert page.locator("video[controls]").count() == 1
    assert not page.locator("button").first.is_visible()
    page.locator("a.zoom").first.click()
    assert page.url.endswith(".webp")
    context.close()


def test_a_post_of_ten_papers_keeps_to_its_budget(transactional_db, client, live_server, watched):
    make_publication()
    papers = [make_paper() for _number in range(10)]
    words = (
        "<p>" + "Some eighty words of commentary on what it says and why we cared. " * 6 + "</p>"
    )
    make_post(slug="ten", authors=[make_author()], body=[paper_list(papers, commentary=words)])
    sizes = {"css": 0, "js": 0}
    watched.page.on("response", lambda response: weigh(response))

    def weigh(response):
        kind = response.url.partition("?")[0].rpartition(".")[2]
        if kind in sizes:
            sizes[kind] += len(gzip.compress(response.body()))

    watched.goto("/ten/")
    watched.page.wait_for_load_state("networkidle")
    html = len(gzip.compress(client.get("/ten/").content))

    assert sizes["css"] <= 12_000, sizes
    assert sizes["js"] <= 5_000, sizes
    assert html + sizes["css"] + sizes["js"] <= 32_000, (html, sizes)
