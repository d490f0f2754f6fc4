from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from blog.documents.views import serve_document, serve_media
from blog.images.views import serve_private_picture
from blog.operations import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("admin/", include(wagtailadmin_urls)),
    # Wagtail's view of documents knows no parts of a file, without which a film cannot be sought.
    path("documents/<int:document_id>/<str:document_filename>", serve_document),
    path("documents/pictures/<path:name>", serve_private_picture, name="private-picture"),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>.+)$", serve_media),
    path("", include("blog.urls")),
]

handler404 = "blog.site.views.errors.page_not_found"
handler500 = "blog.site.views.errors.server_error"
