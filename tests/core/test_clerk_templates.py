"""Templates that an authority edits: what they may say, what is refused and where, what comes of them."""

import io
import zipfile

import docx
import pytest
from docxtpl import DocxTemplate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.invented_papers import ENVELOPE
from tests.core.invented_plan_papers import form, report, sheet
from tests.core.legal_readers import lines_of_word, words

from merilo.documents.clerk_templates import compile as templates
from merilo.documents.clerk_templates import values
from merilo.documents.clerk_templates.checking import check
from merilo.documents.clerk_templates.defaults import default_template
from merilo.documents.clerk_templates.fields import FIELDS, FieldKind, TemplateKind, walked
from merilo.documents.clerk_templates.samples import sample_values
from merilo.documents.papers import evaluation_sheet, improvement_plan, letters, quarterly_report
from merilo.documents.writers.legal_docx import docx as to_word
from merilo.problems import RefusalError, Severity

BODY = "word/document.xml"
PLAN, LETTER = TemplateKind.IMPROVEMENT_PLAN, TemplateKind.LETTER
A_LETTER = letters.Letter(ENVELOPE, "О плане", ("Первый абзац.", "Второй <абзац>."), ("План на 3 л.",))
FILLED = {
    PLAN: (lambda: values.of_plan(form(2)), lambda: improvement_plan.paper(form(2))),
    TemplateKind.QUARTERLY_REPORT: (lambda: values.of_report(report()), lambda: quarterly_report.paper(report())),
    TemplateKind.EVALUATION_SHEET: (lambda: values.of_sheet(sheet()), lambda: evaluation_sheet.paper(sheet())),
    LETTER: (lambda: values.of_letter(A_LETTER), lambda: letters.paper(A_LETTER)),
}


def written(*paragraphs, table=(), header=""):
    """A Word file with these paragraphs and a table of one column, as Word would write it."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if table:
        grid = made.add_table(rows=len(table), cols=1)
        for row, text in zip(grid.rows, table, strict=True):
            row.cells[0].paragraphs[0].text = text
    if header:
        made.sections[0].header.paragraphs[0].text = header
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def changed(template, path, content):
    """The file with a member added or replaced; `content` may make the new one of the old one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(stream, "w") as new:
        kept = {name: old.read(name) for name in old.namelist()}
        kept[path] = content(kept.get(path, b"")) if callable(content) else content
        for name, inside in kept.items():
            new.writestr(name, inside)
    return stream.getvalue()


def errors(template, kind=LETTER):
    return [(one.code, one.place.row) for one in check(template, kind) if one.kind.severity is Severity.ERROR]


def filled(template, **given):
    return lines_of_word(templates.fill(template, given, LETTER))


@pytest.mark.parametrize("kind", TemplateKind)
def test_the_default_template_has_nothing_wrong(kind):
    assert check(default_template(kind), kind) == ()


@pytest.mark.parametrize("kind", TemplateKind)
def test_values_are_those_that_are_documented(kind):
    def paths(given, over=""):
        for name, value in given.items():
            yield f"{over}{name}"
            if isinstance(value, list) and value and isinstance(value[0], dict):
                yield from paths(value[0], f"{over}{name}.")

    assert set(paths(FILLED[kind][0]())) == {path for path, _ in walked(FIELDS[kind])}


@pytest.mark.parametrize("kind", TemplateKind)
def test_the_samples_are_of_the_fields_that_are_documented(kind):
    assert set(sample_values(kind)) == {field.name for field in FIELDS[kind]}


def test_the_default_plan_is_the_legal_form_word_for_word():
    made, paper = FILLED[PLAN]
    assert lines_of_word(templates.fill(default_template(PLAN), made(), PLAN)) == lines_of_word(to_word(paper()))


def test_the_default_letter_says_what_the_letter_says():
    made, paper = FILLED[LETTER]
    ours = lines_of_word(templates.fill(default_template(LETTER), made(), LETTER))
    assert sorted(words(" ".join(ours))) == sorted(words(" ".join(lines_of_word(to_word(paper())))))


@pytest.mark.parametrize("kind", TemplateKind)
def test_every_value_is_printed_by_the_default_template(kind):
    def texts(value):
        if isinstance(value, str):
            yield value
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from texts(inner)

    given = FILLED[kind][0]()
    printed = " ".join(" ".join(lines_of_word(templates.fill(default_template(kind), given, kind))).split())
    assert [text for text in texts(given) if " ".join(text.split()) not in printed] == []


@pytest.mark.parametrize("kind", [PLAN, TemplateKind.QUARTERLY_REPORT])
def test_the_library_of_templates_gives_the_same_words(kind):
    given = FILLED[kind][0]()
    theirs = DocxTemplate(io.BytesIO(default_template(kind)))
    theirs.render(given, autoescape=True)
    stream = io.BytesIO()
    theirs.save(stream)
    ours = lines_of_word(templates.fill(default_template(kind), given, kind))
    assert [line for line in lines_of_word(stream.getvalue()) if line.strip()] == ours


def test_the_same_values_give_the_same_bytes():
    given = FILLED[PLAN][0]()
    assert templates.fill(default_template(PLAN), given, PLAN) == templates.fill(default_template(PLAN), given, PLAN)


def test_a_field_that_word_has_cut_into_pieces_is_still_a_field():
    made = docx.Document()
    paragraph = made.add_paragraph("О ")
    for piece in ("{", "{ те", "ма ", "}", "} и {{ номер }}"):
        paragraph.add_run(piece)
    stream = io.BytesIO()
    made.save(stream)
    assert filled(stream.getvalue(), тема="плане", номер="7") == ["О плане и 7"]


def test_lines_and_breaks_are_kept_and_signs_stay_text():
    told = filled(written("{{ тема }}", "{{ абзацы }}"), тема="а\nб <&> ]]> {{ x }}\x00", абзацы=["один", "два"])
    assert told == ["а\nб <&> ]]> {{ x }}\ufffd", "один\nдва"]


def test_rows_paragraphs_and_conditions_are_repeated_and_left_out():
    template = written(
        "{%p for один in абзацы %}",
        "{{ loop.index }}. {{ один }}",
        "{%p endfor %}",
        "{% if тема == “срочно” %}Срочно{% else %}{{ тема }}{% endif %}{# для себя #}",
        table=("Приложения", "{%tr for один in приложения %}", "{{ один|прописными }}", "{%tr endfor %}"),
    )
    assert filled(template, абзацы=["а", "б"], тема="срочно", приложения=["план"]) == [
        "1. а", "2. б", "Срочно", "Приложения", "ПЛАН",
    ]  # fmt: skip


def test_lists_are_joined_with_the_quotes_that_word_makes():
    assert filled(written("{{ абзацы|через(«; ») }}"), абзацы=["а", "б"]) == ["а; б"]


def test_fields_are_filled_in_the_page_head_too():
    content = templates.fill(written("{{ тема }}", header="№ {{ номер }}"), {"тема": "т", "номер": "7"}, LETTER)
    assert docx.Document(io.BytesIO(content)).sections[0].header.paragraphs[0].text == "№ 7"


def test_a_cell_whose_repeats_give_nothing_is_still_a_cell():
    template = default_template(PLAN)
    row = {name: [] for name in ("недостатки", "мероприятия", "сроки", "исполнители", "меры", "фактически")}
    given = {**values.of_plan(form()), "разделы": [{"заголовок": "I", "пусто": "", "строки": [row]}]}
    table = docx.Document(io.BytesIO(templates.fill(template, given, PLAN))).tables[0]
    assert [len(cell.paragraphs) for cell in table.rows[3].cells] == [1] * 6


def test_braces_outside_of_fields_mean_nothing():
    content = changed(written("{{ тема }}"), BODY, lambda old: old.replace(
        b"<w:body>", b'<w:body><w:bookmarkStart w:id="0" w:name="{{ 7*7 }}"/><w:bookmarkEnd w:id="0"/>'))  # fmt: skip
    assert b"{{ 7*7 }}" in zipfile.ZipFile(io.BytesIO(templates.fill(content, {"тема": "т"}, LETTER))).read(
        "word/document.xml"
    )


@pytest.mark.parametrize(
    ("said", "detail"),
    [
        ("{{ тэма }}", "Поля «тэма» нет; может быть, «тема»"),
        ("{{ Тема }}", "Поля «Тема» нет; может быть, «тема»"),
        ("{{ письмо }}", "Поля «письмо» нет"),
        ("{{ тема.длина }}", "У «тема» нет поля «длина»"),
        ("{{ loop }}", "Поля «loop» нет"),
        ("{% for один in абзацы %}{{ loop.length }}{% endfor %}", "У повтора есть только loop.index, а не loop.length"),
        ("{{ тема.__class__ }}", "У «тема» нет поля «__class__»"),
    ],
)
def test_an_unknown_field_is_named_with_the_nearest_one(said, detail):
    found = [one for one in check(written("Бланк", said), LETTER) if one.code == "template.unknown_field"]
    assert [(one.detail, one.place.file, one.place.row) for one in found] == [(detail, "текст", 2)]


def test_every_fault_is_told_with_its_paragraph():
    template = written("{{ а }} {{ тема }}", "", "{{ б.в }}", table=("{%tr for один in абзацы %}", "{{ один.г }}"))
    assert errors(template) == [("template.syntax", 5)]
    template = written("{{ аа }} {{ тема }} {{ бб }}", "", "{{ вв.г }}", header="{{ гг }}")
    assert errors(template) == [
        ("template.unknown_field", 1), ("template.unknown_field", 1), ("template.unknown_field", 3),
        ("template.unknown_field", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "said",
    ["{{ тема", "тема }}", "{% if тема %}", "{% endfor %}", "{{ }}", "{{ тема тема }}", "{% для один %}", "{%p for %}",
     "{{ тема | }}", "{%p endif %}", "{# не закрыто"],
)  # fmt: skip
def test_crooked_brackets_and_words_are_a_fault_of_syntax(said):
    assert errors(written("Бланк", said)) == [("template.syntax", 2)]


@pytest.mark.parametrize(
    "said",
    [
        "{{ тема() }}", "{{ тема * 1000000 }}", "{{ тема[0] }}", "{{ 7 }}", "{{ тема|length }}", "{{ тема|через }}",
        "{{ тема|через(тема) }}", "{% set а = тема %}", "{% include 'x' %}", "{% macro а() %}{% endmacro %}",
        "{{ тема if номер else дата }}", "{{ 'а' ~ тема }}", "{% if тема is defined %}{% endif %}",
        "{% if 1 < 2 %}{% endif %}", "{% for а in тема %}{% endfor %}", "{% for а in [1, 2] %}{% endfor %}",
        "{% for а, б in абзацы %}{% endfor %}", "{% for а in абзацы if а %}{% endfor %}",
        "{% for а in абзацы %}{% for б in абзацы %}{% endfor %}{% endfor %}", "{{ (тема, номер) }}", "{{ not тема }}",
        "{% autoescape false %}{{ тема }}{% endautoescape %}",
    ],
)  # fmt: skip
def test_what_is_no_field_is_forbidden(said):
    found = errors(written("Бланк", said))
    assert {code for code, _ in found} <= {"template.forbidden", "template.syntax"}
    assert len(found) == 1


def test_a_list_of_records_is_not_printed_as_it_is():
    template = written("{{ разделы }}{% for один in разделы %}{{ один.строки }}{% endfor %}")
    assert errors(template, PLAN) == [("template.forbidden", 1)] * 2


def test_deep_conditions_are_refused_without_a_fall():
    assert errors(written("{% if тема %}" * 900 + "{% endif %}" * 90)) == [("template.forbidden", 0)]
    assert errors(written("{% if " + "not " * 20000 + "тема %}{% endif %}")) == [("template.forbidden", 0)]


@pytest.mark.parametrize(
    "template",
    [
        written("{%tr for один in абзацы %}", "{%tr endfor %}"),
        written("Текст {%p if тема %}", "{%p endif %}"),
        written("{%p if тема %}{{ тема }}", "{%p endif %}"),
        written("{{ тема }}", table=("Строка {%tr for один in абзацы %}", "{%tr endfor %}")),
        written("{{ тема }}", table=("{%tr for один in абзацы %}", "{{ один }}", "{%tr endfor %}")),
        written("{% for один in абзацы %}", table=("{{ один }} {% endfor %}",)),
    ],
)
def test_a_repeat_that_would_break_the_document_is_misplaced(template):
    assert {code for code, _ in errors(template)} == {"template.misplaced"}


def test_fields_without_which_the_document_is_not_whole_are_a_warning():
    found = check(written("{{ тема }} {{ бланк }} {{ кому }}"), LETTER)
    assert [(one.code, one.blocking, one.detail) for one in found] == [
        ("template.missing_field", False, "В шаблоне нет поля «абзацы»: текст письма по абзацам")
    ]


IMAGE = (
    b'<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
    b'Target="{}" TargetMode="External"/></Relationships>'
)


def linked(kind, target):
    link = IMAGE.replace(b"{}", kind.encode(), 1).replace(b"{}", target.encode(), 1)
    return changed(
        written("{{ тема }}"), "word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", link)
    )


def with_body(xml):
    return changed(written("{{ тема }}"), BODY, lambda old: old.replace(b"<w:body>", b"<w:body>" + xml.encode()))


@pytest.mark.parametrize(
    ("template", "code"),
    [
        (b"", "template.not_docx"),
        (b"PK\x03\x04 broken", "template.not_docx"),
        (changed(written("а"), BODY, b"<a/>"), "template.not_docx"),
        (changed(written("а"), BODY, b"<a>"), "template.not_docx"),
        (changed(written("а"), BODY, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "template.not_docx"),
        (changed(written("а"), "word/vbaProject.bin", b"x"), "template.active"),
        (changed(written("а"), "word/embeddings/oleObject1.bin", b"x"), "template.active"),
        (with_body("<w:altChunk/>"), "template.active"),
        (with_body("<w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE "
                   '"http://a.example"</w:instrText></w:r></w:p>'), "template.external"),
        (with_body('<w:p><w:fldSimple w:instr=" DDEAUTO cmd "/></w:p>'), "template.external"),
        (linked("image", "http://a.example/a.png"), "template.external"),
        (linked("attachedTemplate", "file:///C:/a.dotx"), "template.external"),
        (linked("hyperlink", "file:///C:/a.exe"), "template.external"),
        (linked("hyperlink", "https://a.example"), ""),
        (written("а") + b"\0" * 6_000_000, "template.too_big"),
        (changed(written("а"), "word/media/a.png", b"\0" * 41_000_000), "template.too_big"),
        (written(*["{{ тема }}"] * 1001), "template.too_big"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plain_document_is_refused(template, code):
    assert next((one for one, _ in errors(template)), "") == code


def test_a_refused_template_prints_nothing():
    with pytest.raises(RefusalError) as refused:
        templates.fill(written("{{ тэма }}"), {}, LETTER)
    assert [one.code for one in refused.value.problems] == ["template.unknown_field"]


TAGS = st.sampled_from(
    ["{{", "}}", "{%", "%}", "{%tr ", "{%p ", "тема", "абзацы", " for а in абзацы ", "endfor", " if тема ", "endif",
     "{#", "#}", "|через('", "')", ".", "\n", "<w:p>", "&", "loop.index", "\ue000", "\ue001", "«", "(", "а"]
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TAGS, max_size=12).map("".join), st.lists(TAGS, max_size=8).map("".join))
def test_no_template_makes_the_check_fall(paragraph, cell):
    template = written(paragraph, table=("а", cell))
    if not errors(template):
        given = {field.name: [] if field.kind is not FieldKind.TEXT else "т" for field in FIELDS[LETTER]}
        assert docx.Document(io.BytesIO(templates.fill(template, given, LETTER))).element.body is not None


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 30000), st.binary(min_size=1, max_size=40))
def test_no_damage_of_a_file_makes_the_check_fall(place, damage):
    content = default_template(LETTER)
    assert isinstance(check(content[:place] + damage + content[place + len(damage) :], LETTER), tuple)
