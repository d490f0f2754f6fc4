"""Addresses of publishers, archives and their mirrors → identifiers. No Django."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from urllib.parse import parse_qs, quote, unquote

from blog.core.addresses import parse_address
from blog.papers.proceedings import PROCEEDINGS, Query, Reader
from blog.papers.schemes import Identifier, read_arxiv, read_doi, read_isbn

_ARXIV_HOSTS = """
    arxiv.org ar5iv.org ar5iv.labs.arxiv.org alphaxiv.org scirate.com arxiv-vanity.com
    emergentmind.com papers.cool xxx.lanl.gov xxx.itp.ac.cn
""".split()
_ARXIV_PLACES = re.compile(
    r"(?:/[a-z]{2}(?:-[a-z]{2})?(?=/))?/(?:abs|pdf|html|ps|format|e-print|src|bibtex|papers?|arxiv|overview|tb|refs|cits|audio|resources)?"
    r"/?(?:arxiv:)?((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7}).*)",
    re.IGNORECASE,
)


def read_address(url: str, *, most_archives: int = 3) -> Identifier | None:
    """An address that names no known scheme is itself the identifier ("url"), without fragment,
    "www." and a slash at the end. None when it is no address.

    An archive may hold a page of an archive; nobody cites one that is `most_archives` deep.
    """
    parts = parse_address(url)
    if parts is None or parts.scheme not in ("http", "https"):
        return None
    host = parts.bare_host.rstrip(".")
    if not re.fullmatch(r"[\w.:-]+", host):
        return None
    archived = re.match(r"/web/\d{4,14}[a-z_]*/(https?:/.*)", parts.path)
    if archived and host == "web.archive.org" and most_archives:
        original = archived[1] + (f"?{parts.query}" if parts.query else "")
        inner = read_address(original, most_archives=most_archives - 1)
        if inner and inner.scheme != "url":
            return inner
    path, query = unquote(parts.path), parse_qs(parts.query)
    reader = _READERS.get(host) or _READERS.get(_behind_proxy(host))
    reader = reader or next((read for hosts, read in _FAMILIES if re.fullmatch(hosts, host)), None)
    identifier = reader(path, query) if reader else None
    if not identifier and (reader or _names_a_doi(path)):
        identifier = _any_doi(path, query)
    return identifier or _plain(host, parts.port, parts.path, parts.query)


_BEFORE_A_DOI = re.compile(
    r"(?:^|/(?:doi|abs|abstract|articles?|content|full|fulltext|e?pdf|chapter|book|paper|proceedings"
    r"|record|lookup|reader|view|html)(?:/\w+)?(?:;[^/]*)?)/10\.\d{4,9}/",
    re.IGNORECASE,
)
# Figures, tables and supplements stand behind the DOI of the work that they belong to.
_PART_OF_A_WORK = re.compile(
    r"/(?:figures|tables|suppl_file|mediaobjects|fulltext\.html)(?:/.*)?$", re.IGNORECASE
)


def _names_a_doi(path: str) -> bool:
    """On a host that is not listed, the path has to begin with the DOI or to name it as a work: a
    folder of a mirror, or a version, may look like one."""
    return bool(_BEFORE_A_DOI.search(path)) or not re.search(r"/10\.\d{4,9}/", path)


def _behind_proxy(host: str) -> str:
    """The publisher behind a library's EZproxy: "dl-acm-org.ezproxy.example.edu" → "dl.acm.org"."""
    first = host.partition(".")[0].removeprefix("www-")
    return first.replace("--", "\0").replace("-", ".").replace("\0", "-")


def _any_doi(path: str, query: Query) -> Identifier | None:
    for text in (path, *(value for values in query.values() for value in values)):
        # Not inside another address: "?next=https://…" names where to go, not what this is.
        doi = None if "://" in text else read_doi(text)
        if doi:
            return Identifier(doi.scheme, _PART_OF_A_WORK.sub("", doi.value))
    return None


def _plain(host: str, port: int | None, path: str, query: str) -> Identifier:
    place = f"[{host}]" if ":" in host else host
    place += f":{port}" if port and port not in (80, 443) else ""
    safe = "%/:@!$&'()*+,;=~?"
    address = f"https://{place}{quote(path.rstrip('/'), safe=safe)}"
    return Identifier("url", f"{address}?{quote(query, safe=safe)}" if query else address)


def _arxiv(path: str, query: Query) -> Identifier | None:
    found = _ARXIV_PLACES.fullmatch(path)
    if found:
        return read_arxiv(found[1].removesuffix(".pdf"))
    return read_arxiv(query.get("id_list", [""])[0]) or _any_doi(path, query)


def _hugging_face(path: str, query: Query) -> Identifier | None:
    return read_arxiv(path) if path.startswith("/papers/") else None


def _adsabs(path: str, query: Query) -> Identifier | None:
    found = re.match(r"/abs/\d{4}arXiv(\d{4})\.?(\d{4,5})[A-Z]", path)
    return read_arxiv(f"{found[1]}.{found[2]}") if found else None


def _dblp(path: str, query: Query) -> Identifier | None:
    found = re.match(r"/rec/(?:html/|bibtex/)?journals/corr/abs-(\d{4})-(\d{4,5})", path)
    return read_arxiv(f"{found[1]}.{found[2]}") if found else None


def _doi_resolver(path: str, query: Query) -> Identifier | None:
    return read_doi(path)


def _openreview(path: str, query: Query) -> Identifier | None:
    # The ids under /references/ are those of revisions.
    if path.startswith(("/references/", "/group", "/profile")):
        return None
    for name in ("forum", "id", "noteId"):
        value = query.get(name, [""])[0]
        if re.fullmatch(r"[\w-]{5,40}", value):
            return Identifier("openreview", value)
    return None


def _ieee(path: str, query: Query) -> Identifier | None:
    found = re.match(r"/(?:abstract/)?document/(\d+)|/i(?:el|elx)\d+/.*/0*(\d+)\.pdf$", path)
    number = next(filter(None, found.groups()), "") if found else query.get("arnumber", [""])[0]
    return Identifier("ieee", number.lstrip("0")) if number.strip("0").isdigit() else None


def _elsevier(path: str, query: Query) -> Identifier | None:
    """Journals have "S" and 16 digits, books "B" and 19: the ISBN, the chapter, a check digit."""
    found = re.match(r".*(?:/(?:pii|fulltext|abstract|pdf)/|/1-s2\.0-)([SB][\dX().-]{16,24})", path)
    value = re.sub(r"[().-]", "", found[1]) if found else ""
    return Identifier("pii", value) if re.fullmatch(r"(?:S\d{15}|B\d{18})[\dX]", value) else None


def _acm(path: str, query: Query) -> Identifier | None:
    number = query.get("id", query.get("doid", [""]))[0]
    return read_doi(f"10.1145/{number}") if re.fullmatch(r"\d{5,}\.\d{5,}", number) else None


def _rxiv(path: str, query: Query) -> Identifier | None:
    early = re.match(
        r"/(?:content/(?:biorxiv/|medrxiv/)?early/\d{4}/\d{2}/\d{2}|cgi/content/\w+)"
        r"/(\d{6}|[\d.]{10,}\d)",
        path,
    )
    found = read_doi(f"10.1101/{early[1]}" if early else path)
    if not found:
        return None
    return Identifier("doi", re.sub(r"v\d+([.-].*)?$", "", found.value))


def _pubmed(path: str, query: Query) -> Identifier | None:
    central = re.search(r"\b(PMC\d{4,9})\b", path, re.IGNORECASE)
    if central:
        return Identifier("pmc", central[1].upper())
    term = query.get("term", [""])[0]
    if term.isdigit() and path in ("/", "/pubmed/", "/pubmed"):
        path = f"/{term}"
    found = re.fullmatch(r"/(?:pubmed/|(?:article|abstract)/MED/)?0*(\d{4,9})/?", path, re.I)
    return Identifier("pubmed", found[1]) if found else None


def _semantic_scholar(path: str, query: Query) -> Identifier | None:
    named = re.search(r"/(?:paper/)?(arxiv|doi|corpusid):(.+)$", path, re.IGNORECASE)
    if named and named[1].lower() == "corpusid":
        return read_corpus_id(named[2])
    if named:
        return (read_arxiv if named[1].lower() == "arxiv" else read_doi)(named[2])
    file = re.fullmatch(r"/([0-9a-f]{4})/([0-9a-f]{36})\.pdf", path)
    if file:
        return Identifier("s2", file[1] + file[2])
    found = re.search(r"/(?:paper|reader)/(?:.*/)?([0-9a-f]{40})(?:/|$)", path)
    return Identifier("s2", found[1]) if found else None


def read_corpus_id(text: str) -> Identifier | None:
    number = text.strip(" /")
    return Identifier("s2", f"CorpusID:{number}") if number.isdigit() else None


def _zenodo(path: str, query: Query) -> Identifier | None:
    found = re.match(r"/(?:api/)?(?:record|records|deposit)/(\d+)", path)
    return Identifier("doi", f"10.5281/zenodo.{found[1]}") if found else None


def _isbn_page(path: str, query: Query) -> Identifier | None:
    found = re.search(r"/isbn/([\dXx-]{10,17})", path)
    return read_isbn(found[1]) if found else None


def _hal(path: str, query: Query) -> Identifier | None:
    match = re.match(r"(?:/[\w-]+)?/([a-z]{3,12}-\d{6,9})(?:v\d+)?(?:/|$)", path)
    return Identifier("hal", match[1]) if match else None


def _by_pattern(pattern: str, doi: str) -> Reader:
    """For publishers whose addresses end in the last part of the DOI."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def read(path: str, query: Query) -> Identifier | None:
        found = compiled.match(path)
        return read_doi(doi.format(*found.groups())) if found else None

    return read


def _peerj(path: str, query: Query) -> Identifier | None:
    found = re.match(r"/articles/(cs-)?(\d+)", path)
    return read_doi(f"10.7717/peerj{'-cs' if found[1] else ''}.{found[2]}") if found else None


def _ssrn(path: str, query: Query) -> Identifier | None:
    names = {name.lower().replace("_", ""): values[0] for name, values in query.items()}
    short = re.fullmatch(r"/(?:abstract=)?(\d{5,9})/?", path)
    number = short[1] if short else names.get("abstractid") or names.get("abstract") or ""
    return read_doi(f"10.2139/ssrn.{number}") if number.isdigit() else None


def _search_engine(path: str, query: Query) -> Identifier | None:
    """The result that a search engine leads to: google.com/url?q=…"""
    in_path = re.search(r"/RU=(https?:.+?)/RK=", path)
    target = next((query[name][0] for name in ("q", "url", "uddg", "u") if name in query), "")
    if in_path:
        return read_address(in_path[1], most_archives=0)
    if path not in ("/url", "/l/", "/scholar_url", "/ck/a", "/clck/jsredir"):
        return None
    return read_address(_from_bing(target) or target, most_archives=0)


def _from_bing(target: str) -> str:
    """The address in "a1aHR0cHM6Ly9…": Base64 behind two signs."""
    try:
        return urlsafe_b64decode(target[2:] + "==").decode() if target.startswith("a1") else ""
    except ValueError:
        return ""


def _plos(path: str, query: Query) -> Identifier | None:
    """The DOI of a figure, a table or a supplement is the article's with a part behind it."""
    doi = _any_doi(path, query)
    return Identifier(doi.scheme, re.sub(r"\.[gts]\d{3}$", "", doi.value)) if doi else None


def _silverchair(path: str, query: Query) -> Identifier | None:
    """Articles of MIT Press and OUP: /coli/article/doi/10.1162/coli_a_00001/1234/Title. Without a
    DOI in the address it is no more than an address."""
    match = re.search(r"/doi/(10\.\d{4,9}/[^/]+(?:/[a-z][^/]*\d[^/]*)?)", path)
    return read_doi(match[1]) if match else None


# Hosts that many institutions or countries have one of.
_FAMILIES: tuple[tuple[str, Reader], ...] = (
    (r".+\.arxiv\.org", _arxiv),
    (r".+\.hal\.science|.+\.archives-ouvertes\.fr|hal\..+", _hal),
    (r"(?:scholar\.)?google(?:\.com?)?\.[a-z]{2}", _search_engine),
)
_GROUPS: tuple[tuple[str | list[str], Reader], ...] = (
    (_ARXIV_HOSTS, _arxiv),
    ("huggingface.co hf.co", _hugging_face),
    ("ui.adsabs.harvard.edu adsabs.harvard.edu", _adsabs),
    ("dblp.org dblp.uni-trier.de", _dblp),
    ("doi.org dx.doi.org", _doi_resolver),
    ("openreview.net api.openreview.net api2.openreview.net", _openreview),
    *PROCEEDINGS,
    ("ieeexplore.ieee.org", _ieee),
    ("sciencedirect.com linkinghub.elsevier.com reader.elsevier.com pdf.sciencedirectassets.com "
     "cell.com thelancet.com", _elsevier),
    ("dl.acm.org portal.acm.org", _acm),
    ("biorxiv.org medrxiv.org connect.biorxiv.org connect.medrxiv.org", _rxiv),
    ("pubmed.ncbi.nlm.nih.gov ncbi.nlm.nih.gov pmc.ncbi.nlm.nih.gov europepmc.org "
     "m.europepmc.org", _pubmed),
    ("semanticscholar.org api.semanticscholar.org pdfs.semanticscholar.org", _semantic_scholar),
    ("zenodo.org", _zenodo),
    ("openlibrary.org isbnsearch.org search.worldcat.org worldcat.org", _isbn_page),
    ("papers.ssrn.com ssrn.com dx.ssrn.com", _ssrn),
    ("journals.plos.org", _plos),
    ("link.springer.com static-content.springer.com media.springernature.com", _any_doi),
    ("direct.mit.edu academic.oup.com", _silverchair),
    ("google.com scholar.google.com duckduckgo.com bing.com r.search.yahoo.com yandex.com "
     "yandex.ru", _search_engine),
    ("nature.com", _by_pattern(
        r"(?:/nature)?/articles/([sd]\d{5}-\d{3}-\d{5}-\w|nature\d{4,5}|srep\d{5}|ncomms\d{4,5}|n[a-z]+\.\d{4}\.\d+)",
        "10.1038/{}")),
    ("ijcai.org", _by_pattern(r"/proceedings/(\d{4})/0*(\d+)(?:\.pdf)?/?$", "10.24963/ijcai.{}/{}")),
    ("elifesciences.org", _by_pattern(r"/articles/0*(\d{5,})", "10.7554/elife.{}")),
    ("peerj.com", _peerj),
)  # fmt: skip
_READERS: dict[str, Reader] = {
    host: read
    for hosts, read in _GROUPS
    for host in (hosts.split() if isinstance(hosts, str) else hosts)
}
