import json
import os
import re
import time

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from wagtail.images.models import Filter

from blog.core.originals import originals_storage
from blog.images.intake import save_new, take_in
from blog.images.models import CustomImage
from blog.images.pipeline import build_renditions
from blog.images.rendition_sets import RENDITION_SETS, wanted_renditions
from blog.posts.publishing_gate import gate_held_open
from tests.factories import image_block, make_author, make_image, make_post
from tests.images import samples
from tests.served import environment_in, manage


def run(capsys, *arguments) -> str:
    call_command(*arguments)
    return capsys.readouterr().out


def photograph(seed=1, size=(900, 600), **fields) -> CustomImage:
    intake = take_in(samples.noisy_jpeg(size, seed), "hall.jpg")
    return save_new(intake, **{"title": f"Hall {seed}"} | fields)


def test_build_makes_what_is_missing_and_says_how_much(publication, capsys):
    first, second = photograph(1), photograph(2)
    build_renditions(first.pk)

    said = run(capsys, "renditions", "build", "--missing", "--jobs", "1")

    assert said.startswith("2 pictures: 34 renditions made (")
    assert said.endswith("34 were there.\n")
    assert second.renditions.count() == 34
    assert run(capsys, "renditions", "build", "--jobs", "1") == (
        "2 pictures: 0 renditions made (0.0 MB), 68 were there.\n"
    )


def test_build_makes_again_what_is_only_promised_or_cut_short(publication, capsys):
    image = photograph()
    build_renditions(image.pk)
    lost, cut = image.renditions.filter(filter_spec__endswith="avif")[:2]
    lost.file.storage.delete(lost.file.name)
    with open(cut.file.path, "r+b") as file:
        file.truncate(100)

    said = run(capsys, "renditions", "build", "--jobs", "1")

    assert said.startswith("1 pictures: 2 renditions made")
    for row in image.renditions.all():
        assert row.file.storage.size(row.file.name) == row.file_size


def test_build_all_replaces_without_leaving_files_behind(publication, capsys, settings):
    image = photograph()
    build_renditions(image.pk)

    run(capsys, "renditions", "build", "--all", "--jobs", "1")

    on_disk = {path.name for path in (settings.MEDIA_ROOT / "images").iterdir()}
    assert on_disk == {row.file.name.split("/")[1] for row in image.renditions.all()}


def test_several_pictures_are_made_at_a_time(tmp_path):
    # In a database of its own: one in memory refuses a thread where a file lets it wait.
    site = environment_in(tmp_path, 0)
    manage("prepare", "--without-demo", environment=site)
    three = (
        "from tests.images.test_commands import photograph\n"
        "for seed in range(3): photograph(seed, (320, 240))"
    )
    manage("shell", "-v", "0", "-c", three, environment=site)

    said = manage("renditions", "build", "--jobs", "2", environment=site)
    again = manage("renditions", "build", "--jobs", "1", environment=site)

    assert re.match(r"3 pictures: [1-9]\d* renditions made", said)
    assert again.startswith("3 pictures: 0 renditions made")


def test_build_names_a_picture_that_cannot_be_read_and_fails(publication, capsys):
    image = photograph()
    os.truncate(image.file.path, 50)
    CustomImage.objects.update(original="")

    with pytest.raises(SystemExit) as ended:
        call_command("renditions", "build", "--jobs", "1")

    assert ended.value.code == 1
    assert "1 pictures could not be read" in capsys.readouterr().err


def test_status_counts_by_set_with_misses(publication, client, capsys):
    built, missed = photograph(1), photograph(2)
    build_renditions(built.pk)
    post = make_post(body=[image_block(missed)])
    client.get(post.url)

    found = {row["name"]: row for row in json.loads(run(capsys, "renditions", "status", "--json"))}

    figure = found["figure"]
    assert (figure["wanted"], figure["existing"], figure["misses"]) == (18, 10, 1)
    assert figure["bytes"] > 1000
    assert (found["social"]["wanted"], found["social"]["existing"]) == (2, 1)
    assert "figure" in run(capsys, "renditions", "status")


def test_prune_says_first_and_then_takes_only_what_no_set_wants(publication, capsys, settings):
    image = photograph()
    build_renditions(image.pk)
    preview = image.create_rendition(Filter("max-165x165"))
    image.create_rendition(Filter("width-333|format-jpeg"))
    stray = settings.MEDIA_ROOT / "images" / "stray.avif.part"
    stray.write_bytes(b"half")
    os.utime(stray, (time.time() - 7200,) * 2)
    young = settings.MEDIA_ROOT / "images" / "young.avif.part"
    young.write_bytes(b"half")

    said = run(capsys, "renditions", "prune", "--dry-run")

    assert "width-333" in said
    assert "images/stray.avif.part  (no row)" in said
    assert "2 files would go" in said
    assert image.renditions.count() == 36
    run(capsys, "renditions", "prune")
    assert image.renditions.count() == 35
    assert image.renditions.filter(pk=preview.pk).exists()
    assert not stray.exists()
    assert young.exists()
    assert image.file.storage.exists(image.file.name)
    assert (settings.VAR_DIR / "originals" / image.original).exists()


def test_prune_takes_the_crops_of_a_former_focal_point(publication, capsys):
    image = photograph()
    build_renditions(image.pk)
    CustomImage.objects.update(
        focal_point_x=10, focal_point_y=10, focal_point_width=5, focal_point_height=5
    )
    build_renditions(image.pk)

    said = run(capsys, "renditions", "prune")

    assert said.count("(former focal point)") == 25
    assert image.renditions.count() == 34


def test_audit_names_every_kind_of_trouble(publication, capsys, settings):
    shown = photograph(1, default_alt="An empty hall")
    # An import brings such posts.
    with gate_held_open():
        make_post(
            title="The hall",
            body=[image_block(shown, alt=""), image_block(shown, alt="image"),
                  image_block(photograph(2), alt="")],
            thumbnail=photograph(3),
            thumbnail_alt="Seats",
        )  # fmt: skip
    portrait = make_image("Ada")
    make_author("Ada Quill", portrait=portrait)
    unused = photograph(4, default_alt="DSC_0042.jpg")
    lost = photograph(5)
    lost.file.storage.delete(lost.file.name)
    CustomImage.objects.filter(pk=unused.pk).update(file_size=9_000_000)
    twin = photograph(6)
    CustomImage.objects.filter(pk=twin.pk).update(content_hash=shown.content_hash)

    found = json.loads(run(capsys, "images", "audit", "--json"))

    told = {(row["kind"], row["title"], row["detail"]) for row in found}
    assert ("unused", "Hall 4", unused.file.name) in told
    assert ("missing", "Hall 5", lost.file.name) in told
    assert ("no-alt", "The hall", "Picture “Hall 2”") in told
    assert ("filler-alt", "The hall", "Picture “Hall 1” image") in told
    assert ("filler-alt", "Hall 4", "DSC_0042.jpg") in told
    assert ("oversized", "Hall 4", "9.0 MB") in told
    assert ("duplicate", "Hall 6", f"same file as {shown.pk}") in told
    assert {row["title"] for row in found if row["kind"] == "unused"} == {
        "Hall 4",
        "Hall 5",
        "Hall 6",
    }
    assert run(capsys, "images", "audit").endswith(
        "7 pictures: 3 unused, 1 missing, 1 no-alt, 2 filler-alt, 1 oversized, 1 duplicate.\n"
    )


def test_audit_finds_what_is_lost_or_cut_short_and_makes_it_again(publication, capsys):
    image = photograph(size=(90, 60))
    build_renditions(image.pk)
    lost, cut = image.renditions.filter(filter_spec__endswith="avif")[:2]
    preview = image.get_rendition("max-80x80")
    for row in (lost, preview):
        row.file.storage.delete(row.file.name)
    with open(cut.file.path, "r+b") as file:
        file.truncate(10)
    names = {f"{row.file.name}  (“Hall 1”)" for row in (lost, cut, preview)}

    only_said = run(capsys, "renditions", "audit", "--dry-run").splitlines()
    said = run(capsys, "renditions", "audit").splitlines()

    assert set(only_said) == names | {"3 renditions were lost, would be made again."}
    assert set(said) == names | {"3 renditions were lost, made again or forgotten."}
    image = CustomImage.objects.get(pk=image.pk)
    assert image.get_rendition("max-80x80").file.storage.exists(preview.file.name)
    for row in image.renditions.exclude(file_size=None):
        assert row.file.storage.size(row.file.name) == row.file_size
    assert run(capsys, "renditions", "audit").startswith("0 renditions were lost")


def test_audit_fails_where_a_picture_cannot_be_read(publication, capsys):
    image = photograph(size=(90, 60))
    build_renditions(image.pk)
    row = image.renditions.first()
    for file in (row.file, image.file):
        file.storage.delete(file.name)
    CustomImage.objects.update(original="")

    with pytest.raises(SystemExit) as ended:
        call_command("renditions", "audit")

    assert ended.value.code == 1


def test_build_names_the_picture_that_fails_and_makes_all_others(publication, capsys):
    damaged, lost, whole = photograph(1, (90, 60)), photograph(2, (90, 60)), photograph(3, (90, 60))
    original = originals_storage().path(damaged.original)
    with open(original, "r+b") as file:
        file.truncate(400)
    originals_storage().delete(lost.original)
    lost.file.storage.delete(lost.file.name)

    with pytest.raises(SystemExit) as stopped:
        call_command("renditions", "build", "--jobs", "1")

    said = capsys.readouterr().err.splitlines()
    assert stopped.value.code == 1
    assert [line.partition(":")[0] for line in said if line.startswith("#")] == [
        f"#{damaged.pk} “Hall 1”",
        f"#{lost.pk} “Hall 2”",
    ]
    assert said[-1] == "2 pictures could not be read or made whole."
    assert whole.renditions.exists()


@pytest.mark.parametrize(
    ("size", "formats"),
    [
        ((2, 16_400), {"avif", "jpeg"}),
        ((2, 65_520), {"avif"}),
        ((16_400, 2), {"avif", "webp", "jpeg"}),
    ],
)
def test_a_format_that_cannot_hold_a_picture_is_left_out(size, formats):
    made = {item.format for item in wanted_renditions(RENDITION_SETS["wide"], *size, "photograph")}

    assert made == formats


def test_a_long_screenshot_has_every_rendition_that_is_promised(publication, client):
    image = save_new(
        take_in(samples.encoded(samples.gradient((120, 20_000)), "PNG"), "s.png"), title="Scroll"
    )
    built = build_renditions(image.pk)
    page = client.get(make_post(body=[image_block(image)]).url)
    shown = BeautifulSoup(page.content, "html.parser").select_one("article picture img")

    assert (built.problem, built.made) == ("", image.renditions.count())
    assert (shown["width"], shown["height"], shown["sizes"]) == ("7", "1200", "7px")
    whole = BeautifulSoup(page.content, "html.parser").select_one("article a.zoom")["href"]
    assert whole in {row.url for row in image.renditions.filter(height=20_000)}


def test_a_panorama_can_be_enlarged_to_a_height_that_can_be_read(publication, client):
    image = photograph(1, (3000, 300), title="Panorama")
    build_renditions(image.pk)
    page = client.get(make_post(body=[image_block(image)]).url)

    whole = BeautifulSoup(page.content, "html.parser").select_one("article a.zoom")["href"]
    [row] = [row for row in image.renditions.all() if row.url == whole]
    assert (row.width, row.height) == (3000, 300)
    wide = RENDITION_SETS["wide"]
    assert [
        wanted_renditions(wide, *size, "photograph")[-1].width
        for size in ((4000, 3000), (4000, 2000), (12_000, 1500), (40_000, 1000))
    ] == [1600, 1600, 5760, 10_000]
