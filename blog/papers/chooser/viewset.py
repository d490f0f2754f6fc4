from django.urls import path
from wagtail.snippets.views.chooser import SnippetChooserViewSet

from blog.papers.chooser import list_views, views
from blog.papers.chooser.widgets import PaperChooser


class PaperChooserViewSet(SnippetChooserViewSet):
    choose_view_class = views.ChoosePaperView
    choose_results_view_class = views.ChoosePaperResultsView
    create_view_class = views.StorePaperView
    block_widget_class = PaperChooser

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("answer/", views.answer, name="answer"),
            path("list/", list_views.paste, name="list"),
            path("list/rows/", list_views.rows, name="list_rows"),
            path("list/row/", list_views.row, name="list_row"),
            path("list/store/", list_views.store, name="list_store"),
        ]
