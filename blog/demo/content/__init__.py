"""The texts of the demo publication: written for it, about real papers and invented journeys."""

from blog.demo.content import about, essay, guest, icml, ismir, journey, notice, reading
from blog.demo.content.kit import Written

POSTS: tuple[Written, ...] = (
    reading.PART_ONE,
    reading.PART_TWO,
    journey.POST,
    journey.GERMAN,
    icml.POST,
    essay.POST,
    guest.ENGLISH,
    guest.SPANISH,
    ismir.POST,
    notice.CATALAN,
    notice.POST,
)
PAGES: tuple[Written, ...] = (about.PAGE,)
