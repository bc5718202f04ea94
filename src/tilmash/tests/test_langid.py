import pytest

from tilmash import read


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
