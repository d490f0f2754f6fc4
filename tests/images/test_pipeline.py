"""Renditions are made before the reader comes, once, and whole."""

import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.core.files.images import ImageFile
from django_tasks_db.models import DBTaskResult
from PIL import Image
from wagtail.images.models import Filter

from blog.images.models import CustomImage, CustomRendition
from blog.images.pictures import picture_for
from blog.images.pipeline import build_renditions
from blog.images.placeholders import style_rules
from blog.images.rendition_sets import RENDITION_SETS
from tests.factories import image_block, make_image, make_post


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def jpeg(size=(2000, 1500), colour=(180, 120, 60)) -> bytes:
    across = Image.linear_gradient("L").resize(size)
    picture = Image.merge("RGB", (across, across.rotate(180), Image.new("L", size, colour[2])))
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=90)
    return stream.getvalue()


def photograph(size=(2000, 1500), title="Hall", colour=(180, 120, 60), **fields) -> CustomImage:
    file = ImageFile(io.BytesIO(jpeg(size, colour)), name="hall.jpg")
    return CustomImage.objects.create(title=title, file=file, **fields)


def test_saving_a_picture_makes_every_rendition_of_every_set_after_the_commit(
    publication, on_commit
):
    with on_commit():
        image = photograph()

    made = {(row.filter_spec, row.width, row.height) for row in image.renditions.all()}
    assert len(made) == 37
    assert {item for item in made if item[0].startswith("width")} == {
        (f"width-{width}|format-{form}", width, width * 3 // 4)
        for width in (480, 800, 1280, 1600)
        for form in ("avif", "webp", "jpeg")
    }
    assert ("fill-1200x630|format-jpeg", 1200, 630) in made
    for row in image.renditions.all():
        with row.file.open() as file, Image.open(file) as picture:
            picture.load()
            assert picture.size == (row.width, row.height)


def test_ten_twelve_megapixel_pictures_make_no_rendition_in_the_readers_request(
    publication, client, on_commit
):
    with on_commit():
        images = [photograph((4000, 3000), colour=(0, 0, 20 * at)) for at in range(10)]
        post = make_post(body=[image_block(image) for image in images])
    before = CustomRendition.objects.count()

    response = client.get(post.url)

    page = BeautifulSoup(response.content, "html.parser")
    assert len(page.select("article picture source[type='image/avif']")) == 10
    assert CustomRendition.objects.count() == before
    assert not CustomRendition.objects.filter(on_request=True).exists()


def test_a_second_run_makes_nothing(publication):
    image = photograph()
    build_renditions(image.pk)

    again = build_renditions(image.pk)

    assert (again.made, again.already_there) == (0, 37)


def test_only_what_is_missing_is_made(publication):
    image = photograph()
    build_renditions(image.pk)
    image.renditions.filter(filter_spec__endswith="avif").delete()

    assert build_renditions(image.pk).made == 12


def test_no_rendition_is_larger_than_its_original(publication):
    image = photograph((500, 300))

    build_renditions(image.pk)

    assert max(row.width for row in image.renditions.all()) == 500
    assert max(row.height for row in image.renditions.all()) == 300


def test_a_crop_keeps_the_focal_point(publication):
    size = (1600, 400)
    drawn = Image.new("RGB", size, "white")
    drawn.paste("red", (1500, 0, 1600, 400))
    stream = io.BytesIO()
    drawn.save(stream, "JPEG", quality=95)
    image = CustomImage.objects.create(
        title="A red edge",
        file=ImageFile(stream, name="edge.jpg"),
        focal_point_x=1550,
        focal_point_y=200,
        focal_point_width=100,
        focal_point_height=100,
    )

    build_renditions(image.pk)

    row = image.renditions.get(filter_spec="fill-384x384|format-jpeg")
    with row.file.open() as file, Image.open(file) as picture:
        red, green, _blue = picture.getpixel((370, 200))
    assert red > 200
    assert green < 60


def test_ours_has_the_size_and_the_look_of_wagtails_rendition(publication):
    image = photograph((1999, 1333))
    build_renditions(image.pk)
    spec = "fill-800x533|format-png"

    ours = image.renditions.get(filter_spec="fill-800x533|format-jpeg")
    theirs = image.create_rendition(Filter(spec))

    with ours.file.open() as first, theirs.file.open() as second:
        one, two = Image.open(first).convert("RGB"), Image.open(second).convert("RGB")
        assert one.size == two.size
        for point in ((5, 5), (400, 266), (790, 520)):
            assert all(
                abs(a - b) < 8
                for a, b in zip(one.getpixel(point), two.getpixel(point), strict=True)
            )


def test_a_reader_before_the_worker_gets_a_whole_page_and_the_miss_is_counted(
    publication, client, caplog
):
    image = photograph()
    post = make_post(body=[image_block(image)])

    response = client.get(post.url)

    [shown] = BeautifulSoup(response.content, "html.parser").select("article picture img")
    [row] = CustomRendition.objects.filter(image=image)
    assert row.on_request
    assert shown["src"] == row.url
    assert row.file.storage.size(row.file.name) > 0
    assert "Miss: width-800|format-jpeg" in caplog.text


def test_the_first_reader_of_twenty_fresh_photographs_waits_for_two_renditions_alone(
    publication, client
):
    images = [photograph((90, 60), colour=(index * 10, 0, 0)) for index in range(20)]
    post = make_post(body=[image_block(image) for image in images])

    page = BeautifulSoup(client.get(post.url).content, "html.parser")

    shown = {img["src"] for img in page.select("article figure picture img")}
    made = CustomRendition.objects.all()
    assert made.count() == 2
    assert shown == {row.url for row in made} | {image.file.url for image in images[2:]}
    sizes = {(img["width"], img["height"]) for img in page.select("article figure picture img")}
    assert sizes == {("90", "60")}


def test_a_miss_asks_the_worker_once(publication, client, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    image = photograph()
    post = make_post(body=[image_block(image)])

    client.get(post.url)
    client.get(post.url)

    asked = DBTaskResult.objects.filter(task_path="blog.images.tasks.generate")
    assert [task.args_kwargs["args"] for task in asked] == [[image.pk]]


def test_the_picture_says_its_size_its_colour_and_who_comes_first(publication, client, on_commit):
    with on_commit():
        first, second = photograph(), photograph(colour=(0, 0, 250))
        post = make_post(body=[image_block(first), image_block(second)])

    response = client.get(post.url)

    one, two = BeautifulSoup(response.content, "html.parser").select("article picture img")
    assert (one["fetchpriority"], one.get("loading")) == ("high", None)
    assert (two.get("fetchpriority"), two["loading"]) == (None, "lazy")
    for shown in (one, two):
        assert (shown["width"], shown["height"], shown["decoding"]) == ("1280", "960", "async")
        assert "style" not in shown.attrs
        assert [name for name in shown["class"] if name.startswith("tint-")]


def test_each_colour_and_focal_point_has_its_rule():
    sheet = Path(finders.find("blog/css/components/placeholder.css")).read_text()

    assert [line.strip() for line in sheet.splitlines() if line.startswith("  img")] == list(
        style_rules()
    )


def test_rendition_sets_share_what_they_can():
    figure, wide = RENDITION_SETS["figure"], RENDITION_SETS["wide"]

    assert set(figure.widths) < set(wide.widths)


def test_a_graphic_stays_lossless(publication):
    image = make_image(size=(900, 600))

    build_renditions(image.pk)

    image.refresh_from_db()
    assert image.nature == "graphic"
    assert {row.filter_spec.split("format-")[1] for row in image.renditions.all()} == {
        "webp-lossless",
        "png",
    }


def test_a_page_that_was_sent_before_the_worker_came_keeps_its_picture(publication):
    image = make_image(size=(900, 600))
    sent = picture_for(image, "figure").fallback.src

    build_renditions(image.pk, anew=True)

    storage = CustomRendition._meta.get_field("file").storage
    fresh = picture_for(CustomImage.objects.get(pk=image.pk), "figure")
    assert sent not in (fresh.fallback.src, *fresh.fallback.srcset.split())
    assert storage.exists(sent.removeprefix(storage.base_url))
