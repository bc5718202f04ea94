import django.db.models.deletion
import qabyldau.core.ids
import qabyldau.core.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0002_map_outlines'),
        ('intake', '0003_read_back'),
        ('offices', '0005_office_answering'),
        ('texts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user_key', models.CharField(max_length=40)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Cosigner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=qabyldau.core.ids.new_uuid, editable=False, unique=True)),
                ('position', models.PositiveIntegerField()),
                ('name', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('phone', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('email', qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True)),
                ('language', models.CharField(max_length=2)),
                ('consent_at', models.DateTimeField(null=True)),
                ('added_by', models.CharField(max_length=40)),
                ('added_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='appeal',
            name='is_about_staff',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='appeal',
            name='withdrawal_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='appeal',
            name='withdrawal_words',
            field=qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True),
        ),
        migrations.AddField(
            model_name='appeal',
            name='withdrawn_by',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='appealreader',
            name='is_barred',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='applicant',
            name='verified_by',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='applicant',
            name='verified_how',
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(('is_about_staff', False), ('is_confidential', True), _connector='OR'), name='appeal_about_staff_is_confidential'),
        ),
        migrations.AddConstraint(
            model_name='applicant',
            constraint=models.CheckConstraint(condition=models.Q(('verified_how__in', ['', 'coupon', 'call', 'letter'])), name='applicant_proof_known'),
        ),
        migrations.AddConstraint(
            model_name='applicant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verified_by', ''), ('verified_how', '')), models.Q(models.Q(('verified_how', ''), _negated=True), models.Q(('verified_by', ''), _negated=True)), _connector='OR'), name='applicant_verified_by_somebody'),
        ),
        migrations.AddField(
            model_name='contactlook',
            name='appeal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='intake.appeal'),
        ),
        migrations.AddField(
            model_name='contactlook',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='offices.office'),
        ),
        migrations.AddField(
            model_name='cosigner',
            name='appeal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cosigners', to='intake.appeal'),
        ),
        migrations.AddIndex(
            model_name='contactlook',
            index=models.Index(fields=['office', 'user_key', '-at'], name='contact_look_by_clerk'),
        ),
        migrations.AddConstraint(
            model_name='cosigner',
            constraint=models.UniqueConstraint(fields=('appeal', 'position'), name='cosigner_position_once'),
        ),
        migrations.AddConstraint(
            model_name='cosigner',
            constraint=models.CheckConstraint(condition=models.Q(('consent_at__isnull', False), models.Q(('email__isnull', True), ('phone__isnull', True)), _connector='OR'), name='cosigner_contact_with_consent'),
        ),
    ]
