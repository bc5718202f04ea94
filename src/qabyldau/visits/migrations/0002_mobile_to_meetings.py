"""Mobile receptions live in meetings, where they are planned and read: their tables get that name and keep their rows."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('visits', '0001_initial'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable('mobilereception', 'meetings_mobilereception'),
                migrations.AlterModelTable('mobilestop', 'meetings_mobilestop'),
            ],
            state_operations=[
                migrations.DeleteModel('MobileStop'),
                migrations.DeleteModel('MobileReception'),
            ],
        ),
    ]
