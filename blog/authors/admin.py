from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from blog.authors.models import Author


class AuthorViewSet(SnippetViewSet):
    model = Author
    icon = "user"
    menu_label = _("Authors")
    menu_order = 220
    add_to_admin_menu = True
    list_display = [
        "display_name",
        "role",
        Column("orcid", label=_("ORCID iD")),
        Column("user", label=_("Account")),
        Column("post_count", label=_("Posts"), sort_key="post_count"),
    ]
    list_filter = ["kind"]
    ordering = ["family", "display_name"]

    def get_queryset(self, request):
        return Author.objects.annotate(post_count=Count("bylines", distinct=True)).select_related(
            "user"
        )
