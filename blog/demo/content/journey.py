"""A trip report, with pictures and a film."""

from blog.demo.content.kit import (
    Ref,
    Written,
    at,
    callout,
    divider,
    gallery,
    heading,
    image,
    prose,
    quote,
    recording,
    video,
)

POST = Written(
    slug="night-train-to-vienna",
    title="Night train to Vienna",
    standfirst="Fourteen hours, one compartment, thirty-one abstracts. On getting to a conference "
    "slowly, and on what the "
    "slowness was good for.",
    date=at(2024, 7, 20, 23, 55, offset=2),
    authors=("otto",),
    categories=("Travel", "Conferences"),
    event=("ICML", 2024),
    thumbnail="skyline_in_dots",
    translation="night-train-to-vienna",
    body=[
        prose(r"""
        We left the harbour at six in the evening with two rucksacks, a tube that held no poster,
        and the printed abstracts of everything that
        either of us had marked in June. Thirty-one sheets. Perpetua prints on one side only,
        because the other side is where she disagrees.

        The plane would have taken two hours. It would also have taken the two hours before and
        the two hours after, in which nobody
        has ever read anything.⟦Somebody will point out that the train costs more. It does. We
        count the hotel night that it saves, and the eight papers.⟧
        """),
        image(
            "skyline_in_dots",
            "Leaving: the cranes, the water, the sun in the wrong place for the time on my ticket.",
            width="wide",
        ),
        heading("The method of the thirty-one sheets"),
        prose("""
        It is simple, and we recommend it to anyone with a table that folds down.

        <ol><li>Read an abstract aloud. Aloud is important: a sentence that cannot be read aloud
        has something to hide.</li><li>The other one says what the
        paper <i>must</i> have measured for the last sentence to be true.</li><li>Look whether it
        did. If you cannot find out in five minutes, that is a
        question for the poster.</li></ol>

        By the border we had nineteen questions. By midnight we had a dispute about the word
        <i>significantly</i> that the man on the
        upper berth settled by turning off the light.
        """),
        image(
            "night_train",
            "The table, the notebook, the cup. The pencil rolled under the seat at the second "
            "border and is there still.",
            width="upright",
        ),
        recording(
            "night_window",
            "What passes a train window at night",
            "The window, eight seconds. It is silent; the captions say what passes.",
            poster=Ref("image", "bridge_of_two_arches"),
            captions=Ref("document", "night_window_captions"),
            credit="Film: The Third Row",
        ),
        quote(
            "You two have been talking for six hours and nobody has mentioned an animal.",
            "The man on the upper berth, who keeps bees",
        ),
        prose("""
        He was right. We tried to explain what a benchmark was, and he asked what happens to the
        bees that were not counted. It was
        the best question of the week and it came before the conference had begun.
        """),
        divider(),
        heading("Arriving"),
        image("hall_with_a_red_row", "Sunday. The third row was ours already, nobody knows why."),
        prose("""
        You arrive differently from a train. Nobody has told you to hurry; the city comes first
        as allotments, then as laundry, then as a
        platform. We walked to the hall, although it was far, and were the only people there who
        were not early.

        On the Sunday the projectors were being tested, in a room for two thousand with eleven
        people in it. Somebody was running
        the film that everybody runs, the one with the rabbit. We sat in the third row and
        watched all of it.
        """),
        video(
            "youtube",
            "aqz-KE-bpKQ",
            "Big Buck Bunny",
            "<i>Big Buck Bunny</i>, the open film that every projector in this story has played.",
            "projector_beam",
        ),
        heading("What to pack", 3),
        prose("""
        <ul><li>Paper, printed on one side.</li><li>Two pencils. See above.</li><li>Something to
        read that is not a paper.</li><li>A cup of
        your own: the sleeping-car attendant fills it for nothing if you ask before ten.</li></ul>
        """),
        gallery(
            ("wheel_at_dusk", "Monday: up there somebody was reading an appendix."),
            ("saltmarsh", "Wednesday, an hour out of town. No posters."),
            ("bridge_of_two_arches", "Friday, on the way to the train."),
            caption="Three evenings without a screen.",
        ),
        heading("What to leave at home", 4),
        prose("""
        The laptop. You will be told what happened on it when you are back.
        """),
        callout(
            "tip",
            "If you would like to come along",
            """
            We are three seats short of a compartment. Next time we go by night, we will say so
            here, eight weeks before.
            """,
        ),
    ],
)

GERMAN = Written(
    slug="nachtzug-nach-wien",
    title="Nachtzug nach Wien",
    standfirst="Vierzehn Stunden, ein Abteil, einunddreißig Kurzfassungen. Wie man langsam zu einer "
    "Tagung kommt und wozu die Langsamkeit gut war.",
    language="de",
    date=at(2024, 7, 20, 23, 50, offset=2),
    authors=("otto",),
    categories=("Travel",),
    event=("ICML", 2024),
    translation="night-train-to-vienna",
    body=[
        prose(r"""
        Um sechs Uhr abends verließen wir den Hafen mit zwei Rucksäcken, einer Rolle ohne Poster
        darin und den ausgedruckten Kurzfassungen von allem, was einer von uns im Juni angestrichen
        hatte. Einunddreißig Blätter. Perpetua druckt nur auf eine Seite, denn auf der anderen
        widerspricht sie.

        Das Flugzeug hätte zwei Stunden gebraucht. Dazu die zwei Stunden davor und die zwei danach,
        in denen noch niemand je etwas gelesen hat.⟦Jemand wird einwenden, dass der Zug mehr kostet.
        Das tut er. Wir rechnen die gesparte Hotelnacht dagegen und die acht Artikel.⟧
        """),
        image(
            "night_train",
            "Der Tisch, das Heft, die Tasse. Der Bleistift rollte an der zweiten Grenze unter den "
            "Sitz und liegt noch dort.",
            width="upright",
            alt="Ein Klapptisch am Fenster eines Nachtzugs, darauf Papier, ein Heft und eine Tasse",
            credit="Zeichnung der Redaktion",
        ),
        heading("Das Verfahren der einunddreißig Blätter"),
        prose("""
        Es ist einfach, und wir empfehlen es allen, die einen Klapptisch haben.

        <ol><li>Eine Kurzfassung vorlesen. Laut: Ein Satz, der sich nicht vorlesen lässt, hat etwas
        zu verbergen.</li><li>Der andere sagt, was die Arbeit gemessen haben <i>muss</i>, damit der
        letzte Satz stimmt.</li><li>Nachsehen, ob sie es getan hat. Wer es in fünf Minuten nicht
        herausfindet, hat eine Frage für das Poster.</li></ol>

        An der Grenze hatten wir neunzehn Fragen. Um Mitternacht stritten wir über das Wort
        <i>signifikant</i>, bis der Mann im oberen Bett das Licht ausmachte.
        """),
        quote(
            "Sie beide reden seit sechs Stunden, und noch hat niemand ein Tier erwähnt.",
            "Der Mann im oberen Bett, der Bienen hält",
        ),
        callout(
            "note",
            "Über diesen Text",
            """
            Otto hat ihn zuerst auf Englisch geschrieben, <a href="/night-train-to-vienna/">mit mehr
            Bildern und einem Film</a>.
            """,
        ),
    ],
)
