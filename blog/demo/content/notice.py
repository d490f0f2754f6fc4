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
    translation="tide-2027",
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

CATALAN = Written(
    slug="tide-2027-ca",
    title="TIDE 2027: dos dies, dotze xerrades, cap diapositiva",
    standfirst="El nostre petit taller torna a l’abril, amb la marea baixa.",
    language="ca",
    date=at(2026, 10, 12, 9, 55, offset=2),
    authors=("reading-group",),
    categories=("News",),
    event=("TIDE", 2027),
    translation="tide-2027",
    body=[
        prose("""
        El 8 i el 9 d’abril de 2027 ens trobem a la vella estació de bombament per al segon
        <b>TIDE</b>: dotze xerrades sobre coses que algú ha sentit. Les regles són les de la primera
        vegada: cap diapositiva, un full de paper, i a cada persona que parla li fa una pregunta
        algú d’un altre camp abans que ningú més pugui dir res.

        Si voleu parlar, envieu-nos el full de paper. Si voleu escoltar, envieu-nos una pregunta que
        voldríeu que algú respongués. Llegim els uns i les altres fins al 31 de gener.
        """),
        callout(
            "warning",
            "Compte amb la marea",
            "El camí queda sota l’aigua d’11 a 14 h tots dos dies. Per això el dinar és llarg.",
        ),
    ],
)
