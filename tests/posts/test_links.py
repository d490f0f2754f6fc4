"""Links that an editor writes: to documents of ours, to telephones, and to what may not be led to."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from blog.core.errors import InUseError
from blog.posts.blocks.body import PostBody
from blog.posts.uses import refuse_if_used
from tests.factories import make_paper, make_post, paper_entry, prose

pytestmark = pytest.mark.django_db
EVERYWHERE = ("/from/", "/from/index.md", "/feed.xml", "/atom.xml", "/feed.json")


@pytest.fixture
def document(publication):
    file = ContentFile(b"%PDF-1.4 slides", name="slides.pdf")
    return get_document_model().objects.create(title="Slides", file=file)


@pytest.fixture
def pages(client, document):
    """A post that leads to the document, in every form that strangers may read."""
    link = f'<a linktype="document" id="{document.pk}">The slides</a>'
    make_post(slug="from", body=[prose(f"<p>{link} of the talk.</p>")])

    def read():
        return {address: client.get(address).content.decode() for address in EVERYWHERE}

    return read


def test_prose_leads_to_a_document_in_every_form(client, document, pages):
    leading = [address for address, text in pages().items() if document.url in text]
    assert leading == list(EVERYWHERE)
    answer = client.get(document.url)
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 slides"


def test_a_document_in_a_closed_collection_is_only_named(document, pages):
    folder = Collection.get_first_root_node().add_child(instance=Collection(name="Inside"))
    document.collection = folder.add_child(instance=Collection(name="Deeper"))
    document.save()
    CollectionViewRestriction.objects.create(collection=folder, restriction_type="login")

    texts = pages()

    assert [address for address, text in texts.items() if document.url in text] == []
    assert [address for address, text in texts.items() if "The slides" not in text] == []


def test_a_document_that_is_gone_leaves_its_words(document, pages):
    get_document_model().objects.all()._raw_delete("default")
    assert "<p>The slides of the talk.</p>" in pages()["/from/"]


def test_a_document_that_prose_leads_to_is_in_use(document, pages):
    with pytest.raises(InUseError, match=r"“Slides” is still used by “A report \d+”"):
        refuse_if_used(document)


def test_many_links_cost_no_more_queries_than_one(client, document):
    files = [document, *(copy_of(document) for _ in range(3))]
    counts = []
    for number in (1, 4):
        links = (f'<a linktype="document" id="{file.pk}">x</a>' for file in files[:number])
        make_post(slug=f"links-{number}", body=[prose(f"<p>{' '.join(links)}</p>")])
        client.get(f"/links-{number}/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/links-{number}/")
        counts.append(len([query for query in queries if "document" in query["sql"]]))
    assert counts == [1, 1]


def copy_of(document):
    return get_document_model().objects.create(title="Copy", file=document.file.name)


def test_a_telephone_number_can_be_called_from_every_form(client, publication):
    make_post(slug="from", body=[prose('<p><a href="tel:+4930123456">Call us</a>.</p>')])
    texts = {address: client.get(address).content.decode() for address in EVERYWHERE}
    assert [address for address, text in texts.items() if "tel:+4930123456" not in text] == []


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "www.example.org"],
)
@pytest.mark.parametrize(("kind", "field"), [("paper", "url"), ("image", "link")])
def test_what_a_browser_would_run_is_no_address(publication, kind, field, address):
    block = PostBody().child_blocks[kind].child_blocks[field]
    with pytest.raises(ValidationError) as refused:
        block.clean(address)
    assert refused.value.messages == [
        f"“{address.strip()}” is not an address. Write https://… or a path that starts with /."
    ]


@pytest.mark.parametrize(
    "address", ["https://x.example/a", "/about/", "#top", "mailto:a@b.example", "tel:112", "a.pdf"]
)
def test_addresses_that_lead_somewhere_are_taken(publication, address):
    value = paper_entry(make_paper(), url=address)["value"]
    block = PostBody().child_blocks["paper"]
    assert block.clean(block.to_python(value))["url"] == address
