"""Cells of plans, whatever stands in them: no word is lost, nothing breaks."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from merilo.plans.assignees import split_assignees
from merilo.plans.marks import take_mark
from merilo.plans.mentions import mentions

PIECES = st.sampled_from(
    [
        "А.В. Иванов", "Петрова О. О.", "Сидорова Анна Ильинична", "ЖУКОВ Ж.Ж.", "директор", "заместители директора",
        "Классные руководители", "МОУО", "ОУ", "Управление образования администрации", "учителя физики и химии",
        "(далее ОУ)", "администратор «Журнала.ру»", "по УВР", "ВР", "Ответственный:", "участвующие в оценке", "и.о.",
        ",", ";", "\n", " и ", " – ", "-", "(", ")", "«", "»", " ", ".", "1", "а также", "•", "\t",
    ]
)  # fmt: skip
CELLS = st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=60)
JOINING = {"и", "а", "также"}


def _words(text):
    return [word for word in re.findall(r"\w+", text.lower()) if word not in JOINING]


@given(CELLS)
@settings(deadline=None)  # the first cell loads the dictionary
@example("А.В. Иванов, директор О.О. Петрова, заместитель директора Классные руководители")
def test_no_word_of_assignees_is_lost(cell):
    assert _words(" ".join(assignee.text for assignee in split_assignees(cell))) == _words(cell)


@given(CELLS)
@settings(deadline=None)
def test_a_name_and_a_post_stand_in_the_text_of_their_assignee(cell):
    found = split_assignees(cell)
    assert [one for one in found if one.name and one.name not in " ".join(one.text.split())] == []
    assert [one for one in found if one.post and not one.name] == []


@given(
    st.text(max_size=20), st.sampled_from(["(балл – 38,80/40)", " балл: 5 из 7", "(99/100)", ""]), st.text(max_size=20)
)
def test_taking_a_mark_keeps_every_other_sign(before, written, after):
    text = f"{before}{written}{after}"
    rest, mark = take_mark(text)
    signs = "".join(rest.split()) if mark is None else "".join((rest + mark.text).split())
    kept = sorted(sign for sign in signs if sign.isalnum())
    assert kept == sorted(sign for sign in "".join(text.split()) if sign.isalnum())


@given(
    st.lists(
        st.sampled_from(["приказом от", "08.12.2021", "№ 7", "15 школ", "20 %", "1/3", "сайт.рф", "."])
        | st.text(max_size=9)
    )
)
def test_mentions_are_pieces_of_the_text_in_their_order(pieces):
    text = " ".join(pieces)
    place = 0
    found = []
    for mention in mentions(text):
        place = text.find(mention.text, place) + len(mention.text)
        found.append(text[place - len(mention.text) : place])
    assert found == [mention.text for mention in mentions(text)]
