"""The page about the publication."""

from blog.demo.content.kit import Written, callout, heading, image, prose, quote

PAGE = Written(
    slug="about",
    title="About The Third Row",
    standfirst="Reports from conferences, by people who sit near the front and take notes.",
    body=[
        image(
            "saltmarsh",
            "The marsh behind the institute, from the window of the reading room.",
            width="wide",
        ),
        prose("""
        We are the reading group of the Saltmarsh Institute, which does not exist. For some years
        we have been going to conferences on machine learning, music and language,
        and telling the others what we heard. First by post, then by mail, and now here.

        The third row is where you can read the plots and still see who falls asleep.
        """),
        heading("How we work"),
        prose("""
        <ul><li><b>Everybody signs.</b> Each comment carries the name of who wrote it, and the
        other authors have read it.</li><li><b>We disclose.</b> If one of us knows, pays, teaches
        or
        has voted for what is discussed, it says so beside it.</li><li><b>We correct.</b> With a
        date, at the foot of the page.</li><li><b>We leave out.</b> Ten papers are
        not the ten best. They are ten that we would read again.</li></ul>
        """),
        image("field_of_strokes", width="text", decorative=True),
        heading("Words and pictures"),
        prose("""
        Texts are under CC BY 4.0, and so are the pictures, all of which were drawn for these
        pages by a program. There are no photographs, because there were no journeys.
        """),
        quote("You were not there either, then.", "A reader, on learning this"),
        callout(
            "note",
            "What is real",
            """
            The papers, their authors and their identifiers are. We, our trips, our neighbours
            and our grandmothers are invented, to show what a
            publication made with Rapporteur can look like. Opinions about the papers are ours
            alone; nobody whom we name has seen or endorsed them.
            """,
        ),
    ],
)
