"""Kept filters, the shortlist of a day, deeds on many cases."""

import django.db.models.deletion
import qabyldau.core.ids
import qabyldau.core.models
from django.conf import settings
from django.db import migrations, models


NEWEST = (
    "(SELECT {column} FROM understanding_reading reading WHERE reading.text_id = intake_appeal.text_id "
    "ORDER BY reading.made_at DESC, reading.id DESC LIMIT 1)"
)
FILL = (
    "UPDATE intake_appeal SET language = coalesce(" + NEWEST.format(column="reading.language") + ", ''), "
    "theme = coalesce(" + NEWEST.format(column="reading.theme") + ", ''), "
    "urgency = coalesce(" + NEWEST.format(column="reading.urgency") + ", 0)"
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('intake', '0007_appeal_keep_reading'),
        ('understanding', '0001_initial'),
        ('accounts', '0002_team_add'),
        ('casework', '0004_case_for_lists'),
        ('offices', '0003_office_zone_known'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Bulk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=qabyldau.core.ids.new_uuid, editable=False, unique=True)),
                ('deed', models.CharField(choices=[('take', 'take'), ('give', 'give'), ('team', 'team'), ('begin', 'begin'), ('close', 'close'), ('today', 'today')], max_length=12)),
                ('at', models.DateTimeField()),
                ('undo_until', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='offices.office')),
            ],
        ),
        migrations.CreateModel(
            name='BulkLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('status', models.CharField(max_length=24)),
                ('bulk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='worklists.bulk')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='casework.case')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=qabyldau.core.ids.new_uuid, editable=False, unique=True)),
                ('name', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('query', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('made_by', models.CharField(max_length=40)),
                ('made_at', models.DateTimeField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='offices.office')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ShortlistItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='casework.case')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='bulk',
            constraint=models.CheckConstraint(condition=models.Q(('deed__in', ['take', 'give', 'team', 'begin', 'close', 'today'])), name='bulk_deed_known'),
        ),
        migrations.AddConstraint(
            model_name='bulkline',
            constraint=models.UniqueConstraint(fields=('bulk', 'case'), name='bulk_line_once'),
        ),
        migrations.AddIndex(
            model_name='savedfilter',
            index=models.Index(fields=['office', 'owner', 'id'], name='saved_filter_of'),
        ),
        migrations.AddConstraint(
            model_name='shortlistitem',
            constraint=models.UniqueConstraint(fields=('user', 'on', 'case'), name='shortlist_once_a_day'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
