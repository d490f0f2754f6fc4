"""Every picture of the demo with what it shows; the same file, byte for byte, on every run."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from blog.demo.pictures import interiors, journeys, landscapes, plots, portraits, prints


@dataclass(frozen=True, slots=True)
class Picture:
    """`plain` pictures have few colours and hard edges: PNG keeps them sharp, and is smaller."""

    name: str
    draw: Callable[[], Image.Image]
    title: str
    alt: str
    plain: bool = False

    @property
    def file_name(self) -> str:
        return f"{self.name.replace('_', '-')}.{'png' if self.plain else 'jpg'}"

    def file(self) -> bytes:
        stream = io.BytesIO()
        if self.plain:
            self.draw().save(stream, "PNG", optimize=True)
        else:
            self.draw().save(stream, "JPEG", quality=88, optimize=True, progressive=True)
        return stream.getvalue()


PICTURES: tuple[Picture, ...] = (
    Picture(
        "wheel_at_dusk",
        landscapes.wheel_at_dusk,
        "Wheel at dusk",
        "A giant wheel with red cabins above the roofs of a town at dusk; a red tram passes in "
        "front",
    ),
    Picture(
        "bridge_of_two_arches",
        landscapes.bridge_of_two_arches,
        "Bridge of two arches",
        "A bridge with one red and one black arch over a wide river, hills and a red sun behind it",
    ),
    Picture(
        "saltmarsh",
        journeys.saltmarsh,
        "Saltmarsh",
        "A channel of bright water winds through a dark marsh to a half-set red sun; birds leave",
    ),
    Picture(
        "night_train",
        journeys.night_train,
        "Night train",
        "A train window at night between red curtains: hills and a crescent moon; on the table an "
        "open notebook and a steaming cup",
    ),
    Picture(
        "skyline_in_dots",
        prints.skyline_in_dots,
        "Harbour in dots",
        "Three cranes above a harbour town, printed in coarse dots, a large red sun behind one of "
        "them",
    ),
    Picture(
        "hall_with_a_red_row",
        interiors.hall_with_a_red_row,
        "Hall with a red row",
        "An empty lecture hall seen from the back; all seats are dark but the third row, which is "
        "red",
    ),
    Picture(
        "projector_beam",
        interiors.projector_beam,
        "Projector beam",
        "A projector’s beam above the heads of an audience falls on a screen with a red play sign",
    ),
    Picture(
        "walk_through_posters",
        interiors.walk_through_posters,
        "A walk through posters",
        "Plan of a hall with six rows of poster boards; a red line runs from the far end, top "
        "left, in loops through the rows, with ten stops, to the door at the foot",
        plain=True,
    ),
    Picture(
        "contour_map",
        plots.contour_map,
        "Contour map",
        "A map of level lines around a summit; one of the lines is red",
    ),
    Picture(
        "sunflower_of_posters",
        plots.sunflower_of_posters,
        "Sunflower of posters",
        "Several hundred dots in the spirals of a sunflower, swelling and shrinking; about one in "
        "ten is red",
    ),
    Picture(
        "detuned_partials",
        plots.detuned_partials,
        "Detuned partials",
        "Four notes drawn as stacks of black strokes over time; above each stroke a thin red one "
        "rises further away the longer the note sounds",
        plain=True,
    ),
    Picture(
        "ridgelines",
        prints.ridgelines,
        "Ridgelines",
        "Rows of curved lines behind one another, like hills in the evening; three in the middle "
        "are red",
    ),
    Picture(
        "tree_of_tunes",
        prints.tree_of_tunes,
        "Tree of tunes",
        "Two trees, one black and one red, grow from the same ground, their branches entwined; "
        "their leaves are note heads",
    ),
    Picture(
        "interval_widths",
        plots.interval_widths,
        "Interval widths",
        "Plot: the 95 % interval around 90 % narrows from ±5.9 points at 100 test examples to "
        "±0.5 points at about 12,800, where it meets the line at half a point",
        plain=True,
    ),
    Picture(
        "field_of_strokes",
        prints.field_of_strokes,
        "Field of strokes",
        "Level strokes that swell around a red and a dark disc, as water does around stones",
    ),
    Picture(
        "perpetua",
        portraits.perpetua,
        "Perpetua Marsh",
        "Drawn portrait: a woman with a grey bun, round glasses and a red scarf",
    ),
    Picture(
        "otto",
        portraits.otto,
        "Otto van Bodkin",
        "Drawn portrait: a man with a dark beard, a red cap and a corduroy jacket",
    ),
    Picture(
        "ines",
        portraits.ines,
        "Inés de la Orza",
        "Drawn portrait: a young woman with long black hair, a fringe and a striped jumper",
    ),
    Picture(
        "row_of_three",
        portraits.row_of_three,
        "Row of three",
        "Three seats side by side: one black, one grey, one red",
    ),
)
