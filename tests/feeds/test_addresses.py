from blog.core.publishing import Change, touched_addresses
from tests.factories import make_author, make_event, make_paper, make_post, paper_list


def test_publishing_a_post_touches_every_feed_that_carries_it_and_each_is_there(
    client, publication
):
    post = make_post(
        slug="vienna",
        authors=[make_author("Ada Quill")],
        categories=["Audio"],
        event=make_event("ICLR", 2024),
        body=[paper_list([make_paper()])],
    )

    touched = touched_addresses(Change("published", "blog.PostPage", post.pk))

    for address in (
        "/feed.xml",
        "/authors/ada-quill/atom.xml",
        "/categories/audio/feed.json",
        "/events/iclr/2024/feed.xml",
        "/events/iclr/feed.xml",
        "/sitemap.xml",
        "/llms.txt",
        "/vienna/card.jpg",
    ):
        assert address in touched
    assert [address for address in touched if client.get(address).status_code != 200] == []
