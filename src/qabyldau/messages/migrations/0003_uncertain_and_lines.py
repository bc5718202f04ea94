import qabyldau.core.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('outbox', '0002_channel_add_sms'),
    ]

    operations = [
        migrations.CreateModel(
            name='Line',
            fields=[
                ('name', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('rests_until', models.DateTimeField(null=True)),
                ('position', models.BigIntegerField(default=0)),
                ('held_by', models.CharField(blank=True, max_length=40)),
                ('held_until', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Taken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.CharField(max_length=20)),
                ('key', models.CharField(max_length=64)),
                ('at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.AddField(
            model_name='message',
            name='again_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='message',
            name='content',
            field=qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True),
        ),
        migrations.AlterField(
            model_name='message',
            name='channel',
            field=models.CharField(choices=[('page', 'page'), ('email', 'email'), ('sms', 'sms'), ('telegram', 'telegram')], max_length=10),
        ),
        migrations.AlterField(
            model_name='message',
            name='office_key',
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name='message',
            name='state',
            field=models.CharField(choices=[('queued', 'queued'), ('sending', 'sending'), ('sent', 'sent'), ('failed', 'failed'), ('uncertain', 'uncertain')], default='queued', max_length=10),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('state__in', ['failed', 'uncertain'])), fields=['office_key', 'id'], name='message_unsure'),
        ),
        migrations.AddConstraint(
            model_name='taken',
            constraint=models.UniqueConstraint(fields=('line', 'key'), name='taken_once'),
        ),
    ]
