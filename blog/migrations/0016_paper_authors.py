import django.db.models.deletion
from django.db import migrations, models

from blog.papers.author_names import name_keys


def fill(apps, schema_editor):
    """What saving a paper does, for those that are stored already."""
    rows = apps.get_model("blog", "PaperAuthor")
    for paper in apps.get_model("blog", "Paper").objects.only("csl").iterator(chunk_size=500):
        keys = {key for name in paper.csl.get("author") or [] for key in name_keys(name)}
        rows.objects.bulk_create(
            rows(paper_id=paper.pk, family=key.family, given=key.given) for key in sorted(keys)
        )


class Migration(migrations.Migration):
    dependencies = [("blog", "0015_video_start")]
    operations = [
        migrations.CreateModel(
            name="PaperAuthor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("family", models.CharField(db_index=True, max_length=120)),
                ("given", models.CharField(blank=True, max_length=60)),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="author_keys",
                        to="blog.paper",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("paper", "family", "given"), name="one_key_per_name_of_a_paper"
                    )
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
