from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from blog.authors.bylines import format_byline
from blog.posts.models import Category, PostPage, PostSeries


class WrittenDateColumn(Column):
    def get_value(self, instance):
        clock = instance.written_clock
        return date_format(clock, "SHORT_DATE_FORMAT") if clock else ""


class BylineColumn(Column):
    def get_value(self, instance):
        return format_byline(instance.credits, "short")


class PaperCountColumn(Column):
    def get_value(self, instance):
        return instance.paper_count or ""


class PostIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("bylines__author__portrait")


class PostListingViewSet(PageListingViewSet):
    """Posts as editors look for them: date, authors, number of papers, state."""

    model = PostPage
    icon = "doc-full"
    name = "posts"
    menu_label = _("Posts")
    menu_order = 100
    add_to_admin_menu = True
    index_view_class = PostIndexView
    default_ordering = "-date"
    columns = [
        *[column for column in IndexView.base_columns if column.name == "bulk_actions"],
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        WrittenDateColumn("date", label=_("Date"), sort_key="date", width="9%"),
        BylineColumn("byline", label=_("Authors"), width="18%"),
        PaperCountColumn("papers", label=_("Papers"), width="7%"),
        PageStatusColumn("status", label=_("State"), sort_key="live", width="10%"),
    ]


class CategoryViewSet(SnippetViewSet):
    model = Category
    icon = "tag"
    menu_label = _("Categories")
    list_display = [
        "name",
        "slug",
        Column("post_count", label=_("Posts"), sort_key="post_count"),
    ]

    def get_queryset(self, request):
        return Category.objects.annotate(post_count=Count("post_categories", distinct=True))


class PostSeriesViewSet(SnippetViewSet):
    model = PostSeries
    icon = "list-ol"
    menu_label = _("Post series")
    list_display = [
        "name",
        Column("post_count", label=_("Parts"), sort_key="post_count"),
    ]

    def get_queryset(self, request):
        return PostSeries.objects.annotate(post_count=Count("posts", distinct=True))


class TopicViewSetGroup(SnippetViewSetGroup):
    items = (CategoryViewSet, PostSeriesViewSet)
    menu_icon = "tag"
    menu_label = _("Topics")
    menu_name = "topics"
    menu_order = 230
