import django.db.models.deletion
import qabyldau.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0001_initial'),
        ('offices', '0005_office_answering'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadyText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=qabyldau.core.ids.new_uuid, editable=False, unique=True)),
                ('code', models.CharField(blank=True, max_length=60)),
                ('use', models.CharField(choices=[('answer', 'answer'), ('question', 'question'), ('return', 'return')], max_length=10)),
                ('title_kk', models.CharField(max_length=120)),
                ('title_ru', models.CharField(max_length=120)),
                ('body_kk', models.TextField(max_length=4000)),
                ('body_ru', models.TextField(max_length=4000)),
                ('written_by', models.CharField(max_length=40)),
                ('written_at', models.DateTimeField()),
                ('checked_by', models.CharField(blank=True, max_length=40)),
                ('checked_at', models.DateTimeField(null=True)),
                ('is_active', models.BooleanField(default=True)),
                ('category', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ready_texts', to='catalog.category')),
                ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ready_texts', to='offices.office')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('title_kk', ''), ('title_ru', ''), ('body_kk', ''), ('body_ru', ''), _connector='OR', _negated=True), name='ready_text_is_a_pair'), models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('code',), name='ready_text_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('checked_at__isnull', True), ('checked_by', '')), models.Q(models.Q(('checked_by', ''), _negated=True), ('checked_at__isnull', False)), _connector='OR'), name='ready_text_checked_by_somebody'), models.CheckConstraint(condition=models.Q(('checked_by', models.F('written_by')), _negated=True), name='ready_text_checked_by_another'), models.CheckConstraint(condition=models.Q(('use__in', ['answer', 'question', 'return'])), name='ready_text_use_known')],
            },
        ),
    ]
