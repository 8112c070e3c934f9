"""Every PDF is read by a process of its own, forked from a warm one: none waits for another, none outlives its time."""

import time
from concurrent.futures import ThreadPoolExecutor

from tests.core.plan_containers import codes, endless_pdf, pdf_of, read, texts

from merilo.importers.plans import pdf_wire


def test_files_are_read_at_the_same_time():
    names = ["первый", "второй", "третий", "четвёртый"]
    with ThreadPoolExecutor(4) as people:
        found = list(people.map(read, [pdf_of(name) for name in names]))
    assert [texts(one) for one in found] == [[name] for name in names]


def test_a_file_without_end_keeps_no_other_waiting():
    read(pdf_of("план"))
    with ThreadPoolExecutor(2) as people:
        endless = people.submit(lambda: (codes(read(endless_pdf(12))), time.monotonic()))
        plain = people.submit(lambda: (texts(read(pdf_of("план"))), time.monotonic()))
        (fault, stopped), (text, done) = endless.result(), plain.result()
    assert (fault, text, done < stopped) == (["plan_file.too_slow"], ["план"], True)


def test_a_warm_process_that_has_ended_is_started_anew():
    assert texts(read(pdf_of("до"))) == ["до"]
    pdf_wire.stop()
    assert texts(read(pdf_of("после"))) == ["после"]


def test_a_file_leaves_nothing_to_the_next_one():
    broken, whole = b"%PDF-1.7\nnothing", pdf_of("план")
    found = [codes(read(content)) or texts(read(content)) for content in (whole, broken, whole)]
    assert found == [["план"], ["plan_file.broken"], ["план"]]


def test_a_large_file_goes_over_the_wire_whole():
    padded = pdf_of("план") + b"\n%" + b"x" * (8 << 20) + b"\n%%EOF"
    assert texts(read(padded)) == ["план"]
