"""ISMIR 2025: ten papers, in no particular order."""

from blog.demo.content.kit import (
    Written,
    at,
    bonus,
    callout,
    entry,
    heading,
    image,
    link,
    paper,
    paper_list,
    prose,
    quote,
    table,
)

OPENING = r"""
Daejeon is a city of bridges, and in the evenings we walked over most of them. The conference was
small enough that you could
hear every talk and large enough that you could not meet everybody: the right size, we think, and
getting rarer.

Three of us went. Perpetua listened for evaluation, Otto for anything that runs in real time, and
Inés, our guest, for
music that is not in the usual datasets.⟦Inés also wrote <a href="/a-tree-of-tunes/">a post of
her own</a> about one paper, in English and in Spanish.⟧
We agreed on one thing at the airport. This community has begun to distrust its own tools, loudly
and in public, and
is better for it: the tuning of vocoders, the duplicates in a beloved dataset, the distance that
everyone computes because everyone computes it.

So this list has no order. Each of the ten is, in its way, a paper about <b>hearing what was
there all along</b>.
"""

ENTRIES = [
    entry(
        "mad",
        "perpetua",
        """
        Generated music is scored with a distance called FAD, and this paper asks whether people
        agree. They hardly do: across comparisons
        between systems, the standard setup correlates 0.14 with human preference. The
        replacement, computed with
        MAUVE on a self-supervised embedding, reaches 0.62, and comes with the listening data to
        argue about.

        I want every reviewer to have this in a drawer. Not because the new number is final, but
        because the old one is not
        innocent any more.
        """,
        links=[link("code", "https://github.com/i-need-sleep/mad")],
    ),
    entry(
        "lakh",
        "otto",
        """
        Half the field trains on the Lakh MIDI dataset. The authors looked for duplicates, with
        rules, with retrieval models, and with a
        contrastive one of their own, and in the most conservative of their three lists found at
        least 38,134 files to remove, of 178,561.
        A random split of such a collection puts the exam into the textbook.

        No villain in this story, only users who uploaded the same song again. The lists are the
        contribution: use one.
        """,
        disclosure="We have trained on the unfiltered files. Twice.",
    ),
    entry(
        "tuning",
        "perpetua",
        """
        Hand a neural vocoder a piano tuned to something other than 440 Hz and it may quietly
        pull it back. The authors test several recent vocoders
        on piano, violin and voice, and each bends the pitch in its own manner.

        It is the kind of flaw you cannot hear once you have been told that the system is state
        of the art. I went back to our own
        resynthesised examples that night with a tuner. I would rather not say.
        """,
        more=[
            image(
                "detuned_partials",
                "Not data: our drawing of four notes, and a second voice that disagrees a little "
                "more the longer they sound.",
                width="diagram",
            )
        ],
    ),
    entry(
        "flutists",
        "ines",
        """
        How does a pianist know when the flute will start? The authors filmed duets and separated
        two kinds of sign: a preparation, breath and lift,
        that says roughly when, and a <i>trigger</i>, a stop or a raised head, that says now. A
        linear regression
        is enough to show it. Then they put the idea to experts.

        I play with others every week and had never seen my own chin move. Now I cannot stop
        seeing it. The cue data are open.
        """,
    ),
    entry(
        "matchmaker",
        "otto",
        """
        Score following is as old as the conference and had no common ground to stand on: every
        group its own code, its own three recordings.
        Here is a Python library, and with it a comparison that finally puts representations and
        alignment methods side by side on a large
        set of solo piano.

        The least glamorous paper on this list, and the one most likely to be imported by the
        others.
        """,
        links=[link("code", "https://github.com/pymatchmaker/matchmaker")],
        disclosure="Otto uses the library in a course.",
    ),
    entry(
        "globalmood",
        "ines",
        """
        1,180 songs from 59 countries, heard by people in five places, and the words for mood
        were <i>not</i> given to them. They were asked first.
        Nearly a million ratings later there is a shared shape, pleasant against unpleasant and
        calm against excited, and there are words that a dictionary calls
        equal and listeners do not.

        As somebody who feels <i>morriña</i> and is told that it means sadness: thank you.
        """,
    ),
    entry(
        "lyrics",
        "perpetua",
        """
        Detectors of generated songs listen for artefacts, so a little noise or a new generator
        defeats them. This one listens to the words. It transcribes
        the singing with a general speech recogniser and looks at the text, as detectors for text
        have long done; it needs no clean lyrics, only the audio.

        It holds up better under distortion than detectors that listen to sound. My reservation
        is about time: the words
        will get better too. But as a second opinion it is cheap, and independent.
        """,
    ),
    entry(
        "peaknetfp",
        "otto",
        """
        Stretch a recording to double its length or squeeze it to half, and it is still found
        more than nine times in ten. PeakNetFP takes the spectral
        peaks that classical fingerprints use, treats them as a cloud of points, and borrows a
        network that was made for such clouds. It has a
        hundredth of the parameters of its neural competitor and eats an eleventh of the input.

        Old representation, new learner. I wish more papers would marry within the family.
        """,
        links=[
            link("code", "https://github.com/guillemcortes/peaknetfp"),
            link("data", "https://doi.org/10.5281/zenodo.15646861", "Stretched test set"),
            link("model", "https://doi.org/10.5281/zenodo.15782389"),
        ],
    ),
    entry(
        "halo",
        "ines",
        """
        Show listeners a cover they like, play them a track they do not, and they like the track
        more. The study is simple and the design is neat: two stages, and
        pairs that set each person’s favourite covers against the same person’s least favourite
        music.

        Every listening test that I have taken part in had a logo on the screen.
        """,
    ),
    entry(
        "regularity",
        "perpetua",
        """
        A single author, a single question: when are the sections of a piece in simple proportion
        to each other? Regularity is defined
        carefully, in beats and in seconds, within labels and across levels, and then measures
        the datasets we all use for structure. Most are regular; regular is not
        the same as balanced; and if the tempo is steady, seconds will do.

        It has the patience of a good footnote. We read it on the way home, and then again.
        """,
    ),
]

POST = Written(
    slug="ismir-2025-ten-papers",
    title="Daejeon, in no particular order: ten papers from ISMIR 2025",
    standfirst="Three of us went to hear what the field thinks of its own ears. A beloved dataset "
    "has twins, a famous distance "
    "disagrees with everyone, and a flute player’s chin gives her away.",
    date=at(2025, 10, 3, 21, 15, offset=2),
    authors=("perpetua", "otto", "ines"),
    categories=("Conferences", "Music", "Evaluation"),
    event=("ISMIR", 2025),
    thumbnail="bridge_of_two_arches",
    featured=True,
    body=[
        image(
            "bridge_of_two_arches",
            "Morning, before the first session. The river is slower than it looks.",
            width="wide",
        ),
        prose(OPENING),
        paper_list(
            "Ten papers",
            "In no particular order; signed by whoever wrote the first draft.",
            ENTRIES,
            ranked=False,
        ),
        bonus(
            "Three more, for the ears",
            [
                prose(
                    "Papers that we would play to a visitor, if only to see which one they ask "
                    "about."
                ),
                paper(
                    "radif",
                    "ines",
                    """
                    The whole non-metric repertoire of the Iranian <i>radif</i>, 228 pieces, as
                    symbols and MIDI, quarter-tones included. It is the first corpus
                    of its kind, and the authors resist the temptation to do too much with it.
                    """,
                ),
                paper(
                    "loopgen",
                    "otto",
                    """
                    A loop is a short piece whose end must know its beginning. The authors let a
                    model attend in a circle when it generates, with no training at all,
                    and the seam goes: its perplexity there improves by 55 %, and listeners
                    notice.
                    """,
                ),
                paper(
                    "dissonance",
                    "perpetua",
                    """
                    How rough is a wind quartet, and whose fault is it? Sensory dissonance,
                    measured voice by voice in real recordings, with an eye on
                    choosing takes. I sang in a choir once. I know whose fault it is.
                    """,
                ),
            ],
        ),
        heading("The week in numbers"),
        table(
            "Our week, counted on the way home",
            [("text", "What"), ("centered", "Who"), ("number", "How many")],
            [
                ["Posters that one of us stood at for more than five minutes", "all", "61"],
                ["Posters at which we understood the plot without help", "all", "38"],
                ["Demonstrations that made <i>somebody</i> laugh", "Inés", "7"],
                ["Bridges", "Otto", "5"],
            ],
        ),
        quote(
            "A tool that nobody distrusts is a tool that nobody looks at.",
            "Inés, on the third bridge",
        ),
        callout(
            "tip",
            "If you have one hour",
            """
            Read <i>Text-to-music evaluation</i> and <i>De-duplicating Lakh</i> from this list,
            in either order, and then look at the
            last experiment that you ran.
            """,
        ),
    ],
)
