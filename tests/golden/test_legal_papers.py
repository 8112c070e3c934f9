"""Every legal paper word for word: what people sign changes only when somebody means it."""

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from tests.core.invented_papers import PAPERS

from merilo.documents.writers.legal_text import text


class TextSnapshot(SingleFileSnapshotExtension):
    """One readable file for each snapshot."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.mark.parametrize("name", PAPERS)
def test_the_words_of_a_paper(name, snapshot):
    assert text(PAPERS[name]()) == snapshot.use_extension(TextSnapshot)
