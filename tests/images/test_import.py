"""Pictures of an import pass the same gate; a bad one never stops its post."""

import time
from io import StringIO

from django.core.management import call_command

from blog.images.models import CustomImage
from blog.images.originals import open_original
from blog.posts.models import PostPage
from blog.transfer import hugo
from blog.transfer.run import run_import
from tests.factories import make_source
from tests.images import samples

POST = """---
title: "Pictures from the hall"
date: 2024-05-15
---
{pictures}
"""


def write_site(root, pictures: dict[str, bytes]):
    folder = root / "content" / "posts" / "hall"
    folder.mkdir(parents=True)
    for name, data in pictures.items():
        (folder / name).write_bytes(data)
    shown = "\n\n".join(f"![A picture of the hall, {name}]({name})" for name in pictures)
    (folder / "index.md").write_text(POST.format(pictures=shown), encoding="utf-8")
    (root / "hugo.toml").write_text('title = "Hall"\n', encoding="utf-8")
    return hugo.find_site(root, None)


def test_hostile_pictures_are_listed_with_the_reason_and_the_post_comes_in(publication, tmp_path):
    site = write_site(
        tmp_path,
        {
            "good.jpg": samples.jpeg(),
            "bomb.png": samples.bomb(9000),
            "half.jpg": samples.jpeg()[:4000],
            "empty.gif": b"",
            "endless.gif": samples.gif_with_frames(1500),
            "text.png": b"no picture",
        },
    )

    report = run_import(hugo.read_documents(site), origin=make_source())

    [post] = PostPage.objects.all()
    assert post.title == "Pictures from the hall"
    [image] = CustomImage.objects.all()
    assert image.title == "good"
    printed = "\n".join(report.lines())
    for reason in (
        "bomb.png was not taken: The picture has too many pixels (9000 × 9000)",
        "half.jpg was not taken: The file is damaged",
        "empty.gif was not taken: The file is empty.",
        "endless.gif was not taken: The animation has more than 1000 frames.",
        "text.png was not taken: The file is damaged, or it is not a picture.",
    ):
        assert reason in printed


def test_drawings_that_nobody_drew_are_left_out_of_an_import_at_once(publication, tmp_path):
    drawings = {
        f"drawing-{number}.svg": data
        for number, data in enumerate(samples.ENDLESS_DRAWINGS.values())
    }
    write_site(tmp_path, drawings)
    out, start = StringIO(), time.process_time()

    call_command("import_hugo", tmp_path, stdout=out)

    assert time.process_time() - start < 5
    assert PostPage.objects.get().title == "Pictures from the hall"
    assert not CustomImage.objects.exists()
    for name in drawings:
        assert f"{name} was not taken: The drawing is nested too deeply" in out.getvalue()


def test_an_imported_picture_keeps_its_original_and_shows_no_metadata(publication, tmp_path):
    exif = samples.gradient().getexif()
    exif[0x8825] = {1: "N", 2: (48.0, 8.0, 0.0), 3: "E", 4: (11.0, 34.0, 0.0)}
    data = samples.jpeg(exif=exif)
    site = write_site(tmp_path, {"hall.jpg": data})

    run_import(hugo.read_documents(site), origin=make_source())

    [image] = CustomImage.objects.all()
    with image.file.open() as file:
        assert b"Exif" not in file.read()
    with open_original(image) as file:
        assert file.read() == data
