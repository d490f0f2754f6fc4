"""Who writes, where they went, and what the publication is called."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from blog.demo.content.kit import paragraphs


@dataclass(frozen=True, slots=True)
class Writer:
    key: str
    name: str
    given: str
    family: str
    bio: str
    portrait: str
    particle: str = ""
    role: str = ""
    affiliation: str = ""
    link: tuple[str, str] | None = None
    organisation: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    acronym: str
    name: str
    description: str
    year: int
    place: str
    starts: dt.date
    ends: dt.date
    url: str = ""


NAME = "The Third Row"
TAGLINE = "Reports from conferences, by people who sit near the front and take notes"
FOOTER = (
    "<p>Written by an invented reading group to show what Rapporteur does. The papers are real; "
    "the journeys are not.</p>"
)
INSTITUTE = "Saltmarsh Institute"

WRITERS = (
    Writer(
        key="perpetua",
        name="Perpetua Marsh",
        given="Perpetua",
        family="Marsh",
        role="Statistician",
        affiliation=INSTITUTE,
        link=("Home page", "https://example.org/perpetua"),
        portrait="perpetua",
        bio=paragraphs("""
        Perpetua reads results tables from the right. She taught statistics to marine biologists
        for twenty years and now
        teaches it to anyone who prints a bold number. She sings alto, knows whose fault it is,
        and is invented.
        """),
    ),
    Writer(
        key="otto",
        name="Otto van Bodkin",
        given="Otto",
        particle="van",
        family="Bodkin",
        role="Research engineer",
        affiliation=INSTITUTE,
        link=("Code", "https://example.org/otto"),
        portrait="otto",
        bio=paragraphs("""
        Otto builds things that have to answer within ten milliseconds: score followers, page
        turners, once a doorbell. He takes
        the train, counts bridges, and has never missed the last tram on purpose. He does not
        exist either.
        """),
    ),
    Writer(
        key="ines",
        name="Inés de la Orza",
        given="Inés",
        particle="de la",
        family="Orza",
        role="Guest author",
        affiliation="Conservatory of the Upper Orza",
        portrait="ines",
        bio=paragraphs("""
        Inés plays the Galician pipes and writes about the tunes that other people forgot to
        write down. She came along to Daejeon as our
        guest and corrected our pronunciation in four languages. Like the river in her name, she
        is made up.
        """),
    ),
    Writer(
        key="reading-group",
        name="Saltmarsh Reading Group",
        given="",
        family="",
        affiliation=INSTITUTE,
        portrait="row_of_three",
        organisation=True,
        bio=paragraphs("Thursdays at five, third row. Bring a paper that you disagree with."),
    ),
)

MEETINGS = (
    Meeting(
        acronym="ICML",
        name="International Conference on Machine Learning",
        description="Large, hot, and worth a plan. We go every other year and recover in between.",
        year=2024,
        place="Vienna, Austria",
        starts=dt.date(2024, 7, 21),
        ends=dt.date(2024, 7, 27),
        url="https://icml.cc/Conferences/2024",
    ),
    Meeting(
        acronym="ISMIR",
        name="International Society for Music Information Retrieval Conference",
        description="The meeting of people who would like computers to listen. Small enough to "
        "hear every talk.",
        year=2025,
        place="Daejeon, South Korea",
        starts=dt.date(2025, 9, 21),
        ends=dt.date(2025, 9, 25),
    ),
    Meeting(
        acronym="TIDE",
        name="Talks on Things Heard",
        description="Our own workshop, invented like ourselves: no slides, one sheet of paper "
        "each.",
        year=2027,
        place="Saltmarsh, the old pumping station",
        starts=dt.date(2027, 4, 8),
        ends=dt.date(2027, 4, 9),
    ),
)

SERIES_DESCRIPTIONS = {
    "How we read a "
    "conference": "What we do in the weeks before, in the hall, and why it involves so much paper.",
}

CATEGORY_DESCRIPTIONS = {
    "Conferences": "Ten papers at a time.",
    "Evaluation": "How would you know?",
    "Guests": "Posts by people who came along.",
    "Music": "Whatever can be heard.",
    "Practice": "How we do it, in case you would like to.",
}

# Lists have names of their own in every language; only the page needs some.
MENU = ("/", "/papers/", "/events/", "/authors/", "/search/")
ABOUT_LABELS = [
    {"language": "es", "label": "Quiénes somos"},
    {"language": "ca", "label": "Qui som"},
    {"language": "de", "label": "Über uns"},
    {"language": "fr", "label": "À propos"},
]
