import pytest

from tilmash import read


@pytest.mark.parametrize(
    ("level", "text"),
    [
        (3, "Подъезде газ иісі шығып тұр"),
        (3, "Пахнет газом во всём доме"),
        (3, "gaz iisi shygyp tur"),
        (3, "Сым үзіліп, жерде жатыр"),
        (3, "Оголенный провод на детской площадке"),
        (3, "Өмір сүргім келмейді"),
        (3, "Я больше не хочу жить"),
        (3, "Люк ашық тұр, балалар ойнап жүр"),
        (2, "Көшеде люктің қақпағы жоқ"),
        (2, "Открытый люк у дороги"),
        (2, "Ит қауып алды"),
        (1, "Шұғыл шара қолданыңыздар"),
        (1, "Срочно примите меры"),
        (0, "Балабақшаға кезек жылжымайды"),
        (0, "Дороги плохие, отремонтируйте"),
        (0, "Апаттық қызмет келді, рақмет"),
        (0, "Шұғыла шағын ауданында тұрамыз"),
        (0, ""),
    ],
)
def test_the_level_of_urgency(level, text):
    assert read(text).urgency.level == level


def test_the_deciding_words_are_given_as_they_stand():
    urgency = read("Люк ашық тұр, балалар ойнап жүр").urgency
    assert urgency.why == ("Люк ашық", "балалар")


def test_a_calm_text_gives_no_reasons():
    assert read("Рақмет, бәрі жақсы").urgency.why == ()
