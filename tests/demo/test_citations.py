"""What readers of the demo download is read by the parsers of others, with nothing lost."""

import json
import re
import warnings

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
from citeproc.source.json import CiteProcJSON

from blog.posts.models import PostPage

pytestmark = [
    pytest.mark.usefixtures("loaded"),
    pytest.mark.django_db,
    pytest.mark.xdist_group("demo"),
]


def families(names) -> list[str]:
    """Family names as the record has them; of an organisation, its whole name."""
    found = []
    for name in names:
        particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
        found.append(name.get("literal") or f"{particle} {name.get('family', '')}".strip())
    return found


def bare(text: str) -> str:
    return text.replace("{", "").replace("}", "")


def expected(item, identifiers=()):
    """Title, family names, year and identifiers as they stand in the database."""
    kept = {scheme: value for scheme, value in identifiers if scheme in ("doi", "arxiv")}
    return (item["title"], families(item.get("author", [])), item["year"], kept)


def stored(post) -> list[tuple]:
    papers = dict.fromkeys(m.paper for m in post.mentions.select_related("paper"))
    return [
        expected(
            paper.csl | {"year": paper.issued[:4]},
            paper.identifiers.values_list("scheme", "value"),
        )
        for paper in papers
    ]


def of_post(post) -> tuple:
    authors = [credit.csl_name for credit in post.credits]
    return expected({"title": post.title, "author": authors, "year": str(post.written_date.year)})


def read_bibtex(text: str) -> list[tuple]:
    library = bibtexparser.parse_string(
        text, append_middleware=[SeparateCoAuthors(), SplitNameParts(), LatexDecodingMiddleware()]
    )
    assert library.failed_blocks == []
    return [entry_of_bibtex(entry) for entry in library.entries]


def entry_of_bibtex(entry) -> tuple:
    fields = {key: field.value for key, field in entry.fields_dict.items()}
    names = [bare(" ".join([*n.von, *n.last])) for n in fields.get("author", [])]
    kept = {"doi": fields.get("doi"), "arxiv": fields.get("eprint")}
    identifiers = {scheme: value for scheme, value in kept.items() if value}
    return (bare(fields["title"]), names, fields.get("year", ""), identifiers)


def read_ris(text: str) -> list[tuple]:
    return [entry_of_ris(record) for record in rispy.loads(text)]


def entry_of_ris(record) -> tuple:
    names = [name.partition(", ")[0] for name in record.get("authors", [])]
    kept = {
        "doi": record.get("doi"),
        "arxiv": record.get("accession_number", "").removeprefix("arXiv:"),
    }
    identifiers = {scheme: value for scheme, value in kept.items() if value}
    return (record["title"], names, record.get("year", ""), identifiers)


def read_csl(text: str) -> list[tuple]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON(json.loads(text))
    return [entry_of_csl(source[key]) for key in source]


def entry_of_csl(item) -> tuple:
    # CSL has no variable for arXiv: its own DOI stands for it, and `custom` beside another DOI.
    doi, _, arxiv = str(item.get("DOI", "")).partition("10.48550/arXiv.")
    beside = re.search(r"'arxiv': '([^']+)'", str(item.get("custom", "")))
    kept = {"doi": doi, "arxiv": beside[1] if beside else arxiv}
    identifiers = {scheme: value for scheme, value in kept.items() if value}
    return (str(item["title"]), families(item["author"]), str(item["issued"]["year"]), identifiers)


READERS = {"bib": read_bibtex, "ris": read_ris, "json": read_csl}


@pytest.mark.parametrize("suffix", READERS)
def test_every_post_and_its_papers_are_read_as_they_are_stored(client, suffix):
    for post in PostPage.objects.public():
        [cited] = READERS[suffix](client.get(f"{post.url}cite.{suffix}").content.decode())
        assert cited == of_post(post)
        papers = stored(post)
        if papers:
            text = client.get(f"{post.url}papers.{suffix}").content.decode()
            assert READERS[suffix](text) == papers, post.slug
