import random
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tilmash.errors import NotAnEntryError, NotTextError, OutOfRangeError
from tilmash.likeness import near as near_module
from tilmash.likeness.letterkeys import letter_keys
from tilmash.likeness.near import NearIndex

STREET = "Абай көшесіндегі 55-үйдің жанында үш күннен бері жарық жанбайды"


def index_of(*texts):
    index = NearIndex()
    index.add_many(enumerate(texts))
    return index


def key(text):
    keys = letter_keys([text])
    return keys.codes.tobytes()


@pytest.mark.parametrize(
    "copy",
    [
        "абай кошесиндеги 55-уйдин жанында уш куннен бери жарык жанбайды",
        "АБАЙ КӨШЕСІНДЕГІ 55 ҮЙДІҢ ЖАНЫНДА ҮШ КҮННЕН БЕРІ ЖАРЫҚ ЖАНБАЙДЫ!!!",
        "Abai koshesindegi 55-uidin zhanynda ush kunnen beri zharyq zhanbaidy",
        "Abay köşesindegi 55 üydiñ janında üş künnen beri jarıq janbaydı",
        "Aбaй көшeсіндeгі 55-үйдің жaнындa үш күннeн бeрі жaрық жaнбaйды",
    ],
)
def test_a_copy_on_other_keys_is_the_same_text(copy):
    assert index_of("Су жоқ", STREET).query(copy) == [(1, 1.0)]


@pytest.mark.parametrize(
    "copy",
    [
        "Сәлеметсіз бе! " + STREET,
        STREET.replace("жанында ", ""),
        STREET.replace("жарық", "жарых").replace("күннен", "күнен"),
    ],
)
def test_a_greeting_a_lost_word_and_typing_errors_are_found_with_a_lower_score(copy):
    [(found, score)] = index_of("Су жоқ", STREET, "Қоқыс алынбай жатыр").query(copy)
    assert found == 1
    assert 0.5 < score < 1


def test_the_score_is_the_jaccard_similarity_of_runs_of_four_letters():
    def runs(text):
        padded = f"|_{text}_"
        return {padded[place : place + 4] for place in range(len(padded) - 3)}

    one, other = runs("су кубирдан далага агип жатир"), runs("су кубирдан далага агади")
    [(_, score)] = index_of("су құбырдан далаға ағып жатыр").query("су құбырдан далаға ағады")
    assert score == pytest.approx(len(one & other) / len(one | other))


def test_numbers_keep_their_doubled_digits_apart():
    assert key("11 үй") != key("1 үй")
    assert key("көшеее") == key("көше")


def test_an_id_added_again_gets_the_new_text_whether_indexed_or_waiting():
    index = index_of(STREET)
    index.add(0, "Қоқыс үш аптадан бері алынбай жатыр")
    assert index.query(STREET) == []
    index.add(0, STREET)
    index.add(0, "Балабақшаға кезек жылжымайды")
    assert index.query(STREET) == []
    assert [id for id, _ in index.query("Балабақшаға кезек жылжымайды")] == [0]
    assert len(index) == 1


def test_a_discarded_text_is_not_found():
    index = index_of(STREET, STREET)
    assert index.discard(1)
    assert index.query(STREET) == [(0, 1.0)]
    assert index.discard(0)
    assert not index.discard(0)
    assert (len(index), 0 in index, index.query(STREET)) == (0, False, [])


def test_what_is_left_is_found_after_the_index_was_made_anew(monkeypatch):
    monkeypatch.setattr(near_module, "_LEAST_DEAD", 4)
    index = index_of(*(f"{STREET}, пәтер {number}" for number in range(40)))
    assert index.query(STREET, least=0.3)
    for number in range(30):
        index.discard(number)
    assert [id for id, _ in index.query(f"{STREET}, пәтер 35", most=1)] == [35]
    assert {id for id, _ in index.query(STREET, least=0.3, most=99)} == set(range(30, 40))


def test_a_petition_sent_by_thousands_is_kept_once_and_the_latest_come_first():
    index = index_of(*[STREET] * 3000)
    assert index.query(STREET, most=3) == [(2999, 1.0), (2998, 1.0), (2997, 1.0)]
    assert len(index) == 3000
    assert len(index.query(STREET, most=5000)) == 3000


@pytest.mark.parametrize(
    ("held", "asked", "found"), [("а", "А!", 1), ("су", "су", 1), ("су", "от", 0), ("112", "112", 1)]
)
def test_very_short_texts_are_found_by_equality(held, asked, found):
    assert len(index_of(held, STREET).query(asked)) == found


@pytest.mark.parametrize("blank", ["", "   ", "!!!", "😀" * 10_000, "\u202e", "\ud800", "\x02\x02"])
def test_a_text_without_letters_is_held_but_is_like_nothing(blank):
    index = index_of(blank, STREET)
    assert len(index) == 2
    assert index.query(blank) == []
    assert index.query(STREET) == [(1, 1.0)]


def test_an_empty_index_finds_nothing():
    assert NearIndex().query(STREET) == []


@pytest.mark.parametrize("value", [None, 5, b"text", ["text"]])
def test_what_is_no_text_is_refused(value):
    with pytest.raises(NotTextError):
        NearIndex().add(1, value)
    with pytest.raises(NotTextError):
        NearIndex().query(value)


@pytest.mark.parametrize("id", [["Айгүл"], {"number": 7}, {1}, ("Айгүл", [7])])
def test_an_id_that_cannot_be_a_key_is_refused_by_name_and_nothing_changes(id):
    index = index_of(STREET)
    for ask in (lambda: index.add(id, STREET), lambda: index.discard(id), lambda: id in index):
        with pytest.raises(NotAnEntryError, match="hashable"):
            ask()
    assert index.query(STREET) == [(0, 1.0)]


@pytest.mark.parametrize("rows", [7, None, [7], ["ab"], [(1,)], [(1, STREET, "Айгүл")], [None]])
def test_rows_that_are_no_pairs_are_refused_by_name(rows):
    with pytest.raises(NotAnEntryError, match="a pair|pairs"):
        NearIndex().add_many(rows)


def test_pairs_before_a_wrong_one_are_kept():
    index = NearIndex()
    with pytest.raises(NotTextError):
        index.add_many([(1, STREET), (2, None)])
    assert index.query(STREET) == [(1, 1.0)]


@pytest.mark.parametrize(
    "bounds", [{"least": "0.5"}, {"least": -0.1}, {"least": 1.5}, {"least": None}, {"least": float("nan")}]
)
@pytest.mark.parametrize("index", [NearIndex(), index_of(STREET)])
def test_a_least_that_is_no_share_is_refused_by_name(index, bounds):
    with pytest.raises(OutOfRangeError, match="from 0 to 1"):
        index.query(STREET, **bounds)


@pytest.mark.parametrize("most", [-1, 2.5, "7", None, True])
def test_a_most_that_is_no_number_of_texts_is_refused_by_name(most):
    with pytest.raises(OutOfRangeError, match="whole number"):
        index_of(STREET).query(STREET, most=most)


def test_none_at_most_are_none():
    assert index_of(STREET).query(STREET, most=0) == []


def test_hostile_texts_take_bounded_time_and_space():
    started = time.process_time()
    index = index_of(
        *[piece * (1_000_000 // len(piece)) for piece in ("жарық жоқ ", "ab", "1", "я", "\x02 ")]
    )
    noise = random.Random(1)  # noqa: S311
    index.add("noise", "".join(noise.choices("абвгдежзиклмнопрст ", k=1_000_000)))
    index.query("жарық жоқ " * 100_000)
    assert time.process_time() - started < 5
    assert index.nbytes < 1_000_000


def test_many_texts_of_one_form_do_not_slow_a_query():
    index = index_of(*(f"{STREET}, {number} пәтер, {number * 7919 % 9973} жазба" for number in range(5000)))
    index.query(STREET)
    started = time.process_time()
    for number in range(20):
        assert index.query(f"{STREET}, {number} пәтер")
    assert (time.process_time() - started) / 20 < 0.05


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=12))
@example(["\x02", "a\x02b", "\ud800x"])
def test_every_text_with_a_letter_finds_itself_whatever_stands_beside_it(texts):
    index = index_of(*texts)
    for number, text in enumerate(texts):
        found = dict(index.query(text, most=99))
        assert not found or found[number] == 1.0
        assert bool(found) == any(code > 2 for code in key(text))
        assert all(0 < score <= 1 for score in found.values())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("adq"), st.integers(0, 5), st.sampled_from("абвгд")), max_size=40))
def test_the_index_holds_what_a_dictionary_would_hold(steps):
    index, held = NearIndex(), {}
    for step, id, letter in steps:
        text = letter * 3 + " көшеде су жоқ"
        if step == "a":
            index.add(id, text)
            held[id] = text
        elif step == "d":
            assert index.discard(id) == (held.pop(id, None) is not None)
        else:
            same = {one for one, score in index.query(text, most=99) if score == 1.0}
            assert same == {one for one, other in held.items() if other == text}
    assert len(index) == len(held)


def test_of_ten_thousand_texts_nearly_every_mended_copy_is_found():
    noise = random.Random(7)  # noqa: S311
    words = [
        "жарық",
        "көшеде",
        "су",
        "жоқ",
        "шұңқыр",
        "дорога",
        "яма",
        "вода",
        "аула",
        "үй",
        "мектеп",
        "двор",
        "лифт",
    ]
    words += ["".join(noise.choices("абгдежзиклмнопрсту", k=6)) for _ in range(3000)]
    texts = [" ".join(noise.choices(words, k=11)) for _ in range(10_000)]
    index = index_of(*texts)
    found = 0
    for number in range(0, 10_000, 20):
        copy = texts[number].split()
        del copy[noise.randrange(len(copy))]
        found += number in {id for id, _ in index.query("Здравствуйте! " + " ".join(copy))}
    assert found >= 498
