import django.db.models.deletion
import qabyldau.core.ids
import qabyldau.core.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('casework', '0003_question_returns'),
        ('catalog', '0002_ready_text'),
        ('offices', '0005_office_answering'),
    ]

    operations = [
        migrations.CreateModel(
            name='CasePart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=qabyldau.core.ids.new_uuid, editable=False, unique=True)),
                ('position', models.PositiveIntegerField()),
                ('title', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('state', models.CharField(choices=[('open', 'open'), ('sent', 'sent'), ('settled', 'settled'), ('dropped', 'dropped')], max_length=10)),
                ('result', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('by_key', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='casework.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'position'), name='case_part_position_once'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'sent', 'settled', 'dropped'])), name='case_part_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['settled', 'dropped']), _negated=True), ('result__isnull', False), _connector='OR'), name='case_part_ended_with_a_result')],
            },
        ),
        migrations.CreateModel(
            name='CheckItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=qabyldau.core.ids.new_uuid, editable=False, unique=True)),
                ('position', models.PositiveIntegerField()),
                ('body', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('by_key', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('done_by', models.CharField(blank=True, max_length=40)),
                ('done_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='casework.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'position'), name='check_item_position_once'), models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by', '')), models.Q(models.Q(('done_by', ''), _negated=True), ('done_at__isnull', False)), _connector='OR'), name='check_item_done_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Macro',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=qabyldau.core.ids.new_uuid, editable=False, unique=True)),
                ('name_kk', models.CharField(max_length=120)),
                ('name_ru', models.CharField(blank=True, max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('is_mine', models.BooleanField(default=False)),
                ('begins', models.BooleanField(default=False)),
                ('checks', models.TextField(blank=True, max_length=2000)),
                ('by_key', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('is_active', models.BooleanField(default=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='macros', to='offices.office')),
                ('ready_text', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='catalog.readytext')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('name_kk', ''), _negated=True), name='macro_has_a_kazakh_name')],
            },
        ),
    ]
