"""What an editor pastes is taken apart into papers, and nothing of it is lost."""

from blog.papers.identifiers import Identifier
from blog.papers.pasted import Piece, read_pasted

ARXIV, DOI = Identifier("arxiv", "2402.98765"), Identifier("doi", "10.5555/listening")


def test_lines_are_papers_whatever_stands_before_and_after_the_link():
    text = """
    - https://arxiv.org/abs/2402.98765v2 (the choirs)
    2. doi:10.5555/listening

    • Attention to Detail
    https://arxiv.org/abs/2402.98765 10.5555/listening
    """

    assert read_pasted(text) == [
        Piece("https://arxiv.org/abs/2402.98765v2 (the choirs)", (ARXIV,)),
        Piece("doi:10.5555/listening", (DOI,)),
        Piece("Attention to Detail"),
        Piece("https://arxiv.org/abs/2402.98765", (ARXIV,)),
        Piece("10.5555/listening", (DOI,)),
    ]
    assert [piece.is_title for piece in read_pasted(text)] == [False, False, True, False, False]


def test_one_bad_entry_among_fifty_is_named_and_keeps_its_text():
    entries = [
        f"@article{{key{n},\n  title = {{Paper {n}}},\n  doi = {{10.5555/{n}}},\n}}\n"
        for n in range(49)
    ]
    entries.insert(20, "@article{broken,\n  title = {No end,\n  year = 2024\n")

    pieces = read_pasted("\n".join(entries))

    assert [piece.text for piece in pieces if not piece.problem] == [
        f"Paper {n}" for n in range(49)
    ]
    [problem] = [piece for piece in pieces if piece.problem]
    assert problem.text == "@article{broken,\n  title = {No end,\n  year = 2024"
    assert problem.problem.where == "line 101"


def test_latex_in_titles_becomes_text():
    [piece] = read_pasted(r"@misc{x, title={The {\'E}tude of $\alpha$ \& {\ss} in 50\% of cases}}")

    assert piece.item["title"] == "The Étude of α & ß in 50% of cases"


def test_records_carry_their_identifiers():
    [piece] = read_pasted("TY  - JOUR\nTI  - Listening\nDO  - 10.5555/LISTENING\nER  - ")

    assert (piece.text, piece.identifiers) == ("Listening", (DOI,))


def test_a_doi_with_markup_in_it_is_no_doi():
    assert read_pasted("10.1000/<script>alert(1)</script>") == [
        Piece("10.1000/<script>alert(1)</script>")
    ]


def test_an_address_too_long_to_store_is_a_problem():
    [piece] = read_pasted("https://example.org/" + "x" * 600)

    assert str(piece.problem) == "this address is too long. Paste a shorter one."
    assert piece.identifiers == ()


def test_nothing_is_nothing():
    assert read_pasted(" \n\x00 ") == []
