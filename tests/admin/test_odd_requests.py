"""What no form sends and somebody may: 400, 404 or a message, never an error of the server."""

import pytest
from django.urls import reverse

from blog.images.pictures import nature_of
from blog.images.pipeline import build_renditions
from blog.images.rendition_sets import MOST_PIXELS, all_wanted
from tests.factories import image_block, make_image, make_post, prose
from tests.transfer.edit_form import opened

pytestmark = pytest.mark.django_db
LONG = "9" * 30
TABLE = {
    "body-count": "1",
    "body-0-deleted": "",
    "body-0-order": "0",
    "body-0-type": "table",
    "body-0-id": "",
    "body-0-value-caption": "",
    "body-0-value-table-caption": "",
    "body-0-value-table-column-count": "0",
    "body-0-value-table-row-count": "0",
}
LIST = {
    **{name: value for name, value in TABLE.items() if "value" not in name},
    "body-0-type": "paper_list",
    "body-0-value-entries-count": "0",
}
TWICE = {
    "body-count": "2",
    **{f"body-{at}-{name}": "" for at in (0, 1) for name in ("deleted", "id")},
    **{
        f"body-{at}-{name}": value
        for at in (0, 1)
        for name, value in (("type", "math"), ("order", "0"), ("value-latex", f"x_{at}"))
    },
}


@pytest.fixture
def client(admin_client):
    admin_client.raise_request_exception = False
    return admin_client


@pytest.mark.parametrize("address", ["edit", "preview_on_edit"])
@pytest.mark.parametrize(
    "fields",
    [
        {name: value for name, value in TABLE.items() if not name.endswith("column-count")},
        {name: value for name, value in TABLE.items() if not name.endswith("row-count")},
        TABLE | {"body-0-value-table-column-count": "many"},
        TABLE | {"body-0-value-table-column-count": "1000000000"},
        TABLE | {"body-0-value-table-row-count": "2"},
        {name: value for name, value in TABLE.items() if name != "body-count"},
        {name: value for name, value in TABLE.items() if name != "body-0-order"},
        TABLE | {"body-0-order": "²"},
        LIST | {"body-0-value-entries-count": "1"},
        TWICE,
    ],
)
def test_a_body_that_did_not_arrive_whole_is_refused(client, publication, address, fields):
    post = make_post(body=[prose("<p>As it was.</p>")])
    data = {name: value for name, value in opened(client, post).items() if "body-" not in name}

    response = client.post(reverse(f"wagtailadmin_pages:{address}", args=[post.pk]), data | fields)

    assert response.status_code == 400
    post.refresh_from_db()
    assert post.body[0].value.source == "<p>As it was.</p>"


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded; charset=utf-16",
        "application/x-www-form-urlencoded; charset=hex",
        "multipart/form-data; boundary=x; charset=x-unknown",
        "multipart/form-data; boundary=x; charset=base64",
        "multipart/form-data; boundary=x; charset=idna",
        "multipart/form-data; boundary=x; charset=undefined",
        "multipart/form-data",
        "multipart/form-data; boundary=",
    ],
)
def test_a_body_that_nobody_can_read_is_refused(client, publication, content_type):
    edit = reverse("wagtailadmin_pages:edit", args=[make_post().pk])
    content = b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nA\r\n--x--\r\n'

    response = client.generic("POST", edit, content, content_type=content_type)

    assert response.status_code == 400


@pytest.mark.parametrize("chosen", ["²", "-1", "abc", LONG, "1\0"])
def test_an_odd_choice_of_a_paper_chooses_none(client, publication, chosen):
    store = reverse("wagtailsnippetchoosers_blog_paper:list_store")

    response = client.post(store, {"row": "a", "a-include": "on", "a-use": chosen})

    assert response.json() == {"papers": [], "wrong": {}}


@pytest.mark.parametrize("spec", ["fill-0x0", "fill-10x0", "fill-0x10", "width-0", "min-0x0"])
def test_a_picture_of_no_size_is_not_made(client, publication, spec):
    image = make_image(size=(64, 40))

    response = client.get(reverse("wagtailimages:preview", args=[image.pk, spec]))

    assert response.status_code in (200, 400)


def test_a_picture_too_tall_for_webp_has_all_its_other_sizes(client, publication):
    image = make_image(size=(96, MOST_PIXELS["webp"] + 1))

    build_renditions(image.pk)

    image.refresh_from_db()
    planned = {item.spec for item in all_wanted(image.width, image.height, nature_of(image))}
    assert {rendition.filter_spec for rendition in image.renditions.all()} == planned
    assert "width-96|format-png" in planned
    shown = client.get(make_post(body=[image_block(image)]).url)
    assert 'width="7" height="1200"' in shown.text
