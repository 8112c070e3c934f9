"""Text broken into lines: nothing is lost, nothing is too wide, whatever is typed and however narrow the room."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.core.set_lines import said

from merilo.documents.printing.faces import BOLD, HYPHEN, REGULAR
from merilo.documents.printing.glyphs import SOFT, drawable
from merilo.documents.printing.lines import broken

TEXTS = (
    st.text(max_size=120)
    | st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя -–—/.@:?&=«»()\n", max_size=200)
    | st.text(alphabet="Жы", min_size=20, max_size=80)
)
FACES = st.sampled_from([REGULAR, BOLD])


@settings(deadline=None)
@given(TEXTS, FACES, st.integers(0, 40_000))
@example("высококвалифицированный", REGULAR, 4_000)
@example("https://a.example/" + "x" * 90, BOLD, 5_000)
def test_lines_hold_every_letter_in_order(text, face, room):
    found = "".join(said(broken(text, face, room, indent=room // 9), face))
    assert re.sub(rf"[\s{HYPHEN}]", "", found) == re.sub(rf"[\s{SOFT}]", "", drawable(text))


@settings(deadline=None)
@given(TEXTS, FACES, st.integers(1_000, 40_000))
def test_no_line_is_wider_than_its_room(text, face, room):
    wide = [line for line in broken(text, face, room).lines if line.width > room]
    assert [line for line in wide if len(line.words) > 1 or face.shaped("Щ").width < line.width / 2] == []
