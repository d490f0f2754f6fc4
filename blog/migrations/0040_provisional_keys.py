from django.db import migrations, models
from django.db.models import Q


def mark_provisional(apps, schema_editor):
    """Keys of records without author or year were made of what there was."""
    papers = apps.get_model("blog", "Paper").objects
    incomplete = papers.filter(Q(authors_text="") | Q(issued=""))
    incomplete.update(has_provisional_key=True)


class Migration(migrations.Migration):
    dependencies = [("blog", "0039_operations")]

    operations = [
        migrations.AddField(
            "paper",
            "has_provisional_key",
            models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            "paper",
            "former_keys",
            models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.RunPython(mark_provisional, migrations.RunPython.noop),
    ]
