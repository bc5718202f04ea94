"""What lists are narrowed and sorted by stands on the case, filled from its first appeal, with an index an order."""

import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


FIRST = (
    "(SELECT {column} FROM casework_caseappeal link JOIN intake_appeal appeal ON appeal.id = link.appeal_id "
    "JOIN texts_text text ON text.id = appeal.text_id WHERE link.case_id = casework_case.id ORDER BY link.id LIMIT 1)"
)
FILL = (
    "UPDATE casework_case SET channel = coalesce(" + FIRST.format(column="appeal.channel") + ", channel), "
    "language = coalesce(" + FIRST.format(column="text.language") + ", ''), "
    "area_id = " + FIRST.format(column="appeal.area_id") + ", "
    "received_at = coalesce(" + FIRST.format(column="appeal.received_at") + ", opened_at), "
    "given_at = (SELECT max(given.at) FROM casework_assignment given WHERE given.case_id = casework_case.id), "
    "is_owed = EXISTS (SELECT 1 FROM casework_deadline clock JOIN casework_caseappeal link ON link.appeal_id = clock.appeal_id "
    "WHERE link.case_id = casework_case.id AND clock.replaced_at IS NULL AND clock.met_at IS NULL)"
)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_team_add'),
        ('areas', '0002_map_outlines'),
        ('casework', '0003_question_returns'),
        ('catalog', '0001_initial'),
        ('offices', '0003_office_zone_known'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='assignment',
            name='team',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.team'),
        ),
        migrations.AddField(
            model_name='case',
            name='area',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='areas.area'),
        ),
        migrations.AddField(
            model_name='case',
            name='channel',
            field=models.CharField(default='site', max_length=12),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='case',
            name='given_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='is_owed',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='case',
            name='language',
            field=models.CharField(blank=True, max_length=5),
        ),
        migrations.AddField(
            model_name='case',
            name='received_at',
            field=models.DateTimeField(default=datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='case',
            name='team',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.team'),
        ),
        migrations.AlterField(
            model_name='assignment',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('status', 'closed'), _negated=True), fields=['office', '-received_at', '-id'], name='case_open_newest'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('status', 'closed'), _negated=True), fields=['office', '-urgency', 'due_on', 'id'], name='case_open_urgent'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('status', 'closed'), _negated=True), fields=['office', 'team', 'due_on', 'id'], name='case_team_by_due'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('status', 'closed'), _negated=True), fields=['office', 'category', 'due_on', 'id'], name='case_theme_by_due'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('status', 'closed'), _negated=True), fields=['office', 'area', 'due_on', 'id'], name='case_area_by_due'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('status', 'closed'), _negated=True), fields=['office', 'channel', 'due_on', 'id'], name='case_channel_by_due'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('status', 'closed'), _negated=True), fields=['office', 'language', 'due_on', 'id'], name='case_language_by_due'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('status', 'closed')), fields=['office', 'owner', '-closed_at', '-id'], name='case_closed_own'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('status', 'closed')), fields=['office', 'team', '-closed_at', '-id'], name='case_closed_team'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('status', 'closed')), fields=['office', 'category', '-closed_at', '-id'], name='case_closed_theme'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('status', 'closed')), fields=['office', 'area', '-closed_at', '-id'], name='case_closed_area'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('status', 'closed')), fields=['office', 'channel', '-closed_at', '-id'], name='case_closed_channel'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('status', 'closed')), fields=['office', 'language', '-closed_at', '-id'], name='case_closed_language'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('is_owed', True), models.Q(('status', 'closed'), _negated=True)), fields=['office', 'due_on', 'id'], name='case_late'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
