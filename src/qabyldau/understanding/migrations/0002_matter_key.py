import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0004_cosigners_looks'),
        ('understanding', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='MatterKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office_pk', models.PositiveBigIntegerField()),
                ('digest', models.BinaryField(max_length=16)),
                ('at', models.DateTimeField()),
                ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matter_keys', to='intake.appeal')),
            ],
            options={
                'indexes': [models.Index(fields=['office_pk', 'digest', '-at'], name='matter_key_newest')],
                'constraints': [models.UniqueConstraint(fields=('appeal', 'digest'), name='matter_key_once')],
            },
        ),
    ]
