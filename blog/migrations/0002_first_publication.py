"""A new database opens on a publication of ours instead of Wagtail's welcome page."""

from django.conf import settings
from django.db import migrations


def make_first_publication(apps, schema_editor):
    content_types = apps.get_model("contenttypes", "ContentType").objects
    locales = apps.get_model("wagtailcore", "Locale").objects
    pages = apps.get_model("wagtailcore", "Page").objects
    publications = apps.get_model("blog", "PublicationPage").objects
    sites = apps.get_model("wagtailcore", "Site").objects

    if publications.exists():
        return
    welcome = pages.filter(
        content_type__app_label="wagtailcore", content_type__model="page", depth=2, slug="home"
    )
    if pages.filter(depth=2).exclude(pk__in=welcome.values("pk")).exists():
        # Somebody else's pages live here; they make their publication in the admin.
        return
    welcome.delete()
    content_type, _ = content_types.get_or_create(app_label="blog", model="publicationpage")
    language = settings.LANGUAGE_CODE
    locale = locales.first() or locales.create(language_code=language)
    publication = publications.create(
        title="Reports",
        draft_title="Reports",
        slug="home",
        content_type=content_type,
        locale=locale,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
    )
    pages.filter(depth=1).update(numchild=1)
    sites.create(hostname="localhost", port=80, root_page=publication, is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [("blog", "0001_initial")]
    operations = [
        migrations.RunPython(make_first_publication, migrations.RunPython.noop),
    ]
