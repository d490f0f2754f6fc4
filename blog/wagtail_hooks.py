"""Where Wagtail looks; each line only gathers from the package that owns the thing."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html_join
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from blog.authors.admin import AuthorViewSet
from blog.desk.choosers import chooser_urls
from blog.desk.editor import editor_scripts
from blog.desk.pictures import DescribeBulkAction, picture_urls
from blog.desk.uploads import AddPicturesView, AddPictureView, EditPictureView
from blog.desk.videos import video_urls
from blog.desk.workflow import one_way_to_resubmit, say_what_was_decided
from blog.images.preview_view import preview
from blog.operations.task_views import background_task_urls, background_tasks_menu_item
from blog.papers.admin import PaperViewSetGroup
from blog.posts.admin import PostListingViewSet, TopicViewSetGroup
from blog.posts.advice import advise
from blog.posts.dashboard import WaitingPanel
from blog.posts.deletion import DocumentDeleteView, ImageDeleteView, explain_refusal
from blog.posts.disclosure_views import disclosure_urls
from blog.posts.duplicate_views import duplicate_urls, duplicates_menu_item
from blog.posts.former_versions import former_version_urls, register_mark, show_marks
from blog.posts.merge_views import merge_button, merge_urls
from blog.posts.publication_guard import (
    GuardedSiteViewSet,
    refuse_bulk_action,
    refuse_without_publication,
)
from blog.posts.publishing_gate import refuse_live_copy, withdraw_locked
from blog.posts.record_advice import advise_on_record
from blog.posts.rich_text import register_features
from blog.posts.translations import offer_editable_posts
from blog.site.first_steps import FirstStepsPanel, first_step_urls
from blog.transfer.admin.hooks import download_button, transfer_menu_item, transfer_urls

register_snippet(AuthorViewSet)
register_snippet(PaperViewSetGroup)
register_snippet(TopicViewSetGroup)


@hooks.register("register_rich_text_features")
def prose_features(features):
    register_features(features)


@hooks.register("register_admin_viewset")
def posts_as_editors_look_for_them():
    return PostListingViewSet("posts")


hooks.register("register_admin_urls", transfer_urls)
hooks.register("register_admin_menu_item", transfer_menu_item)
hooks.register("register_page_header_buttons", download_button)


# Before Wagtail's own addresses of the same form: deleting what is in use is refused, and so are a
# size that no picture can have and a site without a publication; many uploads are judged as one is.
@hooks.register("register_admin_urls", order=-1)
def guarded_views():
    sites = GuardedSiteViewSet("wagtailsites")
    return [
        path("images/add/", AddPictureView.as_view()),
        path("images/multiple/add/", AddPicturesView.as_view()),
        *chooser_urls(),
        path("images/<int:image_id>/", EditPictureView.as_view()),
        path("images/<int:image_id>/preview/<str:filter_spec>/", preview),
        path("images/<int:image_id>/delete/", ImageDeleteView.as_view()),
        path("documents/delete/<int:document_id>/", DocumentDeleteView.as_view()),
        path("sites/new/", sites.add_view),
        path("sites/edit/<int:pk>/", sites.edit_view),
        path("sites/delete/<int:pk>/", sites.delete_view),
    ]


for when in ("before_delete_page", "before_unpublish_page"):
    hooks.register(when, refuse_without_publication)
hooks.register("before_bulk_action", refuse_bulk_action)


hooks.register("before_copy_page", refuse_live_copy)
hooks.register("before_unpublish_page", withdraw_locked)
hooks.register("construct_page_chooser_queryset", offer_editable_posts)
hooks.register("register_admin_urls", disclosure_urls)
hooks.register("register_admin_urls", first_step_urls)
hooks.register("register_admin_urls", duplicate_urls)
hooks.register("register_reports_menu_item", duplicates_menu_item)
hooks.register("register_admin_urls", background_task_urls)
hooks.register("register_reports_menu_item", background_tasks_menu_item)
hooks.register("after_create_page", advise)
hooks.register("after_edit_page", say_what_was_decided)
hooks.register("after_edit_page", advise)
hooks.register("construct_page_action_menu", one_way_to_resubmit)
hooks.register("register_admin_urls", picture_urls)
hooks.register("register_admin_urls", video_urls)
hooks.register("after_create_snippet", advise_on_record)
hooks.register("after_edit_snippet", advise_on_record)
hooks.register("register_bulk_action", DescribeBulkAction)
hooks.register("register_admin_urls", merge_urls)
hooks.register("register_admin_urls", former_version_urls)
hooks.register("register_log_actions", register_mark)
hooks.register("before_edit_page", show_marks)
hooks.register("register_snippet_listing_buttons", merge_button)


@hooks.register("before_delete_snippet")
def guarded_snippet_deletion(request, instances):
    return explain_refusal(request, instances, request.headers.get("Referer", ""))


@hooks.register("before_bulk_action")
def guarded_bulk_deletion(request, action_type, objects, action_class_instance):
    if action_type == "delete" and request.method == "POST":
        return explain_refusal(request, objects, reverse("wagtailadmin_home"))
    return None


@hooks.register("construct_homepage_panels")
def what_waits_for_me(request, panels):
    panels += [FirstStepsPanel(), WaitingPanel()]


@hooks.register("insert_global_admin_css")
def admin_css():
    names = ["admin", "papers", "pictures", "editor/editor"]
    sheets = [f"blog/admin/{name}.css" for name in names]
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(s),) for s in sheets))


@hooks.register("insert_global_admin_js")
def admin_js():
    return format_html_join(
        "",
        '<script src="{}"></script>',
        [(static(f"blog/admin/{name}.js"),) for name in ("admin", "dialogs", "picture-chooser")],
    )


hooks.register("insert_editor_js", editor_scripts)
