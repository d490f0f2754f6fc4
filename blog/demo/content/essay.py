"""An essay with a formula or three."""

from blog.demo.content.kit import (
    Written,
    at,
    callout,
    code,
    heading,
    image,
    math,
    prose,
    quote,
    table,
)

BOOTSTRAP = '''from random import Random


def paired_bootstrap(ours, theirs, draws=10_000):
    """Share of resampled test sets on which ours is not ahead.

    Both lists hold 1 for right and 0 for wrong.
    """
    dice = Random(1)
    gains = [a - b for a, b in zip(ours, theirs, strict=True)]
    size = len(gains)
    lost = 0
    for _ in range(draws):
        lost += sum(dice.choices(gains, k=size)) <= 0
    return lost / draws


# A thousand examples; 13 only we get right, 8 only they do.
ours = [1] * 892 + [1] * 13 + [0] * 8 + [0] * 87
theirs = [1] * 892 + [0] * 13 + [1] * 8 + [0] * 87
print(paired_bootstrap(ours, theirs))
'''

POST = Written(
    slug="half-a-percentage-point",
    seo_title="Half a percentage point",
    title="Half a percentage point: what we ask at a poster that claims to be better, and why the "
    "answer is so often in an appendix",
    standfirst="90.5 against 90.0, in bold. A short guide to the last column of a results table, "
    "for people who are standing up.",
    date=at(2024, 11, 18, 8, 5, offset=1),
    authors=("perpetua",),
    categories=("Evaluation", "Essays"),
    thumbnail="ridgelines",
    body=[
        prose(r"""
        You know the moment. The plot has been explained, the architecture admired, and the
        finger arrives at the last column of the table, where one
        number is bold. <b>90.5</b>. The number above it is 90.0. “So it helps,” says the
        presenter, and looks up.

        I have asked the same question at this point for six years: <i>on how many examples?</i>
        It is not a hostile question. It is the question that
        turns half a percentage point into a number of things that happened.⟦The most honest
        answer that I have ever had was “I would have to look, but fewer than I would like”. We
        stayed in touch.⟧
        """),
        heading("Counting what happened"),
        prose(r"""
        Suppose a system is right with probability $p$ on each of $n$ test examples, and that the
        examples are independent.⟦They seldom are. Ten questions about one story are not ten
        questions. Everything below is therefore the friendly case.⟧
        The share that we observe wobbles around $p$ with a standard error of
        """),
        math(r"\mathrm{SE}(\hat{p}) = \sqrt{\frac{p\,(1 - p)}{n}}", "(1)"),
        prose(r"""
        and about nineteen times in twenty it falls within $1.96\,\mathrm{SE}$ of the truth. At
        $p = 0.9$ that gives the following, which I carry
        on a card in my badge.
        """),
        table(
            "Half the width of a 95 % interval around 90 %",
            [
                ("text", "A test set of"),
                ("number", "Examples"),
                ("number", "± points"),
                ("centered", "Half a point visible?"),
            ],
            [
                ["the pilot study", "100", "5.9", "no"],
                ["a careful human evaluation", "400", "2.9", "no"],
                ["many a benchmark", "1,600", "1.5", "no"],
                ["a large benchmark", "6,400", "0.7", "no"],
                ["what it would take", "13,830", "0.5", "just"],
            ],
        ),
        image(
            "interval_widths",
            "The same, drawn. The line at half a point enters the band at the left and leaves it "
            "only at the far right.",
            width="diagram",
        ),
        heading("But they were tested on the same examples"),
        prose(r"""
        Yes, and this is where the defence usually begins, rightly. Two systems that see the same
        $n$ examples share most of their luck. What matters are the
        examples on which they <i>differ</i>. Let $b$ be those that only ours gets right and $c$
        those that only theirs does. The difference of the two shares is $(b - c)/n$, and
        """),
        math(
            r"\mathrm{SE}\left(\frac{b - c}{n}\right)"
            r" = \frac{1}{n}\sqrt{b + c - \frac{(b - c)^2}{n}}",
            "(2)",
        ),
        prose(r"""
        With a thousand examples, half a point may mean thirteen won and eight lost. Then (2)
        gives 0.46 points, the interval reaches from −0.4 to 1.4, and an exact
        sign test says $0.38$. Thirteen heads in twenty-one throws: nobody would publish the coin.

        It may also mean five won and none lost, and then the same half point is worth a
        conversation. The bold number cannot tell you which. The two
        counts can, they fit in a caption, and in six years I have seen them on eleven posters.
        """),
        quote(
            "Report the counts. A percentage is a count that has forgotten where it came from.",
            "From our guide for reviewers",
        ),
        heading("A dozen lines to take home"),
        prose("""
        If a formula makes you nervous, throw dice. This resamples the test set and asks how
        often the winner does not win.
        """),
        code(BOOTSTRAP, filename="paired_bootstrap.py"),
        prose(r"""
        It prints $0.1621$: on about one resampled test set in six, ours is not ahead.⟦One-sided,
        and ties count against us. The exact sign test above is two-sided; the two do not
        contradict each other.⟧
        Change 13 and 8 to 5 and 0 and it falls below one in a hundred. That is the whole lesson,
        and it runs on a telephone.
        """),
        heading("What to ask, standing up", 3),
        prose("""
        <ol><li>On how many examples?</li><li>On how many do the two systems differ, and which
        way?</li><li>How many runs, and was the seed chosen before
        or after?</li><li>What would have made you say that it does not help?</li></ol>

        The fourth is the best and the most expensive. Ask it last, and buy the coffee.
        """),
        callout(
            "warning",
            "This is not a filter",
            """
            A small difference on a small test set is not a bad paper. Half of what we rank is
            there for an idea whose numbers are modest. It is a bad
            <b>sentence</b>, and sentences can be changed until the camera-ready.
            """,
        ),
    ],
)
