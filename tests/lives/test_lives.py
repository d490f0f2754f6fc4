"""Lives of small publications: whatever happens to their records, no way leads nowhere."""

from __future__ import annotations

import random
import re

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import PageViewRestriction

from blog.authors.models import Author
from blog.papers.models import Event, Paper
from blog.posts.merging import merge
from blog.posts.models import Category, PostPage
from blog.site.public import (
    public_authors,
    public_categories,
    public_event_series,
    public_events,
    public_papers,
    public_post_series,
    public_posts,
)
from tests.factories import make_author, make_event, make_paper, make_post, paper_entry

pytestmark = pytest.mark.django_db

LISTS = ["/", "/archive/", "/authors/", "/categories/", "/papers/", "/events/"]
BELOW = {"posts": "cite.bib", "papers": "cite.ris", "post_series": "cite.bib"}


class Life:
    """A publication, what was ever public in it, and what each record became."""

    def __init__(self, publication, seed):
        self.publication, self.chance = publication, random.Random(seed)
        self.client = Client()
        self.owners, self.became, self.story = {}, {}, [f"seed {seed}"]
        self.authors = [make_author(f"Ada Quill {at}", slug=f"ada-{at}") for at in range(3)]
        self.papers = [make_paper(f"Roads {at}") for at in range(2)]
        self.event = make_event("ICLR", 2024)
        for _post in range(2):
            self.create()

    def step(self):
        action = self.chance.choice(ACTIONS)
        self.story.append(action.__name__)
        action(self)
        self.check()

    def any(self, model):
        return self.chance.choice(list(model.objects.order_by("pk")) or [None])

    def any_post(self):
        posts = PostPage.objects.filter(alias_of=None).order_by("pk")
        return self.chance.choice(list(posts) or [None])

    def word(self):
        return f"{self.chance.choice(['way', 'música', 'Log'])}-{self.chance.randrange(10_000)}"

    # What happens

    def create(self):
        make_post(
            self.publication, title=f"Report {self.word()}", slug=self.word().lower(),
            authors=self.chance.sample(list(Author.objects.all()), 1),
            categories=[self.chance.choice(["Music", "Travel", "Speech"])],
            event=self.any(Event), body=[paper_entry(self.any(Paper))],
            live=self.chance.random() < 0.8,
        )  # fmt: skip

    def rename_a_record(self):
        record = self.any(self.chance.choice([Author, Category, Paper]))
        record.slug = self.word()
        record.save()

    def rename_an_event(self):
        event = self.any(Event)
        event.year += self.chance.choice([1, 2, 3])
        event.save()
        event.series.slug = self.word()
        event.series.save()

    def rename_a_post(self):
        post = self.any_post()
        if post:
            post.slug = self.word().lower()
            revision = post.save_revision()
            if post.live:
                revision.publish()

    def move_a_post(self):
        post = self.any_post()
        if post:
            post.address = self.chance.choice(["", f"2020/{self.word()}", f"{self.word()}.html"])
            post.save_revision().publish()

    def sort(self):
        post = self.any_post()
        if post:
            post.move(self.publication, pos=self.chance.choice(["first-child", "last-child"]))

    def merge_two(self):
        model = self.chance.choice([Author, Category, Paper])
        pair = self.chance.sample(list(model.objects.order_by("pk")), 2)
        if model.objects.count() > 2:
            self.became[key(pair[0])] = key(pair[1])
            merge(*pair)

    def hide_or_show(self):
        post = self.any_post()
        if post and not PageViewRestriction.objects.filter(page=post).delete()[0]:
            PageViewRestriction.objects.create(page=post, restriction_type="login")

    def withdraw(self):
        post = self.any_post()
        if post:
            post.unpublish()

    def delete(self):
        post = self.any_post()
        if post:
            post.delete()

    def copy(self):
        post = self.any_post()
        if post:
            live = self.chance.choice([True, False])
            slug = self.word().lower()
            post.copy(update_attrs={"slug": slug}, keep_live=live)

    def alias(self):
        post = self.any_post()
        if post:
            post.create_alias(parent=self.publication, update_slug=self.word().lower())

    def revert(self):
        post = self.any_post()
        taken = PostPage.objects.exclude(pk=post.pk).values_list("slug", flat=True) if post else ()
        revision = post and self.chance.choice(list(post.revisions.order_by("pk")))
        if revision and revision.content["slug"] not in taken:
            revision.publish()

    # What must hold after it

    def check(self):
        public = everything_public()
        self.owners |= {address: record for record, address in public.items()}
        self.check_addresses(public)
        self.check_front_page()

    def check_lists(self):
        pages = {address: self.client.get(address) for address in LISTS}
        assert {page.status_code for page in pages.values()} == {200}, self.story
        self.check_links(pages.values())

    def check_addresses(self, public):
        for address, record in self.owners.items():
            for form in (address, address.rstrip("/") + "/" + BELOW.get(record[0], "feed.xml")):
                answer = self.client.get(form)
                where = (*self.story, form)
                if answer.status_code == 301:
                    end = self.client.get(answer["Location"])
                    assert end.status_code == 200, (*where, answer["Location"], end.status_code)
                elif self.heir(record) in public:
                    assert answer.status_code == 200, where
                else:
                    assert answer.status_code in (200, 404), where

    def heir(self, record):
        while record in self.became:
            record = self.became[record]
        return record

    def check_links(self, pages):
        text = "".join(page.content.decode() for page in pages)
        links = set(re.findall(r'href="(/[^"#?]*)"', text))
        links = {link for link in links if not link.startswith(("/static/", "/look/"))}
        wrong = {link: self.client.get(link).status_code for link in sorted(links)}
        assert {link: status for link, status in wrong.items() if status != 200} == {}, self.story

    def check_front_page(self):
        shown, number = [], 1
        while True:
            answer = self.client.get(f"/page/{number}/" if number > 1 else "/")
            if answer.status_code == 404:
                break
            lead = answer.context["lead"] if number == 1 else None
            shown += [post.pk for post in [lead, *answer.context["page_of_posts"]] if post]
            number += 1
        assert sorted(shown) == sorted(public_posts().values_list("pk", flat=True)), self.story


ACTIONS = [
    Life.create, Life.rename_a_record, Life.rename_an_event, Life.rename_a_post, Life.move_a_post,
    Life.sort, Life.merge_two, Life.hide_or_show, Life.withdraw, Life.delete, Life.copy, Life.alias,
    Life.revert,
]  # fmt: skip


def key(record):
    kinds = {"author": "authors", "category": "categories", "paper": "papers"}
    return kinds[record._meta.model_name], record.pk


def everything_public():
    """Kind and id of each record that strangers may see → its address."""
    kinds = {
        "posts": public_posts(), "authors": public_authors(), "categories": public_categories(),
        "papers": public_papers(), "events": public_events(),
        "event_series": public_event_series(), "post_series": public_post_series(),
    }  # fmt: skip
    return {
        (kind, row.pk): row.get_url() if kind == "posts" else row.get_absolute_url()
        for kind, rows in kinds.items()
        for row in rows
    }


def live(publication, seeds, *, steps):
    for seed in seeds:
        with transaction.atomic():
            life = Life(publication, seed)
            life.check()
            for _step in range(steps):
                life.step()
            life.check_lists()
            transaction.set_rollback(True)


@pytest.mark.parametrize("first", [0, 10])
def test_no_life_of_a_publication_leads_readers_astray(publication, first):
    live(publication, range(first, first + 10), steps=3)


@pytest.mark.soak
@pytest.mark.parametrize("first", range(0, 500, 25))
def test_no_life_of_five_hundred_leads_readers_astray(publication, first):
    live(publication, range(1000 + first, 1000 + first + 25), steps=8)
