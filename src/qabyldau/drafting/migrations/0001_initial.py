import django.db.models.deletion
import qabyldau.core.ids
import qabyldau.core.models
import qabyldau.drafting.rules
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('casework', '0003_question_returns'),
        ('intake', '0004_cosigners_looks'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=qabyldau.core.ids.new_uuid, editable=False, unique=True)),
                ('state', models.CharField(choices=[('writing', 'writing'), ('asked', 'asked'), ('approved', 'approved'), ('returned', 'returned')], max_length=10)),
                ('version', models.PositiveIntegerField(default=1)),
                ('by_key', models.CharField(max_length=40)),
                ('changed_at', models.DateTimeField()),
                ('judged_by', models.CharField(blank=True, max_length=40)),
                ('remark', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='answer_draft', to='casework.case')),
            ],
        ),
        migrations.CreateModel(
            name='DraftChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=qabyldau.core.ids.new_uuid, editable=False, unique=True)),
                ('language', models.CharField(max_length=2)),
                ('note', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='intake.appeal')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='drafting.answerdraft')),
            ],
        ),
        migrations.CreateModel(
            name='DraftText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=qabyldau.core.ids.new_uuid, editable=False, unique=True)),
                ('language', models.CharField(max_length=2)),
                ('body', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('by_key', models.CharField(max_length=40)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='drafting.answerdraft')),
            ],
        ),
        migrations.AddConstraint(
            model_name='answerdraft',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['writing', 'asked', 'approved', 'returned'])), name='answer_draft_state_known'),
        ),
        migrations.AddConstraint(
            model_name='answerdraft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', qabyldau.drafting.rules.DraftState['APPROVED']), _negated=True), models.Q(models.Q(('judged_by', ''), _negated=True), models.Q(('judged_by', models.F('by_key')), _negated=True)), _connector='OR'), name='answer_draft_approved_by_another'),
        ),
        migrations.AddConstraint(
            model_name='draftchoice',
            constraint=models.UniqueConstraint(fields=('draft', 'appeal'), name='draft_choice_once_an_appeal'),
        ),
        migrations.AddConstraint(
            model_name='draftchoice',
            constraint=models.CheckConstraint(condition=models.Q(('note__isnull', False)), name='draft_choice_with_a_note'),
        ),
        migrations.AddConstraint(
            model_name='drafttext',
            constraint=models.UniqueConstraint(fields=('draft', 'language'), name='draft_text_once_a_language'),
        ),
    ]
