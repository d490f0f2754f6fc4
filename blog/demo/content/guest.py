"""A guest post about one paper, and its Spanish original."""

from blog.demo.content.kit import (
    Written,
    at,
    callout,
    heading,
    image,
    link,
    paper,
    prose,
    quote,
    recording,
)

ENGLISH = Written(
    slug="a-tree-of-tunes",
    title="A tree of tunes",
    standfirst="A guest post by a piper who reads proceedings: what happens when Galician and "
    "Irish melodies are compared phrase by "
    "phrase instead of note by note.",
    date=at(2025, 9, 28, 11, 30, offset=2),
    authors=("ines",),
    categories=("Music", "Guests"),
    event=("ISMIR", 2025),
    thumbnail="tree_of_tunes",
    translation="a-tree-of-tunes",
    body=[
        prose(r"""
        My grandmother knew about two hundred tunes and the names of perhaps thirty. The others
        she named by who had played them: the one of the
        miller, the one of the wedding in the rain. When a man from County Clare came to our
        village and played, she listened with
        her head on one side and said: that is the miller’s, but dressed for Sunday.

        I have been waiting for a paper about that sentence.⟦She was wrong about the miller, as
        it happens. I have both recordings. But she was wrong in an interesting way.⟧
        """),
        image(
            "tree_of_tunes",
            "Two families, one ground. The leaves are note heads because I asked for them.",
            width="wide",
        ),
        paper(
            "phylo",
            "ines",
            """
            Six hundred scores from Galicia and Ireland, twenty-one genres of which four are
            shared, annotated by experts and open to all. The usual way to compare two melodies
            is to align them from the first note to the last and count what it costs. The authors
            align <i>phrases</i>, and then the order of phrases,
            the form. And they try several ways of writing a melody down: chromatic steps,
            diatonic steps, ratios of durations, and a mixture.

            What separates genres and traditions best is the alignment of phrases and form, over
            chromatic pitch and duration ratios. From the distances grow trees, and
            in the trees you can look up who is next to whom.
            """,
            more=[
                heading("Why phrases", 3),
                prose("""
                Because nobody who plays from memory remembers notes. You remember that there is
                a first part, that it comes twice, that the second time its tail is different.
                A tune that travels loses its ornaments at the first border and its key at the
                second. The phrases arrive.
                """),
                quote("Play me the tail and I will tell you the tune.", "My grandmother"),
            ],
            links=[link("paper", "https://doi.org/10.5281/zenodo.17811351", "Proceedings")],
            disclosure="Inés plays two of the four shared genres, badly.",
        ),
        heading("What I would ask"),
        prose("""
        A score is what somebody wrote down on the day that somebody played. Of the miller’s tune
        there are four, from one village, one decade and three collectors, and they differ more
        among
        each other than from anything in Clare. I would like to see <i>them</i> on the tree: not
        two traditions, but one tune and its handwriting.

        And I would like to hear the distances. Take two leaves that are neighbours, play them
        one after the other, and ask a room of people who dance. The feet
        know before the matrix does.
        """),
        recording(
            "two_neighbours",
            "Two neighbours on the tree, one after the other",
            "Two neighbours, plucked: the same phrase in its other clothes.",
            transcript="<p>A string is plucked. First the phrase in major, quick and even; a short "
            "silence; then the same steps in minor, slower, the last note held.</p>",
            credit="Made by arithmetic for this page",
        ),
        callout(
            "note",
            "About this post",
            """
            Inés wrote it in Spanish, for a reading circle at her conservatory. <a
            href="/un-arbol-de-melodias/">The original is here.</a>
            """,
        ),
    ],
)

SPANISH = Written(
    slug="un-arbol-de-melodias",
    title="Un árbol de melodías",
    standfirst="Una gaitera que lee actas de congresos se pregunta qué ocurre cuando las melodías "
    "gallegas e irlandesas se comparan frase "
    "a frase, y no nota a nota.",
    language="es",
    date=at(2025, 9, 28, 11, 0, offset=2),
    authors=("ines",),
    categories=("Music", "Guests"),
    event=("ISMIR", 2025),
    thumbnail="tree_of_tunes",
    thumbnail_alt="Dos árboles, uno negro y otro rojo, crecen de la misma tierra; sus hojas son "
    "cabezas de nota",
    translation="a-tree-of-tunes",
    body=[
        prose(r"""
        Mi abuela se sabía unas doscientas melodías y los nombres de treinta, si llegaba. A las
        demás las llamaba por quien las había tocado: la del molinero, la de la boda bajo
        la lluvia. Cuando vino al pueblo un hombre del condado de Clare y se puso a tocar, ella
        escuchó con la cabeza ladeada y sentenció: esa es la del molinero,
        pero vestida de domingo.

        Llevo años esperando un artículo sobre esa frase.⟦Con lo del molinero se equivocaba, por
        cierto. Tengo las dos grabaciones. Pero se equivocaba de una manera interesante.⟧
        """),
        image(
            "tree_of_tunes",
            "Dos familias, una misma tierra. Las hojas son cabezas de nota porque yo lo pedí.",
            width="wide",
            alt="Dos árboles, uno negro y otro rojo, crecen de la misma tierra y entrelazan las "
            "ramas; sus hojas son cabezas de nota",
            credit="Dibujo de la redacción",
        ),
        paper(
            "phylo",
            "ines",
            """
            Seiscientas partituras de Galicia y de Irlanda, veintiún géneros de los que cuatro
            son comunes, anotadas por especialistas y abiertas a cualquiera. Lo habitual, para
            comparar dos
            melodías, es alinearlas de la primera nota a la última y contar lo que cuesta. Aquí
            se alinean <i>frases</i>, y después el orden de las frases, que es la forma. Además se
            prueban varias maneras de escribir una melodía: intervalos cromáticos, intervalos
            diatónicos, proporciones de duración y una mezcla de todo ello.

            Lo que mejor distingue géneros y tradiciones es alinear frases y forma a partir de
            las alturas cromáticas y de las proporciones de duración. De esas distancias crecen
            árboles, y en los
            árboles se puede mirar quién vive al lado de quién.
            """,
            more=[
                heading("Por qué frases", 3),
                prose("""
                Porque nadie que toque de memoria recuerda notas. Se recuerda que hay una primera
                parte, que se repite, que la segunda vez la cola es distinta. Una melodía que
                viaja pierde
                los adornos en la primera frontera y la tonalidad en la segunda. Las frases
                llegan.
                """),
                quote("Tócame la cola y te diré qué pieza es.", "Mi abuela"),
            ],
            links=[link("paper", "https://doi.org/10.5281/zenodo.17811351", "Actas")],
            disclosure="Inés toca dos de los cuatro géneros comunes, y los toca mal.",
        ),
        heading("Lo que yo preguntaría"),
        prose("""
        Una partitura es lo que alguien apuntó el día en que alguien tocó. De la melodía del
        molinero hay cuatro, de una misma aldea, de un mismo decenio y de tres recopiladores, y
        se parecen
        menos entre sí que a cualquier cosa de Clare. Son <i>esas</i> las que me gustaría ver en
        el árbol: no dos tradiciones, sino una sola melodía y sus caligrafías.

        Y me gustaría oír las distancias. Tomar dos hojas vecinas, tocarlas una detrás de otra y
        preguntar en una sala llena de gente que baila. Los pies lo saben antes que la matriz.
        """),
        recording(
            "two_neighbours",
            "Dos vecinas del árbol, una detrás de otra",
            "Dos vecinas, pulsadas: la misma frase con otra ropa.",
            transcript="<p>Se pulsa una cuerda. Primero la frase en mayor, rápida y pareja; un "
            "silencio breve; luego los mismos pasos en menor, más lentos, con la última nota "
            "sostenida.</p>",
            credit="Hecho con aritmética para esta página",
        ),
        callout(
            "note",
            "Sobre este texto",
            """
            Lo escribí para el círculo de lectura de mi conservatorio. <a
            href="/a-tree-of-tunes/">Hay una versión inglesa</a>, algo más corta de adjetivos.
            """,
        ),
    ],
)
