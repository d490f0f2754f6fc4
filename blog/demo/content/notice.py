"""An announcement: short, and without a picture."""

from blog.demo.content.kit import Written, at, callout, prose

POST = Written(
    slug="tide-2027",
    title="TIDE 2027: two days, twelve talks, no slides",
    standfirst="Our own small workshop comes back in April, at low water.",
    date=at(2026, 10, 12, 10, 0, offset=2),
    authors=("reading-group",),
    categories=("News",),
    event=("TIDE", 2027),
    body=[
        prose("""
        On 8 and 9 April 2027 we meet in the old pumping station for the second <b>TIDE</b>,
        twelve talks about things that somebody heard. The rules are those of
        the first time: no slides, one sheet of paper, and every speaker is asked a question by
        somebody from another field before anyone else may speak.

        If you would like to talk, send us the sheet of paper. If you would like to listen, send
        us a question that you would want answered. We read both until
        31 January.
        """),
        callout(
            "warning",
            "Mind the tide",
            "The causeway is under water from 11 to 14 h on both days. Lunch is therefore long.",
        ),
    ],
)
