from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_channel_add_mobile")]

    operations = [
        migrations.AddField(
            model_name="appeal",
            name="read_back_at",
            field=models.DateTimeField(null=True),
        ),
    ]
