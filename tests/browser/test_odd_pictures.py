"""Pictures of unusual shape or ground, as readers see them on a post."""

import io

import pytest
from django.core.files.images import ImageFile
from PIL import Image, ImageDraw

from blog.images.models import CustomImage
from tests.factories import image_block, make_image, make_post, make_publication

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def make_line_drawing() -> CustomImage:
    """Black lines on nothing."""
    make_publication()
    drawing = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    ImageDraw.Draw(drawing).rectangle((20, 20, 280, 180), outline=(0, 0, 0, 255), width=10)
    stream = io.BytesIO()
    drawing.save(stream, "PNG")
    file = ImageFile(stream, name="lines.png")
    return CustomImage.objects.create(title="Lines", file=file, default_alt="A frame")


@pytest.mark.parametrize("browser", ["chromium", pytest.param("firefox", marks=pytest.mark.soak)])
def test_a_picture_of_one_column_makes_no_page_of_its_height(watched_in, browser):
    make_publication()
    image = make_image("column.png", size=(1, 12_000))
    make_post(slug="odd", body=[image_block(image), image_block(image, width="wide")])
    watched = watched_in(browser)
    watched.goto("/odd/")

    heights = watched.page.locator(".figure img").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().height)"
    )

    assert len(heights) == 2
    assert max(heights) <= 1200


@pytest.mark.parametrize("browser", ["chromium", pytest.param("firefox", marks=pytest.mark.soak)])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_black_lines_on_nothing_are_seen_on_dark_paper_too(watched_in, browser, look):
    make_post(slug="odd", body=[image_block(make_line_drawing())])
    watched = watched_in(browser)
    watched.goto("/odd/")
    watched.page.evaluate("look => { document.documentElement.dataset.theme = look; }", look)

    shown = Image.open(io.BytesIO(watched.page.locator(".figure img").screenshot())).convert("L")

    line, ground = shown.getpixel((150, 25)), shown.getpixel((150, 100))
    assert ground - line > 150
