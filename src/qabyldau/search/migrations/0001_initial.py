"""Documents of the index, and the place of their tokens."""

from django.db import migrations, models

from qabyldau.search.schema import TermsTable


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SearchDoc",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("uuid", models.UUIDField()),
                ("office_key", models.UUIDField()),
                ("moment", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["kind", "uuid"], name="search_doc_once")],
            },
        ),
        TermsTable(),
    ]
