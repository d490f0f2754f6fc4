"""Every spelling that we have met, and what it names: the table lies in samples/identifiers.txt."""

import time
from collections import Counter
from pathlib import Path

import pytest

from blog.papers.addresses import read_address
from blog.papers.identifiers import (
    Identifier,
    find_identifiers,
    implied,
    label_of,
    parse_identifier,
    url_of,
)
from blog.papers.schemes import LABELS

SPELLINGS = Path(__file__).resolve().parents[1] / "samples" / "identifiers.txt"
CASES = [
    tuple(line.rsplit(maxsplit=2))
    for line in SPELLINGS.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]


def test_the_table_is_long_enough_for_every_scheme():
    counts = Counter(scheme for _, scheme, _ in CASES)

    assert len(CASES) > 300
    assert len({spelling for spelling, *_ in CASES}) == len(CASES)
    assert set(counts) == set(LABELS)
    assert {scheme: count for scheme, count in counts.items() if count < 4} == {}
    # Publishers and archives whose works are known by their DOI.
    for host in ("dl.acm.org", "link.springer.com", "zenodo.org", "biorxiv.org", "medrxiv.org"):
        assert sum(host in spelling for spelling, scheme, _ in CASES if scheme == "doi") >= 3, host


@pytest.mark.parametrize(("spelling", "scheme", "value"), CASES)
def test_every_spelling_of_an_identifier_is_one(spelling, scheme, value):
    assert parse_identifier(spelling) == Identifier(scheme, value)


@pytest.mark.parametrize(
    "text",
    """
no link
ISBN 0-306-40615-3
978-0-306-40615-8
http://[broken
https://
https://exa mple.org/
javascript:alert(1)
ftp://arxiv.org/abs/1706.03762
10.1000/<script>alert(1)</script>
10.1000/abc<script>
10.1000/
10.1000/two words
10.1000
arXiv:
arXiv:2024.12345
2024.12345
1706.0376
0703.0001
and/or
example.org/paper.pdf
version 2.1
section 10.1000/2 of it
PMC12
PMID: none
12345678
0-306-40615-X
978-0-306-40615-7-1
97803064061
ISBN
CorpusID:many
ACL:2023
1713.03762
9999.99999
2401.1044
cs/0113017
P19-10011
2023.acl
doi:
doi:11.1000/182
doi:10.1000/abc<b>
１０.1000/182
10.1000/a"onload="x" b
openreview:a b
data:text/html,10.1000/abc
mailto:ada@example.org
file:///10.1000/abc
//doi.org/10.1000/182
http://
http:///10.1000/182
https://<script>/10.1000/182
()
[]
“”
Attention is all you need
""".splitlines(),
)
def test_what_is_no_identifier_is_none(text):
    assert parse_identifier(text) is None


# An ISBN has no address.
@pytest.mark.parametrize(
    "identifier",
    sorted({Identifier(*pair) for _, *pair in CASES if pair[0] != "isbn"}, key=str),
    ids=lambda identifier: f"{identifier.scheme} {identifier.value}",
)
def test_the_address_of_an_identifier_leads_back_to_it(identifier):
    address = url_of(identifier)

    assert parse_identifier(address) == identifier
    assert address.startswith("https://")
    assert not set("<>\" '") & set(address) - {"'"}


def test_every_scheme_has_a_name():
    schemes = {scheme for _, scheme, _ in CASES}

    assert {scheme: label_of(Identifier(scheme, "x")) for scheme in schemes if scheme in ("arxiv", "s2")} == {
        "arxiv": "arXiv", "s2": "Semantic Scholar"}  # fmt: skip
    assert [scheme for scheme in schemes if label_of(Identifier(scheme, "x")) == scheme] == []


def test_a_doi_of_the_acl_contains_the_id_of_the_anthology():
    assert list(implied(Identifier("doi", "10.18653/v1/p19-1001"))) == [
        Identifier("acl", "P19-1001")
    ]
    assert list(implied(Identifier("doi", "10.18653/v1/2023.acl-long.1"))) == [
        Identifier("acl", "2023.acl-long.1")
    ]
    assert list(implied(Identifier("doi", "10.1000/1"))) == []


def test_several_are_found_in_a_pasted_text_each_once():
    text = "https://arxiv.org/abs/1706.03762v5\n  arXiv:1706.03762\nsee doi:10.1000/182, thanks\n"

    assert find_identifiers(text) == [
        Identifier("arxiv", "1706.03762"),
        Identifier("doi", "10.1000/182"),
    ]


def test_an_archive_of_an_archive_is_read_and_an_endless_one_costs_nothing():
    wrap = "https://web.archive.org/web/20200101000000/"

    assert read_address(f"{wrap * 2}https://arxiv.org/abs/2401.12345") == Identifier(
        "arxiv", "2401.12345"
    )
    start = time.process_time()
    endless = read_address(f"{wrap * 5_000}https://arxiv.org/abs/2401.12345")
    assert time.process_time() - start < 2
    assert endless is None or endless.scheme in ("url", "arxiv")
