"""A video by whatever is on the clipboard."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from blog.posts.blocks.pictures import EmbedBlock

WATCHED = "dQw4w9WgXcQ"


def stored(pasted: str, *, start: str = "", provider: str = "youtube") -> tuple:
    block = EmbedBlock()
    sent = {"id": pasted, "provider": provider, "start": start, "title": "", "poster": ""}
    empty = block.child_blocks["caption"].get_form_state(
        block.child_blocks["caption"].to_python("")
    )
    data = {f"embed-{name}": value for name, value in (sent | {"caption": empty}).items()}
    value = block.clean(block.value_from_datadict(data, {}, "embed"))
    return value["provider"], value["id"], value["start"]


@pytest.mark.parametrize(
    ("pasted", "video"),
    [
        (f"https://www.youtube.com/watch?v={WATCHED}&t=42s", ("youtube", WATCHED, 42)),
        (f"https://www.youtube.com/watch?app=desktop&v={WATCHED}", ("youtube", WATCHED, None)),
        (f"https://youtu.be/{WATCHED}?si=AbC&t=75", ("youtube", WATCHED, 75)),
        (f"https://www.youtube.com/watch?v={WATCHED}#t=1m2s", ("youtube", WATCHED, 62)),
        (f"https://m.youtube.com/shorts/{WATCHED}", ("youtube", WATCHED, None)),
        (f"https://www.youtube.com/live/{WATCHED}?t=1h", ("youtube", WATCHED, 3600)),
        (f" youtube.com/watch?v={WATCHED} ", ("youtube", WATCHED, None)),
        ("https://vimeo.com/76979871#t=1m5s", ("vimeo", "76979871", 65)),
        ("https://vimeo.com/channels/staffpicks/76979871", ("vimeo", "76979871", None)),
        ("https://vimeo.com/groups/motion/videos/76979871", ("vimeo", "76979871", None)),
        (
            f'<iframe width="560" src="https://www.youtube-nocookie.com/embed/{WATCHED}?rel=0&amp;'
            'start=9" title="YouTube video player"></iframe>',
            ("youtube", WATCHED, 9),
        ),
        (WATCHED, ("youtube", WATCHED, None)),
    ],
)
def test_host_id_and_beginning_are_read_from_what_is_pasted(pasted, video):
    assert stored(pasted) == video


def test_a_beginning_that_somebody_wrote_stays_when_the_address_names_none():
    assert stored(f"https://youtu.be/{WATCHED}", start="30") == ("youtube", WATCHED, 30)


@pytest.mark.parametrize(
    "pasted", ["https://example.org/film", "https://www.youtube.com/@somebody"]
)
def test_another_address_is_refused_with_what_to_paste(pasted):
    with pytest.raises(ValidationError) as refused:
        stored(pasted)
    assert refused.value.block_errors["id"].messages == [
        "This is no video of YouTube or Vimeo. Paste the address of its page, or its id."
    ]


@pytest.mark.django_db
def test_the_editor_is_told_what_an_address_holds_and_strangers_are_not(client, admin_client):
    address = reverse("read_video_address")
    asked = {"address": f"https://youtu.be/{WATCHED}?t=9"}
    assert admin_client.get(address, asked).json() == {
        "video": {"provider": "youtube", "id": WATCHED, "start": 9}
    }
    assert admin_client.get(address, {"address": "dQw4"}).json() == {"video": None}
    client.logout()
    assert client.get(address, asked).status_code == 302
