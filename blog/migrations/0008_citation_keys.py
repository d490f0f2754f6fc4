import django.utils.timezone
from django.db import migrations, models

from blog.papers.bibtex import computed_key, next_key


def give_keys(apps, schema_editor):
    """Each paper the key that it had in files until now; of those that shared one the first."""
    taken = set()
    papers = apps.get_model("blog", "Paper").objects
    for paper in papers.order_by("pk").only("pk", "csl").iterator():
        key = next_key(computed_key(paper.csl)[:110], taken)
        taken.add(key)
        papers.filter(pk=paper.pk).update(citation_key=key)


class Migration(migrations.Migration):
    dependencies = [("blog", "0007_lookup")]

    operations = [
        migrations.AddField(
            "paper",
            "changed",
            models.DateTimeField(auto_now=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            "paper",
            "citation_key",
            models.CharField(blank=True, editable=False, max_length=120, null=True),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AlterField(
            "paper",
            "citation_key",
            models.CharField(blank=True, editable=False, max_length=120, unique=True),
        ),
    ]
