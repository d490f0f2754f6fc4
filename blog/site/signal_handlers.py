"""What a new page takes over from its publication, and what one that goes leaves there."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import init_new_page

from blog.posts.models import PostPage, StandardPage
from blog.posts.public_changes import note_public_change
from blog.site.models import PublicationSettings


def connect() -> None:
    init_new_page.connect(take_over_language, dispatch_uid="blog.site.take_over_language")
    post_delete.connect(leave_menus, sender=Page, dispatch_uid="blog.site.leave_menus")
    post_save.connect(note_public_change, sender=PublicationSettings, dispatch_uid="public-change")


def take_over_language(sender: Any, page: Page, parent: Page, **kwargs: Any) -> None:
    """The form of a new post opens with the language that the publication is written in."""
    site = parent.get_site()
    if site and isinstance(page, PostPage | StandardPage):
        page.language = PublicationSettings.for_site(site).language


def leave_menus(sender: Any, instance: Page, **kwargs: Any) -> None:
    """An entry without its page could not be saved again with the settings around it."""
    for settings in PublicationSettings.objects.all():
        entries = list(settings.menu.raw_data)
        stay = [each for each in entries if not _leads_to(each, instance.pk)]
        if len(stay) < len(entries):
            settings.menu = stay
            settings.save(update_fields=["menu"])


def _leads_to(entry: Any, pk: int) -> bool:
    return bool(entry["type"] == "page" and entry["value"].get("page") == pk)
