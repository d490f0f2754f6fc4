import pytest

from tests.outside import outside_world


@pytest.fixture
def outside(settings):
    """All sources in one server of ours; `/page/` is where pages are asked for."""
    with outside_world() as found:
        settings.LOOKUP_SOURCES = {
            "arxiv": f"{found.address}/arxiv",
            "crossref": f"{found.address}/crossref",
            "openreview": f"{found.address}/openreview",
            "datacite": f"{found.address}/datacite",
            "page": f"{found.address}/page/{{url}}",
        }
        settings.LOOKUP_TRUSTED_ORIGINS = [found.address]
        settings.LOOKUP_SOURCE_SECONDS = 0.4
        settings.LOOKUP_TOTAL_SECONDS = 1.2
        yield found
