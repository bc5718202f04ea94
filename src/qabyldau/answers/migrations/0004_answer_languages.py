import qabyldau.core.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('answers', '0003_delivery_handed'),
        ('casework', '0003_question_returns'),
        ('intake', '0004_cosigners_looks'),
    ]

    operations = [
        migrations.AddField(
            model_name='answer',
            name='approved_by',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='answer',
            name='giving',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='delivery',
            name='language_note',
            field=qabyldau.core.models.EncryptedField(blank=True, editable=True, null=True),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('handed_at__isnull', True), ('read_at__isnull', True)), fields=['delivered_at', 'id'], name='delivery_unread'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', models.F('by_key')), _negated=True), name='answer_approved_by_another'),
        ),
    ]
