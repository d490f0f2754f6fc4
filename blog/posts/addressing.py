"""Where pages live: exact legacy addresses, and one redirect from every other form."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from blog.core.memory import memory_of_request
from blog.core.redirects import moved_within
from blog.posts.privacy import restrictions_above

# First segments of our own public addresses, today's and those to come. A post may not take them.
RESERVED = frozenset(
    "admin archive atom.xml authors cards categories documents events favicon.ico feed.json "
    "feed.xml healthz icons llms.txt look manifest.webmanifest media metrics opensearch.xml page "
    "papers picks r reading-list readyz robots.txt search series sitemap.xml static sw.js".split()
)
# Below these everything is ours, whatever follows.
_CLOSED = frozenset(("admin", "media", "r", "static"))


def normalise_address(text: str) -> str:
    """ "/2020/09/recsys2020/" → "2020/09/recsys2020"; in NFC, capitals and marks kept."""
    segments = unicodedata.normalize("NFC", text.strip()).split("/")
    return "/".join(segment for segment in segments if segment)


def is_own_address(address: str) -> bool:
    """Whether the site itself answers there, so that a page at this address could not be read."""
    if address in RESERVED or address.partition("/")[0] in _CLOSED:
        return True
    try:
        return resolve(f"/{address}/").url_name != "wagtail_serve"
    except Resolver404:
        return False


def is_file_address(address: str) -> bool:
    """Addresses that end as a file's ("2009/02/pitch.html") have no slash at their end."""
    return address.lower().endswith((".html", ".htm"))


class RestrictionsMixin:
    """View restrictions by one query instead of two, once a request."""

    # Set for one request, in which Wagtail asks again before it serves.
    known_restrictions = None

    def get_view_restrictions(self):
        """Of this page, of what it is an alias of, and of every page above, by one query."""
        if self.known_restrictions is not None:
            return self.known_restrictions
        if self.alias_of_id:
            return super().get_view_restrictions()
        above = range(self.steplen, len(self.path) + 1, self.steplen)
        paths = [self.path[:end] for end in above]
        return PageViewRestriction.objects.filter(page__path__in=paths)


class DraftAddressMixin:
    """A draft is stored with whatever its writer typed; readers' addresses are out of its reach."""

    # Set by a form that stores a draft.
    defers_validation = False

    def save(self, *args, **kwargs):
        """While the address of a draft is taken, its row stands at a free one; the revision that is
        made next keeps what was typed, and publication asks about it."""
        slug, address = self.slug, self.address
        super().save(*args, **kwargs)
        if not self.live:
            self.slug, self.address = slug or self.slug, address

    def minimal_clean(self):
        """What the database needs of a draft, instead of what readers do."""
        self._set_core_field_defaults()
        if not self.slug or not self.is_free(self.slug):
            self.slug = self.free_slug(self.slug)
        parent = self._known_parent()
        if parent and self.address and self._other_at(parent, normalise_address(self.address)):
            self.address = ""
        if parent and not self._state.adding:
            self.set_url_path(parent)

    def clean(self):
        if not self.defers_validation:
            super().clean()

    def is_free(self, slug: str) -> bool:
        """Neither an address of the site itself nor of another page."""
        parent = self._known_parent()
        if parent is None:
            return True
        if not self.address and (slug in RESERVED or self._other_at(parent, slug)):
            return False
        return self._slug_is_available(slug, parent, self)

    def _other_at(self, parent, address: str):
        return (
            Page.objects.filter(url_path=f"{parent.url_path}{address}/").exclude(pk=self.pk).first()
        )

    def free_slug(self, slug: str) -> str:
        """The slug itself, or with the first number that makes it free: pitch-2."""
        base = slugify(slug, allow_unicode=True)[:240] or "draft"
        return next(each for each in numbered(base) if self.is_free(each))

    def get_admin_display_title(self):
        return super().get_admin_display_title() or gettext("Untitled")


def numbered(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}-{number}" for number in itertools.count(2))


class AddressedPageMixin(DraftAddressMixin, RestrictionsMixin):
    """A page that may live at an exact address instead of at its slug."""

    def set_url_path(self, parent):
        if parent and self.address:
            self.url_path = f"{parent.url_path}{self.address}/"
            return self.url_path
        return super().set_url_path(parent)

    def _get_site_root_paths(self, cache_object=None, **kwargs):
        """Each page of a list would ask the cache, or the database, for the same few roots."""
        return super()._get_site_root_paths(cache_object or memory_of_request(), **kwargs)

    def get_url_parts(self, request=None):
        parts = super().get_url_parts(request)
        if parts and parts[2] and is_file_address(self.address):
            return (*parts[:2], parts[2].rstrip("/"))
        return parts

    @property
    def files_url(self) -> str:
        """What the addresses of its files begin with, also where its own ends as a file's."""
        return f"{(self.url or '').rstrip('/')}/"

    def with_content_json(self, content):
        page = super().with_content_json(content)
        if page.alias_of_id:
            page._leave_to_source()
            page.set_url_path(page.get_parent())
        return page

    def _leave_to_source(self):
        """An alias stands at its slug; what a copy leaves behind belongs to the original alone."""
        for name in self.exclude_fields_in_copy:
            setattr(self, name, self._meta.get_field(name).get_default())

    def clean(self):
        super().clean()
        if self.alias_of_id:
            self._leave_to_source()
        self.address = normalise_address(self.address)
        if self.defers_validation:
            return
        if any(segment in (".", "..") for segment in self.address.split("/")):
            message = _("An address has no “.” or “..” between its slashes. Leave them out.")
            raise ValidationError({"address": message})
        self.refuse_impossible_address()

    def refuse_impossible_address(self):
        """ValidationError where the site itself, or another page, answers."""
        self._refuse_own_address()
        self._refuse_taken_address()

    def _refuse_own_address(self):
        if self.address and is_own_address(self.address):
            message = _("“%(address)s” is an address of the site itself. Choose another.")
            raise ValidationError({"address": message % {"address": self.address}})
        if not self.address and self.slug in RESERVED:
            message = _("“%(slug)s” is an address of the site itself. Choose another slug.")
            raise ValidationError({"slug": message % {"slug": self.slug}})

    def _refuse_taken_address(self):
        parent = self._known_parent()
        if not parent:
            return
        other = self._other_at(parent, self.address or self.slug)
        if other:
            message = _("“%(title)s” lives at this address already. Choose another.")
            field = "address" if self.address else "slug"
            raise ValidationError({field: message % {"title": other.title}})

    def _known_parent(self):
        cached = getattr(self, "_cached_parent_obj", None)
        return cached or (self.get_parent() if self.path else None)

    def full_clean(self, *args, **kwargs):
        super().full_clean(*args, **kwargs)
        # A changed address changes the path although the slug stays; Wagtail looks at slugs alone.
        parent = self._known_parent()
        if parent and not self._state.adding and not self.defers_validation:
            self.set_url_path(parent)

    @property
    def is_past_expiry(self) -> bool:
        return bool(self.expire_at and self.expire_at <= timezone.now())


def keep_exact_address(sender, instance, **kwargs) -> None:
    """Wagtail moves, sorts and repairs pages as plain pages, which know of no address."""
    model = instance.specific_class if instance.pk else None
    if model and issubclass(model, AddressedPageMixin):
        address = model.objects.filter(pk=instance.pk).values_list("address", flat=True).first()
        if address:
            instance.url_path = f"{instance.get_parent().url_path}{address}/"


class PublicationRoutingMixin(RestrictionsMixin):
    """Finds pages by their exact address first, then redirects slugs to it."""

    def route(self, request, path_components):
        if not path_components:
            self.known_restrictions = restrictions_above(self)
            return super().route(request, path_components)
        page = self._child_at("/".join(path_components))
        if page:
            _refuse_strangers(page, request)
            if page.alias_of_id:
                # With its own address, files and citations: one text, wherever it is read.
                page = page.alias_of.specific
                _refuse_strangers(page, request)
                return RouteResult(page)
            if is_file_address(page.address) and request.path.endswith("/"):
                return RouteResult(self, kwargs={"moved_to": page.get_url(request)})
            return RouteResult(page)
        if len(path_components) == 1:
            page = self.get_children().live().filter(slug=path_components[0]).first()
            if page:
                page = page.specific
                _refuse_strangers(page, request)
                return RouteResult(self, kwargs={"moved_to": page.get_url(request)})
        raise Http404

    def _child_at(self, address: str):
        wanted = unicodedata.normalize("NFC", f"{self.url_path}{address}/")
        for model in self.allowed_subpage_models():
            page = model.objects.child_of(self).filter(url_path=wanted).first()
            if page:
                page._cached_parent_obj = self
                return page
        return None

    def serve(self, request, *args, moved_to: str = "", **kwargs):
        if moved_to:
            return moved_within(request, moved_to)
        return super().serve(request, *args, **kwargs)


def _refuse_strangers(page, request: HttpRequest) -> None:
    """A draft, an expired page and a private one answer 404, as if they were not there."""
    if not page.live or page.is_past_expiry:
        raise Http404
    page.known_restrictions = restrictions = restrictions_above(page)
    if restrictions and not all(item.accept_request(request) for item in restrictions):
        raise Http404
