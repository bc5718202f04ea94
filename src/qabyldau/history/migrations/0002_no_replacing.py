from django.db import migrations

from qabyldau.history.append_only import guarded_anew


class Migration(migrations.Migration):

    dependencies = [
        ('history', '0001_initial'),
    ]

    operations = [
        guarded_anew('history_entry'),
    ]
