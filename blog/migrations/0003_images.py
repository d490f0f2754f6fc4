from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0002_first_publication")]

    operations = [
        migrations.AddField(
            model_name="customimage",
            name="nature",
            field=models.CharField(
                blank=True,
                choices=[
                    ("photograph", "Photograph"),
                    ("graphic", "Graphic"),
                    ("animation", "Animation"),
                    ("vector", "Drawing"),
                ],
                editable=False,
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="customimage",
            name="original",
            field=models.CharField(blank=True, editable=False, max_length=100),
        ),
        migrations.AddField(
            model_name="customrendition",
            name="file_size",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="customrendition",
            name="on_request",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
