"""Bodies to be edited, whose rows are named by a word each."""

import uuid

from tests.factories import make_image, make_paper, make_publication, paper_list, prose


def titled_list(*titles: str) -> dict:
    block = paper_list([make_paper() for _ in titles])
    for entry, title in zip(block["value"]["entries"], titles, strict=True):
        entry["value"] |= {"title": title}
    return block


def gallery(*alts: str) -> dict:
    make_publication()
    image = make_image()
    pictures = [
        {
            "type": "item",
            "id": str(uuid.uuid4()),
            "value": {
                "image": image.pk,
                "src": "",
                "alt": alt,
                "decorative": False,
                "caption": "",
                "credit": "",
            },
        }
        for alt in alts
    ]
    value = {"pictures": pictures, "columns": "3", "caption": ""}
    return {"type": "gallery", "value": value, "id": str(uuid.uuid4())}


def words(*lines: str) -> list[dict]:
    return [prose(f"<p>{line}</p>") for line in lines]
