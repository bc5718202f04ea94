from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('drafting', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='drafttext',
            name='writers',
            field=models.TextField(blank=True),
        ),
    ]
