import pytest

from tilmash import read
from tilmash.evaluate.gold import appeals
from tilmash.langid import languages


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("kk", "жарық жоқ"),
        ("kk", "Рақмет сізге"),
        ("kk", "коше карангы"),
        ("kk", "salamatsyz ba koshede zharyk zhok"),
        ("kk", "su joq, komek kerek"),
        ("kk", "Köşede jaryq joq"),
        ("kk", "Балам мектепте оқиды, бірақ асханасы жоқ"),
        ("kk", "қашан жөнделеді"),
        ("kk", "Мектеп жонделмей жатыр"),
        ("ru", "нет света"),
        ("ru", "Спасибо вам"),
        ("ru", "когда починят дорогу"),
        ("ru", "Wi-Fi в поликлинике не работает"),
        ("ru", "privet, u nas net sveta vo dvore"),
        ("mixed", "Здравствуйте, біздің үйде нет воды уже неделю, көмек керек"),
        ("en", "There is no light on our street"),
        ("en", "Please help, the road is broken"),
        ("other", ""),
        ("other", "12345 !!!"),
        ("other", "Bizning uyda gaz yo'q, iltimos yordam bering"),
        ("other", "你好，街上没有灯"),
        ("other", "На вулиці немає світла, що робити"),
    ],
)
def test_the_language_of_short_texts(language, text):
    assert read(text).language == language


@pytest.mark.parametrize(
    "text",
    [
        "Нет света, жарық жоқ",
        "Дворды никто не убирает, қоқыс шашылып жатыр",
        "Қашан дадут горячую воду, үйде суық",
        "кешеден бери свет жок, дети плачут, комектесиниздерши",
        "Воняет канализацией, терезе ашылмайды",
        "Әкем ауырып жатыр, скорую ждали два часа",
        "Спасибо большое, жолды тез жөндеп бердіңіздер, очень довольны",
        "участковый келмейді, звоним каждый день",
        "СУ ЖОҚ ЕКІ КҮН БОЛДЫ, КОГДА ДАДУТ ВОДУ",
    ],
)
def test_a_russian_phrase_beside_a_kazakh_one_is_mixed(text):
    assert languages([text]) == ["mixed"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("kk", "Подъезде лифт істемейді, диспетчерге айттық"),
        ("kk", "«Магнум» дүкенінің жанындағы остановкада шұңқыр бар"),
        ("kk", "Иванов Сергей Петрович деген маман жұмысқа келмейді"),
        ("kk", "Ленин көшесі, Садовая көшесінің қиылысында жарық жоқ"),
        ("kk", "Мусор бак толып кетті, контейнер аз"),
        ("kk", "Кредит алдым, процент көп, банк жауап бермейді"),
        ("ru", "На улице Бейбітшілік нет света уже неделю"),
        ("ru", "Продают кумыс и курт за 500 тенге без документов"),
        ("ru", "Гүлнар Сәрсенова и Ерлан Қасымов просят поставить лавочки"),
        ("ru", "ЖШС «Құрылыс Жол» сорвало сроки ремонта"),
        ("ru", "Второй год закрыт спортзал в Темиртау, хотя выделили 84 миллиона тенге. Покажите смету."),
    ],
)
def test_a_borrowing_a_name_or_a_street_is_not_a_change_of_language(language, text):
    assert languages([text]) == [language]


@pytest.mark.parametrize("text", ["Тез!", "тез", "Дереу", "Шұғыл!"])
def test_a_single_word_of_the_kazakh_list_is_kazakh(text):
    assert languages([text]) == ["kk"]


def test_the_language_of_our_own_mixed_appeals_is_told():
    rows = [row for row in appeals() if row.language in {"kk", "ru", "mixed"}]
    told = languages([row.text for row in rows])
    mixed = [found for row, found in zip(rows, told, strict=True) if row.language == "mixed"]
    plain = [found for row, found in zip(rows, told, strict=True) if row.language != "mixed"]
    assert mixed.count("mixed") >= 0.9 * len(mixed)
    assert plain.count("mixed") <= 0.005 * len(plain)


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("cyrillic", "Көшеде жарық жоқ"),
        ("cyrillic", "Wi-Fi жоқ, көмектесіңіздерші бізге"),
        ("latin", "koshede zharyk zhok"),
        ("arabic", "كوشەدە جارىق جوق"),
        ("mixed", "koshede zharyk жоқ емес пе"),
        ("none", "12 / 34"),
    ],
)
def test_the_script_of_a_text(script, text):
    assert read(text).script == script


@pytest.mark.parametrize("word", ["жарық", "жарык", "ЖАРЫҚ", "zharyk", "jaryq", "jarıq", "жaрық"])
def test_one_word_in_any_spelling_gives_the_same_themes(word):
    plain = read("көшеде жарық жоқ")
    spelled = read(f"көшеде {word} жоқ")
    assert [(label.code, label.p) for label in spelled.themes] == [
        (label.code, label.p) for label in plain.themes
    ]
