"""What the machine proposed stands on the appeal, so that what waits can be narrowed and sorted."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0002_map_outlines'),
        ('intake', '0006_applicant_chat'),
        ('offices', '0003_office_zone_known'),
        ('texts', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='appeal',
            name='language',
            field=models.CharField(blank=True, max_length=5),
        ),
        migrations.AddField(
            model_name='appeal',
            name='theme',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='appeal',
            name='urgency',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name='appeal',
            index=models.Index(condition=models.Q(('taken_up_at', None)), fields=['office', '-urgency', 'received_at', 'id'], name='appeal_waiting_urgent'),
        ),
    ]
