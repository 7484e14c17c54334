"""Garbage is looked for seldom while texts are judged, and as often as before behind that."""

from __future__ import annotations

import gc
import threading

import pytest

import pairwright
from pairwright.collecting import SELDOM, seldom


def test_what_was_set_is_set_again() -> None:
    before = gc.get_threshold()
    pairwright.score("57+4=?", "61")
    assert gc.get_threshold() == before


def test_an_error_changes_nothing() -> None:
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), seldom():
        1 / 0  # noqa: B018
    assert gc.get_threshold() == before


def test_the_last_of_several_threads_sets_it_again() -> None:
    before, inside, done = gc.get_threshold(), threading.Barrier(3), threading.Event()

    def work() -> None:
        with seldom():
            inside.wait()
            done.wait()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for each in threads:
        each.start()
    inside.wait()
    with seldom():
        pass
    assert gc.get_threshold() == SELDOM
    done.set()
    for each in threads:
        each.join()
    assert gc.get_threshold() == before


def test_who_never_looks_for_garbage_is_left_alone() -> None:
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with seldom():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)


def test_judging_leaves_no_garbage_in_cycles() -> None:
    texts = [f"First 57 + {each} = {57 + each}. So the answer is {57 + each}." for each in range(300)]
    questions = [f"57+{each}=?" for each in range(300)]
    pairwright.score(questions[0], texts[0])
    gc.collect()
    for question, text in zip(questions, texts, strict=True):
        pairwright.score(question, text)
    assert gc.collect() < 300
