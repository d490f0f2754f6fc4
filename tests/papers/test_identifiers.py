import pytest

from blog.papers.identifiers import Identifier, label_of, parse_identifier, url_of

CASES = {
    "https://arxiv.org/abs/1706.03762": ("arxiv", "1706.03762"),
    "http://www.arxiv.org/abs/1706.03762v5": ("arxiv", "1706.03762"),
    "https://arxiv.org/pdf/1706.03762v5.pdf": ("arxiv", "1706.03762"),
    "https://arxiv.org/html/2401.10446v1": ("arxiv", "2401.10446"),
    "https://arxiv.org/abs/cs.LG/0112017": ("arxiv", "cs/0112017"),
    "https://arxiv.org/abs/hep-th/9901001v2": ("arxiv", "hep-th/9901001"),
    "arXiv:1706.03762": ("arxiv", "1706.03762"),
    "1706.03762": ("arxiv", "1706.03762"),
    "https://doi.org/10.48550/arXiv.1706.03762": ("arxiv", "1706.03762"),
    "https://huggingface.co/papers/2310.11230": ("arxiv", "2310.11230"),
    "https://www.alphaxiv.org/abs/2310.11230": ("arxiv", "2310.11230"),
    "https://dl.acm.org/doi/10.1145/3383313.3412217": ("doi", "10.1145/3383313.3412217"),
    "https://dl.acm.org/doi/abs/10.1145/3383313.3412216": ("doi", "10.1145/3383313.3412216"),
    "https://dl.acm.org/doi/pdf/10.1145/3383313.3412488": ("doi", "10.1145/3383313.3412488"),
    "doi:10.5334/TISMIR.10.": ("doi", "10.5334/tismir.10"),
    "https://doi.org/10.1000/a%2Fb": ("doi", "10.1000/a/b"),
    "https://link.springer.com/article/10.1007/s00530-021-00123-4": (
        "doi", "10.1007/s00530-021-00123-4"),
    "https://www.nature.com/articles/s41586-021-03819-2": ("doi", "10.1038/s41586-021-03819-2"),
    "https://zenodo.org/records/1344103": ("doi", "10.5281/zenodo.1344103"),
    "https://openreview.net/forum?id=l60EM8md3t": ("openreview", "l60EM8md3t"),
    "https://openreview.net/pdf?id=l60EM8md3t": ("openreview", "l60EM8md3t"),
    "https://aclanthology.org/2023.acl-long.1/": ("acl", "2023.acl-long.1"),
    "https://aclanthology.org/P19-1001.pdf": ("acl", "P19-1001"),
    "https://proceedings.mlr.press/v202/smith23a.html": ("pmlr", "v202/smith23a"),
    "https://proceedings.mlr.press/v202/smith23a/smith23a.pdf": ("pmlr", "v202/smith23a"),
    "https://archives.ismir.net/ismir2022/paper/000047.pdf": ("ismir", "2022/000047"),
    "ISBN 0-306-40615-2": ("isbn", "9780306406157"),
    "https://www.example.org/paper.pdf/": ("url", "https://example.org/paper.pdf"),
    "http://example.org/?p=1#top": ("url", "https://example.org?p=1"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_every_spelling_of_an_identifier_is_one(text, expected):
    assert parse_identifier(text) == Identifier(*expected)


@pytest.mark.parametrize(
    "text", ["", "no link", "ISBN 0-306-40615-3", "http://[broken", "https://"]
)
def test_what_is_no_identifier_is_none(text):
    assert parse_identifier(text) is None


@pytest.mark.parametrize("text", [text for text, (scheme, _) in CASES.items() if scheme != "isbn"])
def test_the_address_of_an_identifier_leads_back_to_it(text):
    identifier = parse_identifier(text)

    assert parse_identifier(url_of(identifier)) == identifier
    assert label_of(identifier)
