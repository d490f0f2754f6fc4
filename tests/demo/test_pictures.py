import io

import pytest
from PIL import Image, ImageStat

from blog.demo.pictures.catalogue import PICTURES

PORTRAITS = {"perpetua", "otto", "ines", "row_of_three"}


@pytest.fixture(scope="module")
def drawn():
    return {picture.name: picture.file() for picture in PICTURES}


@pytest.mark.parametrize("name", [picture.name for picture in PICTURES])
def test_a_picture_is_large_and_no_grey_box(drawn, name):
    image = Image.open(io.BytesIO(drawn[name])).convert("RGB")
    assert image.width >= (900 if name in PORTRAITS else 1600)
    assert max(ImageStat.Stat(image).stddev) > 12
    hue = image.convert("HSV").getchannel("S")
    assert hue.getextrema()[1] > 150, "none of our red, sand or ember in it"


@pytest.mark.parametrize("name", ["otto", "sunflower_of_posters", "interval_widths"])
def test_a_picture_is_the_same_on_every_run(drawn, name):
    picture = next(picture for picture in PICTURES if picture.name == name)
    assert picture.file() == drawn[name]


def test_files_carry_no_metadata_and_fit_a_modest_disk(drawn):
    assert sum(len(data) for data in drawn.values()) < 10_000_000
    for data in drawn.values():
        assert not Image.open(io.BytesIO(data)).getexif()


def test_names_and_files_are_unique():
    assert len({picture.file_name for picture in PICTURES}) == len(PICTURES) >= 16
