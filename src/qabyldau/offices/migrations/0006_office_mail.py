"""Whether a letter by e-mail becomes an appeal by itself."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0005_office_answering'),
    ]

    operations = [
        migrations.AddField(
            model_name='office',
            name='mail_becomes_appeal',
            field=models.BooleanField(default=False),
        ),
    ]
