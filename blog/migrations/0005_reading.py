import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0004_papers")]

    operations = [
        migrations.AddField(
            model_name="postpage",
            name="former_guid",
            field=models.CharField(
                blank=True,
                help_text="What feeds called an imported post before, so that nobody is shown it twice. Otherwise empty.",
                max_length=500,
                verbose_name="former identifier in feeds",
            ),
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("post", "Post"), ("paper", "Paper"), ("author", "Author")],
                        max_length=6,
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                ("language", models.CharField(blank=True, max_length=12)),
                ("date", models.DateTimeField(null=True)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("facets", models.JSONField(default=dict)),
                ("title", models.TextField()),
                ("text", models.TextField(blank=True)),
                ("title_terms", models.TextField()),
                ("label_terms", models.TextField(blank=True)),
                ("body_terms", models.TextField(blank=True)),
                ("checksum", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "object_id"), name="one_entry_per_object"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("term", models.CharField(db_index=True, max_length=48)),
                ("weight", models.FloatField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="blog.searchentry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "term"), name="one_weight_per_entry_and_term"
                    )
                ],
            },
        ),
    ]
