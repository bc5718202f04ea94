from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0002_no_replacing'),
        ('intake', '0004_cosigners_looks'),
        ('texts', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='inforequest',
            name='is_return',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='inforequest',
            name='lapsed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='inforequest',
            name='reminded_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='inforequest',
            index=models.Index(condition=models.Q(('lapsed_at__isnull', True), ('replied_at__isnull', True)), fields=['expires_on', 'id'], name='info_request_waiting'),
        ),
    ]
