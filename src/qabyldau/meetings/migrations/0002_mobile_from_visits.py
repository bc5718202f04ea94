"""Mobile receptions come from visits: the tables are there already, and are known here from now on."""

import django.db.models.deletion
import qabyldau.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0002_map_outlines'),
        ('meetings', '0001_initial'),
        ('offices', '0002_office_describe'),
        ('visits', '0002_mobile_to_meetings'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='MobileReception',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(default=qabyldau.core.ids.new_uuid, editable=False, unique=True)),
                        ('on', models.DateField()),
                        ('title_kk', models.CharField(max_length=200)),
                        ('title_ru', models.CharField(blank=True, max_length=200)),
                        ('title_en', models.CharField(blank=True, max_length=200)),
                        ('team', models.CharField(blank=True, max_length=500)),
                        ('state', models.CharField(choices=[('planned', 'planned'), ('held', 'held'), ('cancelled', 'cancelled')], max_length=10)),
                        ('results_kk', models.TextField(blank=True, max_length=2000)),
                        ('results_ru', models.TextField(blank=True, max_length=2000)),
                        ('results_en', models.TextField(blank=True, max_length=2000)),
                        ('made_at', models.DateTimeField()),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mobile_receptions', to='offices.office')),
                    ],
                ),
                migrations.CreateModel(
                    name='MobileStop',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(default=qabyldau.core.ids.new_uuid, editable=False, unique=True)),
                        ('position', models.PositiveSmallIntegerField()),
                        ('place_kk', models.CharField(max_length=300)),
                        ('place_ru', models.CharField(blank=True, max_length=300)),
                        ('place_en', models.CharField(blank=True, max_length=300)),
                        ('begins', models.TimeField()),
                        ('ends', models.TimeField()),
                        ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='areas.area')),
                        ('reception', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stops', to='meetings.mobilereception')),
                    ],
                ),
                migrations.AddIndex(
                    model_name='mobilereception',
                    index=models.Index(fields=['office', 'on'], name='mobile_by_day'),
                ),
                migrations.AddConstraint(
                    model_name='mobilereception',
                    constraint=models.CheckConstraint(condition=models.Q(('title_kk', ''), _negated=True), name='mobile_has_a_kazakh_title'),
                ),
                migrations.AddConstraint(
                    model_name='mobilereception',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'held', 'cancelled'])), name='mobile_state_known'),
                ),
                migrations.AddConstraint(
                    model_name='mobilestop',
                    constraint=models.UniqueConstraint(fields=('reception', 'position'), name='stop_position_once'),
                ),
                migrations.AddConstraint(
                    model_name='mobilestop',
                    constraint=models.CheckConstraint(condition=models.Q(('ends__gt', models.F('begins'))), name='stop_ends_after_it_begins'),
                ),
                migrations.AddConstraint(
                    model_name='mobilestop',
                    constraint=models.CheckConstraint(condition=models.Q(('place_kk', ''), _negated=True), name='stop_has_a_kazakh_place'),
                ),
            ],
        ),
    ]
