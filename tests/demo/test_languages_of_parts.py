"""What the interface says on a page whose language it does not have is marked as what it is."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from blog.posts.models import PostPage, StandardPage
from blog.site.models import PublicationSettings
from tests.factories import make_post, paper_list
from tests.hard_cases import block

pytestmark = pytest.mark.django_db


def texts_and_languages(client, address, language):
    """Each text that readers see or hear, with the language that the page says it is in."""
    settings = PublicationSettings.for_site(Site.objects.get())
    settings.language = language
    settings.save()
    page = BeautifulSoup(client.get(address).content, "html.parser")
    for unseen in page.select("head, script, style"):
        unseen.decompose()
    texts = [(text, text.parent) for text in page.body.find_all(string=True)]
    labels = [
        (element[name], element)
        for name in ("aria-label", "title", "placeholder", "alt")
        for element in page.body.find_all(attrs={name: True})
    ]
    return {
        (
            " ".join(text.split()),
            (where if where.get("lang") else where.find_parent(lang=True))["lang"],
        )
        for text, where in texts + labels
        if text.strip()
    }


TABLE = {"columns": [{"type": "text", "heading": "A"}], "rows": [{"values": ["eins"]}]}
BODY = [
    block("callout", {"kind": "tip", "heading": "", "text": "<p>Uwaga.</p>"}),
    block("math", {"latex": "x", "label": ""}),
    block("table", {"caption": "", "table": TABLE}),
    block("code", {"language": "", "filename": "", "code": "x"}),
    paper_list([], heading=""),
]


def test_every_text_of_the_interface_stands_in_its_own_language(client, loaded):
    make_post(title="Bez nazw", body=BODY)
    for model in (PostPage, StandardPage):
        # No text of ours is Polish, so what changes with the site's language is the interface's.
        model.objects.update(language="pl")
    addresses = [page.url for model in (PostPage, StandardPage) for page in model.objects.live()]

    wrong, seen = set(), set()
    for address in addresses:
        english, german = (
            texts_and_languages(client, address, language) for language in ("en", "de")
        )
        for own, other, language in ((english, german, "en"), (german, english, "de")):
            shared = {text for text, _language in other}
            interface = {(text, spoken) for text, spoken in own if text not in shared}
            seen |= {text for text, _spoken in interface}
            wrong |= {(text, spoken) for text, spoken in interface if spoken != language}

    assert wrong == set()
    assert len(addresses) > 10
    assert {"Citation", "Read", "Share", "Venue", "Enlarge", "Disclosure.", "See also"} <= seen
    assert {"Contents", "Formula", "Table", "Tip", "Note 1", "Links of Genie"} <= seen
