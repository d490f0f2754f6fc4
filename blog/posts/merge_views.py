"""Merging from the lists of authors, categories, events and their series, papers, and post series."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import Button
from wagtail.permissions import ModelPermissionPolicy
from wagtail.snippets.widgets import AdminSnippetChooser

from blog.core.errors import MergeError
from blog.core.redirects import redirect_within
from blog.posts.merge_fields import compare_fields
from blog.posts.merging import MERGEABLE, merge
from blog.posts.uses import places_using

_SHOWN_PLACES = 30


class MergeForm(forms.Form):
    """`into` must be another row of the same model."""

    def __init__(self, source, *args, **kwargs):
        super().__init__(*args, **kwargs)
        model = type(source)
        self.fields["into"] = forms.ModelChoiceField(
            model._default_manager.exclude(pk=source.pk),
            label=_("Merge into"),
            widget=AdminSnippetChooser(model),
            error_messages={"required": _("Choose with what to merge it.")},
        )


def may_merge(user, model) -> bool:
    """Merging deletes one and changes pages that use it."""
    policy = ModelPermissionPolicy(model)
    return all(policy.user_has_permission(user, action) for action in ("change", "delete"))


def merge_into_another(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    if f"blog.{name}".lower() not in {label.lower() for label in MERGEABLE}:
        raise Http404
    model = apps.get_model("blog", name)
    if not may_merge(request.user, model):
        raise PermissionDenied
    source = get_object_or_404(model, pk=pk)
    form = MergeForm(source, request.POST or request.GET or None)
    if request.method == "POST" and form.is_valid():
        return _merged(request, source, form.cleaned_data["into"])
    return render(request, "blog/admin/merge.html", _context(source, form))


def _merged(request: HttpRequest, source, into) -> HttpResponse:
    names = {"source": str(source), "into": str(into)}
    try:
        merge(source, into, take=request.POST.getlist("take"))
    except MergeError as error:
        messages.error(request, str(error))
    else:
        what = _("“%(source)s” is now “%(into)s” wherever it was used.")
        messages.success(request, what % names)
    return redirect_within(request, _list_of(type(into)))


def _context(source, form: MergeForm) -> dict[str, Any]:
    places = places_using(source)
    into = form.cleaned_data.get("into") if form.is_bound and form.is_valid() else None
    return {
        "source": source,
        "into": into,
        "fields": compare_fields(source, into) if into else [],
        "kind": source._meta.verbose_name,
        "form": form,
        "places": places[:_SHOWN_PLACES],
        "more_places": max(0, len(places) - _SHOWN_PLACES),
        "back_to": _list_of(type(source)),
    }


def _list_of(model) -> str:
    return reverse(model.snippet_viewset.get_url_name("list"))


def merge_urls():
    return [path("merge/<str:name>/<int:pk>/", merge_into_another, name="merge")]


def merge_button(snippet, user, next_url=None):
    """Among what can be done with a row of a list."""
    if snippet._meta.label in MERGEABLE and may_merge(user, type(snippet)):
        yield Button(
            gettext_lazy("Merge into another"),
            reverse("merge", args=[snippet._meta.model_name, snippet.pk]),
            icon_name="resubmit",
            priority=60,
        )
