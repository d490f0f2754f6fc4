"""What the first day asks of the database: a licence that somebody chose, and one page per address,
although two that are published at once both look before they
write."""

from django.db import migrations, models
from django.db.models import Count


def part_addresses(apps, schema_editor):
    """Of pages at one address the first public one stays; the others get a number."""
    Page = apps.get_model("wagtailcore", "Page")
    pages = Page.objects.filter(depth__gt=2)
    doubles = pages.values("url_path").annotate(count=Count("pk")).filter(count__gt=1)
    for url_path in list(doubles.values_list("url_path", flat=True)):
        for page in pages.filter(url_path=url_path).order_by("-live", "pk")[1:]:
            number = 2
            while Page.objects.filter(url_path=f"{url_path.rstrip('/')}-{number}/").exists():
                number += 1
            for name in ("PostPage", "StandardPage"):
                rows = apps.get_model("blog", name).objects.filter(pk=page.pk).exclude(address="")
                for row in rows:
                    rows.update(address=f"{row.address}-{number}")
            slug = f"{page.slug}-{number}"
            Page.objects.filter(pk=page.pk).update(
                slug=slug, url_path=f"{url_path.rstrip('/')}-{number}/"
            )


def keep_licences(apps, schema_editor):
    """A publication without a row of its own stated the former default; it goes on to state it until
    somebody answers the question on the dashboard."""
    Settings = apps.get_model("blog", "PublicationSettings")
    sites = apps.get_model("wagtailcore", "Site").objects.filter(root_page__numchild__gt=0)
    for site in sites.exclude(pk__in=Settings.objects.values("site")):
        Settings.objects.create(site=site, licence="cc-by-4.0")


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0022_streamfields_without_blocks"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            "publicationsettings",
            "licence_is_chosen",
            models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            "publicationsettings",
            "licence",
            models.CharField(
                blank=True,
                choices=[
                    ("", "None stated: all rights are reserved"),
                    ("cc-by-4.0", "CC BY 4.0"),
                    ("cc-by-sa-4.0", "CC BY-SA 4.0"),
                    ("cc-by-nc-4.0", "CC BY-NC 4.0"),
                    ("cc0-1.0", "CC0 1.0"),
                    ("all-rights-reserved", "All rights reserved"),
                ],
                default="",
                max_length=30,
                verbose_name="licence of texts",
            ),
        ),
        migrations.RunPython(keep_licences, migrations.RunPython.noop),
        migrations.RunPython(part_addresses, migrations.RunPython.noop),
        # Partial, so that PostgreSQL takes it for no key that others refer to: publishing a page
        # would wait for every row that points at it. Publications themselves may share a path.
        migrations.RunSQL(
            "CREATE UNIQUE INDEX one_page_per_address ON wagtailcore_page (url_path) WHERE depth > 2",
            "DROP INDEX one_page_per_address",
        ),
    ]
