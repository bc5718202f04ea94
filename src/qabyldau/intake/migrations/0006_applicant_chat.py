import qabyldau.core.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0005_consent_add_forward'),
    ]

    operations = [
        migrations.AddField(
            model_name='applicant',
            name='chat',
            field=qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True),
        ),
        migrations.AddField(
            model_name='applicant',
            name='chat_closed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='applicant',
            name='chat_index',
            field=models.BinaryField(db_index=True, max_length=32, null=True),
        ),
    ]
