from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from blog.papers.chooser.viewset import PaperChooserViewSet
from blog.papers.models import Event, EventSeries, Paper


class PaperViewSet(SnippetViewSet):
    model = Paper
    chooser_viewset_class = PaperChooserViewSet
    icon = "doc-full"
    menu_label = _("Papers")
    list_display = [
        "title",
        Column("authors_text", label=_("Authors")),
        Column("venue", label=_("Venue"), sort_key="venue"),
        Column("issued", label=_("Issued"), sort_key="issued"),
        Column("post_count", label=_("Posts"), sort_key="post_count"),
    ]
    list_filter = ["issued_year", "venue"]
    list_per_page = 50

    def get_queryset(self, request):
        return Paper.objects.annotate(post_count=Count("mentions__post", distinct=True))


class EventViewSet(SnippetViewSet):
    model = Event
    icon = "calendar-alt"
    menu_label = _("Events")
    list_display = [
        "__str__",
        "place",
        "starts",
        Column("post_count", label=_("Posts"), sort_key="post_count"),
    ]
    list_filter = ["series", "year"]

    def get_queryset(self, request):
        return Event.objects.select_related("series").annotate(
            post_count=Count("posts", distinct=True)
        )


class EventSeriesViewSet(SnippetViewSet):
    model = EventSeries
    icon = "calendar"
    menu_label = _("Event series")
    list_display = [
        "acronym",
        "name",
        Column("event_count", label=_("Events"), sort_key="event_count"),
    ]

    def get_queryset(self, request):
        return EventSeries.objects.annotate(event_count=Count("events", distinct=True))


class PaperViewSetGroup(SnippetViewSetGroup):
    items = (PaperViewSet, EventViewSet, EventSeriesViewSet)
    menu_icon = "doc-full-inverse"
    menu_label = _("Papers")
    menu_name = "papers"
    menu_order = 210
