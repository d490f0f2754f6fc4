"""ICML 2024: ten papers, ranked."""

from blog.demo.content.kit import (
    Written,
    at,
    bonus,
    callout,
    code,
    divider,
    entry,
    heading,
    image,
    link,
    math,
    paper,
    paper_list,
    prose,
    quote,
)

# Given only where several public lists, which name the page of awards of the conference, agree.
BEST = "Best Paper Award"

OPENING = r"""
Vienna in July is a city that has moved into its own shade. By nine the trams are full of people
with cardboard tubes;
by ten the tubes are unrolled and somebody is explaining a loss function to somebody who came for
the air
conditioning. We were two this year. We split the hall down the middle and met every evening to
argue.

The rules have not changed since our first report. We rank only what one of us stood in front of
and both of us
read afterwards. A paper by a friend goes into the bonus section.⟦We had no such case this year.
We keep the rule because it costs nothing until it does.⟧
A prize counts neither for nor against; several of the ten below carry one, which surprised us
too.

If the week had a theme, it was <b>measurement</b>. Less “look what it can do”, more “how would
you know”. The first
paper of our list is about a single word. The third and the seventh ask who gets to be the judge.
Even the
attack in fourth place is, when you squint, a very careful way of counting to two thousand and
forty-eight.
"""

TOY_RANK = """import numpy as np

rng = np.random.default_rng(4)
hidden, vocabulary, prompts = 64, 1000, 200

projection = rng.normal(size=(vocabulary, hidden))
states = rng.normal(size=(hidden, prompts))
logits = projection @ states       # all that others see

spectrum = np.linalg.svd(logits, compute_uv=False)
print(int((spectrum > 1e-9 * spectrum[0]).sum()))   # 64
"""

ENTRIES = [
    entry(
        "zhao24a",
        "perpetua",
        """
        Everybody’s dataset is diverse. The authors read 135 of them, images and text, to see
        what that word was doing there,
        and often it was doing nothing: not defined, not measured, not checked. What they propose
        instead is old and
        sound. Measurement theory, from the social sciences, asks you to say what you mean, then
        how you will observe it, then
        whether the observation holds.

        We have since rewritten the data section of a draft of our own. It became longer and
        claims less. First place,
        because it will still be right when every model named further down has been switched off.
        """,
    ),
    entry(
        "lou24a",
        "otto",
        r"""
        Language models write from left to right because no other order worked as well. Diffusion
        needs none, but its
        theory leans on gradients of densities, and words have no gradients. So the authors learn
        <i>ratios</i>: how much likelier is the sentence with this word than with that one? Their
        loss, score entropy, keeps
        such ratios positive and trains without drama.

        The result outperforms GPT-2, halves or better the perplexity of some earlier diffusion
        models for text, and fills gaps anywhere
        in a sentence without being taught to.⟦The range given is 25 to 75 % lower perplexity at
        comparable size.⟧
        We liked that its samples read well without a temperature knob. A knob is an admission.
        """,
        award=BEST,
        links=[link("code", "https://github.com/louaaron/Score-Entropy-Discrete-Diffusion")],
        more=[
            prose("What the network estimates, for two sequences that differ in one place:"),
            math(r"s_\theta(x, t)_y \approx \frac{p_t(y)}{p_t(x)}", "(1)"),
        ],
    ),
    entry(
        "khan24a",
        "perpetua",
        """
        Two strong models argue; a weak one, or a human who has not read the text, decides who is
        right. It sounds like
        television and it works: judges reach 76 % (models) and 88 % (people), where without the
        debate they
        stand at 48 % and 60 %. The finding we argued about until the last tram is the other one.
        Train
        the debaters to be more <i>persuasive</i>, and judges get closer to the truth, not
        further from it.

        Otto’s objection: this holds while the truth is somewhere in a text that both sides can
        quote. I agree, and I would
        still rather read a transcript than a score.
        """,
        award=BEST,
        links=[link("code", "https://github.com/ucl-dark/llm_debate")],
    ),
    entry(
        "carlini24a",
        "otto",
        r"""
        For less than twenty dollars of ordinary queries, the authors recover the whole last
        matrix of two production models, up to
        symmetries, and with it their hidden sizes: 1024 and 2048. The idea fits on a napkin.
        Answers of a model with
        $h$ hidden units lie in a space of $h$ dimensions, however large the vocabulary is.
        Collect
        enough of them and count.

        What makes it a great paper is the rest: real interfaces do not hand you their logits,
        and the authors get them anyway. Then they
        discuss defences, calmly.
        """,
        award=BEST,
        more=[
            prose("Our own toy, for the napkin half of it. No interface was queried:"),
            code(TOY_RANK, filename="napkin.py"),
        ],
    ),
    entry(
        "dao24a",
        "otto",
        """
        Two families of architectures turn out to be cousins. Write the map of a state-space
        model as a matrix and
        it is semiseparable; write attention with the right mask and so is that. From this
        duality follows an
        algorithm, and from the algorithm Mamba-2, whose core layer runs two to eight times
        faster than its predecessor’s.

        It is the rare systems paper that I would give to a student of linear algebra. Bring
        paper; my notes hold
        four decompositions and an apology to my old professor.
        """,
        links=[link("code", "https://github.com/state-spaces/mamba")],
    ),
    entry(
        "allen-zhu24a",
        "perpetua",
        """
        Invent people, write their biographies, train a model on them, then ask when somebody was
        born. With one version of
        each biography the model can recite and cannot answer: 0 %, whatever you do in
        fine-tuning. Paraphrase and shuffle the
        biographies <i>before</i>, and the facts become retrievable, stored where the name is.

        Controlled experiments are out of fashion because they are small. This one is small and
        explains more than most large ones.
        The advice to people who pretrain is blunt: rewrite your data, and mix in questions
        before it is too late.
        """,
    ),
    entry(
        "chiang24b",
        "otto",
        """
        The leaderboard that everyone quotes, described by those who run it. More than 240,000
        votes when the paper was written, pairs of
        anonymous answers, a statistical model of who beats whom, and an analysis of how far the
        crowd agrees with experts.

        What it measures is preference. The paper says so plainly; the people who quote it do not
        always. I would like the same care
        spent on the questions, which are whatever people ask at night.
        """,
        links=[link("demo", "https://chat.lmsys.org")],
        disclosure="Otto has voted in the Arena about forty times, mostly at night.",
    ),
    entry(
        "evans24a",
        "perpetua",
        """
        Ninety-five seconds of stereo at 44.1 kHz in eight seconds on one A100. The number is
        impressive and not why it is here. Most
        systems generate a fixed window and leave you to find the end; here, <i>timing</i> is an
        input. You can ask for
        forty seconds and get something that ends after forty seconds, on purpose.

        Endings are the hardest thing in music. I do not say that they are solved. But somebody
        asked.
        """,
    ),
    entry(
        "bruce24a",
        "otto",
        """
        Watch enough unlabelled video from the internet, and learn to play it. A tokenizer for
        space and time, a model of what happens next,
        and a small set of <i>latent actions</i> that nobody named. Then draw a level with a
        pencil, show it
        the sketch, and walk into it.

        Eleven billion parameters and no ground truth for a single key press. The actions it
        found are consistent enough to
        train agents on. I left with more questions than I had coming in, which is what the front
        row is for.
        """,
        award=BEST,
    ),
    entry(
        "esser24a",
        "perpetua",
        """
        An engineering paper in the best sense. Straight paths from noise to image are simpler in
        theory and were never clearly better in
        practice. The authors find where along the path a model should spend its effort, give
        text and image weights of their own while letting
        them talk both ways, and then scale the thing with validation loss as a compass that
        turns out to point the right way.

        Tenth because it needs no help from us. In the hall, people read the lettering inside the
        pictures first. So did we.
        """,
        award=BEST,
    ),
]

POST = Written(
    slug="icml-2024-ten-papers",
    title="Vienna in July: ten papers from ICML 2024",
    standfirst="A hot week, two notebooks, and a hall cut down the middle. We rank ten papers, "
    "most of which "
    "ask the same question: how would you know?",
    date=at(2024, 8, 2, 18, 40, offset=2),
    authors=("perpetua", "otto"),
    categories=("Conferences", "Machine learning", "Evaluation"),
    event=("ICML", 2024),
    thumbnail="wheel_at_dusk",
    body=[
        image(
            "wheel_at_dusk",
            "The wheel in the Prater at nine in the evening, when the arguing began.",
            width="wide",
        ),
        prose(OPENING),
        paper_list(
            "Ten papers, in the order in which we would read them again",
            "Signed by whoever wrote the first draft of the comment. The other one has always "
            "read it, and sometimes wins.",
            ENTRIES,
            ranked=True,
        ),
        bonus(
            "And one that would not be ranked",
            [
                prose("We could not agree on a place for this one, so it has none."),
                paper(
                    "tramer24a",
                    "perpetua",
                    """
                    If a model is pretrained on everything that people ever put on the web, in
                    what sense is the last, private
                    step private? The authors question the premise, then the benchmarks, then the
                    habit of sending the data to whoever
                    owns the large machine. There is no new method. There is a word,
                    <i>public</i>, and it does not
                    come out well.
                    """,
                ),
                quote(
                    "Open on the web is not the same as meant for you.",
                    "Perpetua’s notebook, Thursday",
                ),
            ],
        ),
        divider(),
        heading("What we missed"),
        prose("""
        Almost everything. We did not see a single robot, heard nothing about proteins, and
        skipped the session on
        optimisers because it was next to the coffee and therefore impossible to enter. If you
        were there and something belongs on this
        list, write to us; we add corrections under the date on which they arrive.
        """),
        callout(
            "note",
            "How we chose",
            """
            Each of us brings seven papers to the last evening. Three fall. Ties are settled by
            the question: which of the two did you
            explain to somebody who had not asked?
            """,
        ),
    ],
)
