"""What a new page takes over from its publication."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail.signals import init_new_page

from blog.posts.models import PostPage, StandardPage
from blog.posts.public_changes import note_public_change
from blog.site.models import PublicationSettings


def connect() -> None:
    init_new_page.connect(take_over_language, dispatch_uid="blog.site.take_over_language")
    post_save.connect(note_public_change, sender=PublicationSettings, dispatch_uid="public-change")


def take_over_language(sender: Any, page: Page, parent: Page, **kwargs: Any) -> None:
    """The form of a new post opens with the language that the publication is written in."""
    site = parent.get_site()
    if site and isinstance(page, PostPage | StandardPage):
        page.language = PublicationSettings.for_site(site).language
