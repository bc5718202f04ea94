from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('outbox', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='message',
            name='channel',
            field=models.CharField(choices=[('page', 'Page'), ('email', 'Email'), ('sms', 'Sms')], max_length=10),
        ),
    ]
