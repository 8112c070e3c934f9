"""The questionnaire on paper: every question, the ways past them in words, other languages."""

from dataclasses import replace

import pytest
from tests.core.invented_prints import HOSTILE, HOSTILE_SEEN, a_questionnaire, pages_of, text_of, words_of

from merilo.documents.paper_questionnaire import Phrases, contents, paper_questionnaire, question_numbers
from merilo.methodology import catalogue

EDITIONS = [(header.id, sector) for header in catalogue.headers() for sector in header.sectors]
TATAR = Phrases(
    title="Хезмәт күрсәтү шартлары турында анкета",
    yes="Әйе",
    no="Юк",
    skip="«{no}» булса, {number} нче сорауга күчегез",
)


def asked(one):
    return {question["number"]: question for question in contents(one)["questions"]}


@pytest.mark.parametrize(("edition", "sector"), EDITIONS)
def test_every_question_of_an_edition_stands_on_at_most_two_pages(edition, sector):
    one = a_questionnaire(sector, edition, organization="Ж" * 360)
    content = paper_questionnaire(one)
    words = words_of(content)
    assert [question.code for question in one.edition.questions if question.text not in words] == []
    assert pages_of(content) <= 2


def test_a_filter_says_where_a_no_leads():
    numbers = question_numbers(a_questionnaire().edition)
    skips = {code: asked(a_questionnaire())[str(number)]["skip"] for code, number in numbers.items()}
    assert {code: skip for code, skip in skips.items() if skip} == {
        "stand_used": "Если «Нет», переходите к вопросу 3",
        "site_used": "Если «Нет», переходите к вопросу 5",
        "disability": "Если «Нет», переходите к вопросу 8",
        "remote_used": "Если «Нет», переходите к вопросу 12",
    }


def reordered(*codes):
    edition = a_questionnaire().edition
    return replace(edition, questions=tuple(edition.question(code) for code in codes))


def test_a_filter_at_the_end_leads_to_the_end():
    one = replace(a_questionnaire(), edition=reordered("comfort", "site_used", "site_satisfied"))
    assert [question["skip"] for question in contents(one)["questions"]] == ["", "Если «Нет», на этом всё", ""]


def test_a_question_far_from_its_filter_says_its_condition():
    one = replace(a_questionnaire(), edition=reordered("site_used", "comfort", "site_satisfied"))
    assert [(question["skip"], question["before"]) for question in contents(one)["questions"]] == [
        ("", ""),
        ("", ""),
        ("", "Если на вопрос 1 Вы ответили «Да»:"),
    ]
    assert "Если на вопрос 1 Вы ответили «Да»:" in words_of(paper_questionnaire(one))


def test_questions_are_answered_each_in_its_way():
    kinds = {question["kind"]: question["options"] for question in contents(a_questionnaire())["questions"]}
    assert kinds == {"choice": ["Да", "Нет"], "lines": [], "options": ["женский", "мужской"], "word": []}


def test_the_organization_and_its_code_are_printed_and_the_number_is_left_empty():
    text = text_of(paper_questionnaire(a_questionnaire(organization="Школа № 5")))
    first, second = text.split("\f")[:2]
    assert ("Школа № 5" in first, "Номер анкеты" in first, "Код организации: K7M25" in second) == (True, True, True)
    assert ["Страница 1 из 2" in first, "Страница 2 из 2" in second] == [True, True]


def test_a_translation_replaces_what_it_has_and_leaves_the_rest():
    texts = {"comfort": "Дәресләр узган шартлардан канәгатьме Сез?", "sex=female": "хатын-кыз"}
    content = paper_questionnaire(a_questionnaire(texts=texts, phrases=TATAR, language="tt"))
    words = words_of(content)
    assert b"tt" in content
    assert [
        text in words
        for text in (
            "Хезмәт күрсәтү шартлары турында анкета",
            "Дәресләр узган шартлардан канәгатьме Сез?",
            "«Юк» булса, 3 нче сорауга күчегез",
            "хатын-кыз",
            "мужской",
            "Заходили ли Вы на официальный сайт организации?",
        )
    ] == [True] * 6
    assert "Нет" not in words


def test_hostile_names_and_translations_are_printed_as_text():
    words = words_of(paper_questionnaire(a_questionnaire(organization=HOSTILE, texts={"overall": HOSTILE})))
    assert words.count(HOSTILE_SEEN) == 2


def test_numbers_follow_the_order_of_the_questions():
    edition = catalogue.get("2024-344n-408n", "healthcare")
    assert list(question_numbers(edition).items())[:3] == [("stand_used", 1), ("stand_satisfied", 2), ("site_used", 3)]
