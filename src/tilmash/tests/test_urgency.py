from pathlib import Path

import pytest

from tilmash import read
from tilmash.concepts import thesaurus
from tilmash.segment import tokenize
from tilmash.urgency import DANGER, urgency_of

SENTENCES = [
    line.split("\t")
    for line in (Path(__file__).parent / "urgent.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
][1:]


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
        (3, "omir surgim kelmeidi, barinen sharshadym"),
        (3, "Кредит көп, жить незачем"),
        (3, "Жұмыс жоқ, долги, хочу умереть, көмектесіңіздер"),
        (3, "Он пишет, что повесится"),
        (3, "Муж избивает меня при детях"),
        (3, "Анамның жүрегі ұстап қалды, скорая не едет"),
        (3, "Мұздың астына бала түсіп кетті"),
        (3, "Люк ашық тұр, балалар ойнап жүр"),
        (2, "Көшеде люктің қақпағы жоқ"),
        (2, "Открытый люк у дороги"),
        (2, "Ит қауып алды"),
        (2, "Сосульки висят над входом"),
        (2, "Краннан лас су ағады, баламның іші ауырады"),
        (1, "Краннан лас су ағады, тезірек тексеріңіздер"),
        (1, "Шұғыл шара қолданыңыздар"),
        (1, "Срочно примите меры"),
        (0, "Балабақшаға кезек жылжымайды"),
        (0, "Дороги плохие, отремонтируйте"),
        (0, "Апаттық қызмет келді, рақмет"),
        (0, "Әкемнің қайтыс болғаны туралы куәлікті қайдан аламын?"),
        (0, "Повесьте, пожалуйста, табличку с названием улицы"),
        (0, "Из-за ям часто меняю колёса, это бьёт по бюджету"),
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


def test_harm_and_the_thing_that_did_it_are_both_given():
    urgency = read("Краннан лас су ағады, баламның іші ауырады").urgency
    assert any("су" in words.split() for words in urgency.why)
    assert "іші ауырады" in urgency.why


def test_a_thing_of_some_urgency_does_not_hurry_anybody_by_itself():
    assert read("Дорога вся в ямах, когда починят?").urgency.level == 0


def test_concepts_that_were_found_already_are_not_looked_up_again():
    tokens = tokenize("Сым жерде жатыр, балалар жүр")
    assert urgency_of(tokens, thesaurus().find(tokens)) == urgency_of(tokens)


@pytest.mark.parametrize(("said", "text"), SENTENCES)
def test_what_is_dangerous_is_told_from_what_only_seems_so(said, text):
    assert (urgency_of(tokenize(text)).level >= DANGER) == (said == "danger")


@pytest.mark.parametrize(
    ("spoken_of", "happening"),
    [
        ("Өрт туралы кітап керек", "Өрт туралы кітап оқып отыр едім, көрші үй өртеніп жатыр"),
        ("Посоветуйте книгу о пожаре", "Дайте книгу, о пожаре сообщаю: горит дом"),
        ("Өрт болған жоқ, қауіп те болған жоқ", "Өрт! Сөндірушілер келген жоқ"),
        ("Проверьте пожарную безопасность в школе", "Пожарная безопасность нарушена, горит проводка"),
    ],
)
def test_a_danger_that_is_only_spoken_of_is_none_and_one_beside_it_still_counts(spoken_of, happening):
    assert urgency_of(tokenize(spoken_of)).level < DANGER
    assert urgency_of(tokenize(happening)).level > DANGER
