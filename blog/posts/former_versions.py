"""What only former versions use can be removed from them, so that it can be deleted for good."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import LogFormatter, log
from wagtail.models import PageLogEntry, Revision
from wagtail.permissions import ModelPermissionPolicy, policy_registry

from blog.core.dates import full_day
from blog.core.redirects import redirect_within
from blog.posts.merging import mappings_in, printed_words
from blog.posts.references import REFERENCE_FIELDS
from blog.posts.uses import is_former, places_using, reference_keys, revisions_using

GUARDED = (
    "blog.Author",
    "blog.Category",
    "blog.CustomImage",
    "blog.Event",
    "blog.EventSeries",
    "blog.Paper",
    "blog.PostSeries",
    "wagtaildocs.Document",
)
_ACTION = "blog.removed_from_version"


@transaction.atomic
def remove_from_former_versions(instance: models.Model, user: AbstractBaseUser) -> int:
    """Take it out of every former version, each of which keeps a mark; the number of versions."""
    revisions = [revision for revision in revisions_using(instance) if is_former(revision)]
    for revision in revisions:
        _strip(revision, instance)
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
        # The kind and not the name: what had to go does not stay in the mark.
        log(
            instance=revision.content_object,
            action=_ACTION,
            user=user,
            revision=revision,
            data={"kind": instance._meta.label, "day": revision.created_at.date().isoformat()},
        )
    return len(revisions)


def _strip(revision: Revision, instance: models.Model) -> None:
    content, owner = revision.content, revision.content_type.model_class()
    for key, inner in reference_keys(owner, instance._meta.label):
        if inner:
            rows = content.get(key) or []
            content[key] = [row for row in rows if row.get(inner) != instance.pk]
        elif content.get(key) == instance.pk:
            field = owner._meta.get_field(key)
            # What must say something says what it says today.
            now = None if field.null else field.value_from_object(revision.content_object)
            content[key] = now
    if isinstance(content.get("body"), str) and content["body"]:
        raw = json.loads(content["body"])
        _strip_body(raw, instance)
        content["body"] = json.dumps(raw)


def _strip_body(raw: Any, instance: Any) -> None:
    for values in mappings_in(raw):
        for name, child in values.items():
            if REFERENCE_FIELDS.get(name) == instance._meta.label and child == instance.pk:
                values[name] = None
                if name == "paper":
                    own = {key: value for key, value in values.items() if value}
                    values.update(printed_words(instance) | own)


def former_versions(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Where only former versions use it, and the button that takes it out of them."""
    instance = _guarded(request, label, pk)
    places = [place for place in places_using(instance) if place.version]
    leads_to = AdminURLFinder(request.user).get_edit_url(instance) or reverse("wagtailadmin_home")
    if request.method == "POST":
        count = remove_from_former_versions(instance, request.user)
        text = _("“%(object)s” is in no former version any longer (%(count)s changed).")
        messages.success(request, text % {"object": instance, "count": count})
        return redirect_within(request, leads_to)
    context = {"object": instance, "places": places, "back_to": leads_to}
    return render(request, "blog/admin/former_versions.html", context)


def _guarded(request: HttpRequest, label: str, pk: int) -> models.Model:
    names = {each.lower(): each for each in GUARDED}
    if label not in names:
        raise Http404
    instance = get_object_or_404(apps.get_model(names[label]), pk=pk)
    if not may_delete(request.user, instance):
        raise PermissionDenied
    return instance


def may_delete(user: AbstractBaseUser, instance: models.Model) -> bool:
    model = type(instance)
    policy = policy_registry.get_by_type(model) or ModelPermissionPolicy(model)
    return bool(policy.user_has_permission_for_instance(user, "delete", instance))


def address_of_removal(instance: models.Model) -> str:
    return reverse("former_versions", args=[instance._meta.label_lower, instance.pk])


def former_version_urls() -> list[Any]:
    return [path("former-versions/<str:label>/<int:pk>/", former_versions, name="former_versions")]


def register_mark(actions: Any) -> None:
    """The line in the history of a page."""

    @actions.register_action(_ACTION)
    class RemovedFromVersion(LogFormatter):
        label = gettext_lazy("Remove from a former version")

        def format_message(self, entry: Any) -> str:
            return _mark(entry)


def _mark(entry: Any) -> str:
    kind = apps.get_model(entry.data["kind"])._meta.verbose_name
    day = full_day(timezone.datetime.fromisoformat(entry.data["day"]))
    return _("Removed from the version of %(day)s: %(kind)s") % {"day": day, "kind": kind}


def show_marks(request: HttpRequest, page: Any) -> None:
    """Anyone who opens a former version learns that something is missing from it."""
    number = request.resolver_match.kwargs.get("revision_id") if request.resolver_match else None
    if number:
        for entry in PageLogEntry.objects.filter(revision=number, action=_ACTION):
            messages.info(request, _mark(entry))
