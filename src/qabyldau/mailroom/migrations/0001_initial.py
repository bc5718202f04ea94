"""E-mail that came in."""

import django.db.models.deletion
import qabyldau.core.ids
import qabyldau.core.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offices', '0006_office_mail'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReplyAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BinaryField(max_length=32, unique=True)),
                ('about_kind', models.CharField(max_length=40)),
                ('about_uuid', models.UUIDField(db_index=True)),
                ('made_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=qabyldau.core.ids.new_uuid, editable=False, unique=True)),
                ('digest', models.BinaryField(max_length=32, unique=True)),
                ('place', models.CharField(blank=True, max_length=60)),
                ('received_at', models.DateTimeField()),
                ('sender', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('sender_name', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('sender_index', models.BinaryField(db_index=True, max_length=32, null=True)),
                ('subject', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('body', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('size', models.PositiveBigIntegerField()),
                ('stored_as', models.CharField(blank=True, max_length=80)),
                ('road', models.CharField(choices=[('reply', 'reply'), ('addition', 'addition'), ('appeal', 'appeal'), ('bounce', 'bounce'), ('held', 'held'), ('ignored', 'ignored')], max_length=10)),
                ('state', models.CharField(choices=[('held', 'held'), ('filed', 'filed'), ('dismissed', 'dismissed'), ('ignored', 'ignored')], max_length=10)),
                ('reason', models.CharField(blank=True, choices=[('', ''), ('stranger', 'stranger'), ('unknown', 'unknown'), ('forged', 'forged'), ('too_large', 'too_large'), ('blank', 'blank'), ('closed', 'closed'), ('many', 'many'), ('machine', 'machine'), ('unreadable', 'unreadable'), ('auto', 'auto'), ('list', 'list'), ('loop', 'loop'), ('report', 'report')], max_length=12)),
                ('about_kind', models.CharField(blank=True, max_length=40)),
                ('about_uuid', models.UUIDField(db_index=True, null=True)),
                ('note', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('claimed_by', models.CharField(blank=True, max_length=40)),
                ('escalated_at', models.DateTimeField(null=True)),
                ('judged_by', models.CharField(blank=True, max_length=40)),
                ('judged_at', models.DateTimeField(null=True)),
                ('forgotten_at', models.DateTimeField(null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='offices.office')),
            ],
        ),
        migrations.CreateModel(
            name='MailFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=qabyldau.core.ids.new_uuid, editable=False, unique=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('name', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('mail', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='mailroom.mail')),
            ],
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(fields=['office', 'state', '-id'], name='mail_newest'),
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(condition=models.Q(('forgotten_at__isnull', True), ('state__in', ['ignored', 'dismissed'])), fields=['state', 'received_at'], name='mail_to_forget'),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.UniqueConstraint(condition=models.Q(('place', ''), _negated=True), fields=('place',), name='mail_place_once'),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['held', 'filed', 'dismissed', 'ignored'])), name='mail_state_known'),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('about_kind', ''), ('about_uuid__isnull', True)), models.Q(models.Q(('about_kind', ''), _negated=True), ('about_uuid__isnull', False)), _connector='OR'), name='mail_about_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'dismissed'), _negated=True), ('judged_at__isnull', False), _connector='OR'), name='mail_dismissed_by_a_person'),
        ),
        migrations.AddConstraint(
            model_name='mailfile',
            constraint=models.UniqueConstraint(fields=('mail', 'position'), name='mail_file_once'),
        ),
    ]
