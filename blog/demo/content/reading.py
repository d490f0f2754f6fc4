"""Two parts on how the group reads a conference."""

from blog.demo.content.kit import (
    Written,
    at,
    callout,
    code,
    divider,
    heading,
    image,
    markdown,
    post_link,
    prose,
    raw_html,
    table,
)

SERIES = "How we read a conference"

SORTING = '''def order(sheets):
    """Questions first, then what all of us like.

    Each sheet has its marks: a letter y, n or q from each reader.
    """
    def weight(sheet):
        return sheet.marks.count("q"), sheet.marks.count("y")

    return sorted(sheets, key=weight, reverse=True)
'''

PART_ONE = Written(
    slug="forty-out-of-four-hundred",
    title="Forty out of four hundred",
    standfirst="How we read a conference, part one: the weeks before, when everything is a title "
    "and nothing has disappointed you yet.",
    date=at(2022, 11, 21, 7, 30, offset=1),
    authors=("perpetua", "otto"),
    categories=("Practice",),
    series=SERIES,
    thumbnail="sunflower_of_posters",
    body=[
        prose(r"""
        Four hundred papers, five days, two people. If each of us stood ten minutes at each
        poster we would need sixty-seven hours, without meals. So we
        choose, and since we have to choose we would rather know how.⟦The sum is for one person.
        Two of us would need as long, because we would both want to see the same ones.⟧
        """),
        image(
            "sunflower_of_posters",
            "A hall as we see it beforehand: one dot a poster, placed as a sunflower places its "
            "seeds. One in ten is red. We will read the red ones.",
            width="wide",
        ),
        heading("Three passes"),
        prose("""
        <ul><li><b>Titles</b>, alone, on paper, in one sitting. Each of us marks about a hundred.
        No talking.</li><li><b>Abstracts</b>, aloud, in turn. We keep what
        one of us can repeat without looking:<ul><li>what was asked,</li><li>what was
        done,</li><li>what would have counted as failure.</li></ul></li><li><b>Figures</b>,
        silently. A
        figure that needs its caption gets a <code>q</code>.</li></ul>

        After the third pass some forty sheets are left. They go into an order that took us four
        conferences to find and a few lines to write down:
        """),
        code(SORTING, filename="order.py"),
        prose("""
        Questions first. What all of us like will be liked by others; somebody else will explain
        it to us on the train home. What one of us <s>hates</s> doubts is where an
        hour in front of a poster is worth the most.
        """),
        heading("The marks in the margin", 3),
        prose("A new member asked for a legend. Here it is, as it hangs on the wall:"),
        raw_html(
            "<dl>\n"
            "  <dt><kbd>y</kbd></dt>\n  <dd>Yes. I could explain it.</dd>\n"
            "  <dt><kbd>n</kbd></dt>\n  <dd>No. Not wrong, not ours.</dd>\n"
            "  <dt><kbd>q</kbd></dt>\n"
            "  <dd>A question. Written out, on the back, before we leave.</dd>\n"
            "  <dt><kbd>c</kbd></dt>\n  <dd>Coffee. Read the person, not the paper.</dd>\n"
            "</dl>"
        ),
        divider(),
        prose('In <a href="/the-walk/">part two</a> we enter the hall.'),
    ],
)

PART_TWO = Written(
    slug="the-walk",
    title="The walk",
    standfirst="How we read a conference, part two: in the hall, against the clock, past the "
    "coffee.",
    date=at(2023, 3, 6, 17, 10, offset=1),
    authors=("perpetua", "otto"),
    categories=("Practice",),
    series=SERIES,
    thumbnail="contour_map",
    body=[
        prose(r"""
        A poster session is a landscape. It has ridges, where the well-known groups stand and no
        one gets through; valleys, where a student explains a lovely idea to nobody; and
        weather, which comes from the coffee.⟦Temperature is measured in people per board. Above
        seven, walk on and come back at lunch.⟧
        """),
        image(
            "contour_map",
            "The landscape. The red line is where you can still hear the presenter.",
            width="wide",
        ),
        heading("Against the current"),
        prose(r"""
        Everybody starts at the door. If a session has eighty boards and two hours, the first row is
        full for twenty minutes and the last row for none. So we walk to the far end and come
        back. It is the whole trick. It has given us, by our own count, two hours a conference.
        """),
        image(
            "walk_through_posters",
            "Otto’s walk on a Wednesday: straight to the far end, top left, then ten stops on the "
            "way back to the door. Grey dots are people.",
            width="diagram",
        ),
        table(
            "One session, two walkers",
            [
                ("text", "Walker"),
                ("number", "Stops"),
                ("number", "Minutes waited"),
                ("centered", "Questions answered"),
            ],
            [
                ["From the door", "6", "41", "9 of 14"],
                ["From the far end", "10", "12", "17 of 19"],
            ],
        ),
        heading("At the board", 3),
        markdown(
            "What we carry, on a card:\n\n"
            "- [x] the question, written out\n"
            "- [x] the number of examples (see the back)\n"
            "- [ ] an opinion\n\n"
            "Overheard, and now a rule\n"
            ":   Ask to see the figure that did not make it.\n\n"
            "Corollary\n"
            ":   It is on the telephone. It is always on the telephone.\n"
        ),
        prose("""
        Then stop talking. The presenter has said the first minute forty times today and the
        second minute twice. You are there for the third.
        """),
        callout(
            "note",
            "For people who present",
            """
            Put a chair beside your board. Nobody will sit on it, but everybody will think that
            you are not in a hurry.
            """,
        ),
        post_link(
            "forty-out-of-four-hundred", "Part one: the weeks before, when everything is a title."
        ),
    ],
)
