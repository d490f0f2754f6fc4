"""Lives of small publications: whatever happens to their records, no way leads nowhere."""

from __future__ import annotations

import random
import re

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from wagtail.models import PageViewRestriction

from blog.authors.models import Author
from blog.papers.models import Event, EventSeries, Paper
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
        self.client, self.member = Client(), Client()
        self.member.force_login(User.objects.create_user(f"member-{seed}"))
        self.owners, self.became, self.story = {}, {}, [f"seed {seed}"]
        self.authors = [make_author(f"Ada Quill {at}", slug=f"ada-{at}") for at in range(3)]
        self.papers = [make_paper(f"Roads {at}") for at in range(2)]
        make_event("ICLR", 2024)
        make_event("Iclr conf", 2024)
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
        while event.series.events.filter(year=event.year).exists():
            event.year += 1
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
        model = self.chance.choice([Author, Category, EventSeries, Paper])
        if model.objects.count() < 2:
            return
        pair = self.chance.sample(list(model.objects.order_by("pk")), 2)
        if model is EventSeries or model.objects.count() > 2:
            if model is EventSeries:
                self.unite_events(*pair)
            self.became[key(pair[0])] = key(pair[1])
            merge(*pair)

    def unite_events(self, source, into):
        twins = {event.year: event.pk for event in into.events.all()}
        for event in source.events.all():
            if event.year in twins:
                self.became["events", event.pk] = "events", twins[event.year]

    def hide_or_show(self):
        post = self.any_post()
        if post and not PageViewRestriction.objects.filter(page=post).delete()[0]:
            PageViewRestriction.objects.create(page=post, restriction_type="login")

    def close_or_open_the_publication(self):
        if not self.restriction.delete()[0]:
            PageViewRestriction.objects.create(page=self.publication, restriction_type="login")

    @property
    def restriction(self):
        return PageViewRestriction.objects.filter(page=self.publication)

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
        public = self.read_by_all()
        if not self.restriction.exists():
            self.owners |= {address: record for record, address in public.items()}
        else:
            assert everything_public() == {}, self.story
            self.check_sign_in()
        self.check_addresses(public)
        self.check_front_page()

    @property
    def reader(self):
        """Who may read: members alone while the publication is closed."""
        return self.member if self.restriction.exists() else self.client

    def read_by_all(self):
        """What everybody would read, were the publication open."""
        with transaction.atomic():
            self.restriction.delete()
            public = everything_public()
            transaction.set_rollback(True)
        return public

    def check_sign_in(self):
        for form in [*LISTS, *(form for address in self.owners for form in self.forms(address))]:
            answer = self.client.get(form)
            place = answer.headers.get("Location", "").split("?")[0]
            assert (answer.status_code, place) == (302, "/admin/login/"), (*self.story, form)

    def check_lists(self):
        pages = {address: self.reader.get(address) for address in LISTS}
        assert {page.status_code for page in pages.values()} == {200}, self.story
        self.check_links(pages.values())

    def forms(self, address):
        below = BELOW.get(self.owners[address][0], "feed.xml")
        return address, f"{address.rstrip('/')}/{below}"

    def check_addresses(self, public):
        reader = self.reader
        for address, record in self.owners.items():
            for form in self.forms(address):
                answer = reader.get(form)
                where = (*self.story, form)
                if answer.status_code == 301:
                    end = reader.get(answer["Location"])
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
        wrong = {link: self.reader.get(link).status_code for link in sorted(links)}
        assert {link: status for link, status in wrong.items() if status != 200} == {}, self.story

    def check_front_page(self):
        shown, number = [], 1
        while True:
            answer = self.reader.get(f"/page/{number}/" if number > 1 else "/")
            if answer.status_code == 404:
                break
            lead = answer.context["lead"] if number == 1 else None
            shown += [post.pk for post in [lead, *answer.context["page_of_posts"]] if post]
            number += 1
        posts = (key for kind, key in self.read_by_all() if kind == "posts")
        assert sorted(shown) == sorted(posts), self.story


ACTIONS = [
    Life.create, Life.rename_a_record, Life.rename_an_event, Life.rename_a_post, Life.move_a_post,
    Life.sort, Life.merge_two, Life.hide_or_show, Life.withdraw, Life.delete, Life.copy, Life.alias,
    Life.revert, Life.close_or_open_the_publication,
]  # fmt: skip


def key(record):
    kinds = {
        "author": "authors",
        "category": "categories",
        "paper": "papers",
        "eventseries": "event_series",
    }
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
