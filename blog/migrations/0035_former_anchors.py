from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0033_render_failures"),
    ]

    operations = [
        migrations.AddField(
            model_name="postpage",
            name="former_anchors",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="standardpage",
            name="former_anchors",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
    ]
