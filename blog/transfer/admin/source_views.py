"""Sources in the admin: whose sites came in, when they were last read, what holds for all their posts."""

from __future__ import annotations

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from blog.core.redirects import redirect_to_view
from blog.posts.models import PublicationPage
from blog.transfer.admin.access import required_publication
from blog.transfer.admin.forms import SourceForm
from blog.transfer.models import ImportRun, ImportSource


def sources_with_last_run(publication: PublicationPage) -> QuerySet[ImportSource]:
    """With `last_run` (a key), `last_time` and `post_count`."""
    runs = ImportRun.objects.filter(origin=OuterRef("pk"), dry_run=False).order_by("-started_at")
    return publication.sources.annotate(
        last_run=Subquery(runs.values("pk")[:1]),
        last_time=Subquery(runs.values("started_at")[:1]),
        post_count=Count("records"),
    ).order_by("pk")


@require_http_methods(["GET", "HEAD", "POST"])
def edit_source(request: HttpRequest, pk: int) -> HttpResponse:
    """What holds for all posts that come in from now on."""
    source = get_object_or_404(required_publication(request).sources, pk=pk)
    form = SourceForm(request.POST or None, instance=source)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The source was saved."))
        return redirect_to_view(request, "transfer")
    context = {"form": form, "source": source}
    return render(request, "blog/admin/transfer/source.html", context)
