"""What the picture of a run's time shows, and what it does not tell."""

from benchmarks.flame import drawn, gathered, shares

STACKS = [
    "thread (7): Main;main (click/core.py:3);batch (align/batching.py:9);told (align/told.py:4);dot (numpy/x.py:1) 60",
    "thread (7): MainThread;batch (align/batching.py:12);told (align/told.py:8) 30",
    "thread (8): reading;read (seeds/reading.py:2);load (<frozen importlib._bootstrap>:1);x (/home/me/lib/a/b.py:2) 9",
    "thread (8): reading;read (seeds/reading.py:2);open (/home/me/lib/a/b.py:2) 1",
    "thread (9): Events;run (asyncio/x.py:2);select (selectors.py:4) 50",
]


def test_lines_of_one_function_are_one_box_and_what_leads_on_is_left_out() -> None:
    whole = gathered(STACKS)
    assert whole.count == 100
    assert {name: box.count for name, box in whole.inner.items()} == {
        "batch (align/batching.py)": 90,
        "read (seeds/reading.py)": 10,
    }
    told = whole.inner["batch (align/batching.py)"].inner["told (align/told.py)"]
    assert (told.count, [*told.inner]) == (90, ["dot (numpy/x.py)"])


def test_a_room_has_what_it_calls_of_others_and_imports_are_told_apart() -> None:
    assert shares(gathered(STACKS)) == {"elsewhere": 0, "align": 90, "seeds": 1, "modules are loaded": 9}


def test_the_picture_names_functions_and_no_folders_of_the_machine() -> None:
    picture = drawn(gathered(STACKS), "Time & place")
    assert "Time &amp; place" in picture
    assert "told (align/told.py): 90.0%" in picture
    assert "/home" not in picture
