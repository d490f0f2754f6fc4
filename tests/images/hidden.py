"""What a file tells beside its pixels, and nobody shall read."""

from __future__ import annotations

from PIL import Image

SERIAL = "SN-0042-QUILL"
OWNER = "Ada Secret Quill"
COMMENT = "do not publish"
PLACES = (4807.0, 1134.0)


def exif_with_secrets(picture: Image.Image) -> Image.Exif:
    exif = picture.getexif()
    exif[0x010F], exif[0x0110] = "Quillcam", "Q-1"
    exif[0x013B] = OWNER
    details = exif.get_ifd(0x8769)
    details[0xA431], details[0x9286] = SERIAL, b"ASCII\x00\x00\x00" + COMMENT.encode()
    position = exif.get_ifd(0x8825)
    position[1], position[2] = "N", (48.0, PLACES[0], 0.0)
    position[3], position[4] = "E", (11.0, PLACES[1], 0.0)
    return exif
