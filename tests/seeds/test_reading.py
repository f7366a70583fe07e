"""Files and folders come in as articles; what cannot be read is listed with a line that says the mend."""

import gzip
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import seeds
from seeds.reading import article_from_text

COPY = "The port of Busan will reopen on Friday, the harbour master said. “No ship was lost,” he added.\n"


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail, and do not hang, if the block takes longer."""

    def stop(*_: object) -> None:
        raise TimeoutError("still reading")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def reasons(*paths: Path) -> list[str]:
    return seeds.read(paths).errors["reason"].to_list()


def test_a_file_becomes_an_article_with_its_text_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "port.txt"
    file.write_bytes("Strike ends\r\n\r\nLa huelga terminó.\r\n".encode())
    article = seeds.read([file]).articles.to_dicts()[0]
    assert article["text"] == "Strike ends\r\n\r\nLa huelga terminó.\r\n"
    assert article["title"] == "Strike ends"
    assert article["path"] == str(file)


def test_a_folder_is_read_by_name_with_the_folders_in_it(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Second: " + COPY)
    (tmp_path / "a.txt").write_text("First: " + COPY)
    (tmp_path / "late").mkdir()
    (tmp_path / "late" / "c.txt").write_text("Third: " + COPY)
    copy = seeds.read([tmp_path])
    assert copy.articles["path"].to_list() == [str(tmp_path / name) for name in ("a.txt", "b.txt", "late/c.txt")]
    assert not copy.errors.height


def test_paths_are_shown_as_the_user_gave_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wire").mkdir()
    (tmp_path / "wire" / "a.txt").write_text(COPY)
    monkeypatch.chdir(tmp_path)
    assert seeds.read(["wire"]).articles["path"].to_list() == ["wire/a.txt"]


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_bytes(bytes(64))
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / "a.txt").write_text(COPY)
    copy = seeds.read([tmp_path])
    assert (copy.articles.height, copy.errors.height) == (1, 0)


def test_the_same_words_under_two_names_are_kept_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(COPY)
    assert seeds.read([tmp_path, tmp_path / "b.txt"]).articles["path"].to_list() == [str(tmp_path / "a.txt")]


def test_an_article_keeps_its_identity_when_its_file_moves(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(COPY)
    first = seeds.read([tmp_path / "a.txt"]).articles["article_id"].to_list()
    (tmp_path / "a.txt").rename(tmp_path / "renamed.txt")
    assert seeds.read([tmp_path]).articles["article_id"].to_list() == first


def test_a_missing_path_is_listed(tmp_path: Path) -> None:
    errors = seeds.read([tmp_path / "gone.txt"]).errors.to_dicts()
    assert [row["path"] for row in errors] == [str(tmp_path / "gone.txt")]
    assert "no such file" in errors[0]["reason"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (bytes(range(256)) * 32, "not text"),
        (gzip.compress(COPY.encode())[:-12], "gzip"),
        (b'{"name": "Port", "size": 4}', "JSON"),
        (b'[{"headline": "Port reopens"}]', "JSON"),
        (b"<!DOCTYPE html><html><body><script>open()</script></body></html>", "HTML"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><invoice/>", "XML"),
    ],
)
def test_a_file_that_holds_no_copy_is_listed_with_its_reason(tmp_path: Path, content: bytes, word: str) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    (tmp_path / "good.txt").write_text(COPY)
    copy = seeds.read([tmp_path])
    assert copy.articles["path"].to_list() == [str(tmp_path / "good.txt")]
    assert copy.errors["path"].to_list() == [str(tmp_path / "bad.txt")]
    assert word in copy.errors["reason"][0]
    assert "\n" not in copy.errors["reason"][0]


@pytest.mark.parametrize(
    "opening", ["[Photo by our correspondent] ", "<b>Seoul</b> — ", "{Update 2} ", "“Never again.” "]
)
def test_copy_that_opens_with_a_bracket_is_still_copy(tmp_path: Path, opening: str) -> None:
    (tmp_path / "a.txt").write_text(opening + COPY)
    assert seeds.read([tmp_path]).articles.height == 1


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "feed.txt").open("wb") as file:
        file.truncate(50_000_000)
    (reason,) = reasons(tmp_path)
    assert "50 MB" in reason
    assert "Split" in reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(COPY)
    (tmp_path / "a.txt").chmod(0)
    assert "permissions" in reasons(tmp_path)[0]


def test_a_file_that_may_not_be_opened_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(COPY)

    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert "permissions" in reasons(tmp_path)[0]


def test_an_empty_folder_is_listed(tmp_path: Path) -> None:
    errors = seeds.read([tmp_path]).errors.to_dicts()
    assert [row["path"] for row in errors] == [str(tmp_path)]
    assert "no files" in errors[0]["reason"]


def test_a_folder_with_none_readable_lists_each_file(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(bytes(512))
    (tmp_path / "b.txt").write_bytes(b"")
    copy = seeds.read([tmp_path])
    assert not copy.articles.height
    assert copy.errors["path"].to_list() == [str(tmp_path / "a.bin"), str(tmp_path / "b.txt")]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_folder_that_holds_a_link_to_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(COPY)
    (tmp_path / "loop").symlink_to(tmp_path)
    with within(10):
        copy = seeds.read([tmp_path])
    assert copy.articles["path"].to_list() == [str(tmp_path / "a.txt")]


def test_a_link_that_leads_to_itself_is_listed(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "a.txt").write_text(COPY)
    copy = seeds.read([tmp_path])
    assert copy.articles.height == 1
    assert copy.errors["path"].to_list() == [str(tmp_path / "loop.txt")]


def test_a_link_to_nothing_is_listed(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    assert "no such file" in reasons(tmp_path)[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "feed")
    (tmp_path / "a.txt").write_text(COPY)
    with within(10):
        copy = seeds.read([tmp_path])
    assert copy.articles.height == 1
    assert copy.errors["path"].to_list() == [str(tmp_path / "feed")]


def test_a_path_that_no_file_system_knows_is_listed(tmp_path: Path) -> None:
    copy = seeds.read([f"{tmp_path}/a\0b.txt", tmp_path / ("a" * 300)])
    assert copy.errors.height == 2


def test_the_sidecar_says_of_its_files_what_their_text_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(COPY)
    (tmp_path / "articles.toml").write_text(
        '["a.txt"]\nagency = "Yonhap"\ndate = 2024-10-25\nlanguage = "ko"\ntitle = "Port to reopen"\n'
    )
    article = seeds.read([tmp_path]).articles.to_dicts()[0]
    assert article["provider"] == "Yonhap"
    assert article["published"] == "2024-10-25"
    assert article["declared_language"] == "ko"
    assert article["language"] == "en"
    assert article["title"] == "Port to reopen"


def test_a_moment_of_the_sidecar_sorts_among_those_of_other_formats(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(COPY)
    (tmp_path / "articles.toml").write_text('["a.txt"]\ndate = 2024-10-25 08:30:00+02:00\n')
    assert seeds.read([tmp_path]).articles["published"].to_list() == ["2024-10-25T08:30:00+02:00"]


def test_a_sidecar_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "articles.toml").write_text('["a.txt"]\nagency = "Yonhap"\n')
    copy = seeds.read([tmp_path])
    assert not copy.articles.height
    assert copy.errors.height == 1


def test_a_broken_sidecar_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(COPY)
    (tmp_path / "articles.toml").write_text("[a.txt\nagency = Yonhap")
    copy = seeds.read([tmp_path])
    assert "articles.toml" in copy.errors["reason"][0]
    assert "not TOML" in copy.errors["reason"][0]


@pytest.mark.parametrize(
    "entry", ["language = 7", 'title = ["Port", "reopens"]', "agency = 4", 'date = ""', 'language = "xx-unknown"']
)
def test_a_sidecar_with_a_value_of_the_wrong_kind_ends_no_run(tmp_path: Path, entry: str) -> None:
    (tmp_path / "a.txt").write_text(COPY)
    (tmp_path / "articles.toml").write_text(f'["a.txt"]\n{entry}\n')
    copy = seeds.read([tmp_path])
    assert copy.articles.height + copy.errors.height >= 1


@pytest.mark.parametrize(
    ("copy", "place", "credit"),
    [
        ("SEOUL (Reuters) - The port will reopen on Friday, officials said.\n", "SEOUL", "Reuters"),
        ("BUSAN, Oct. 25 (Yonhap) -- The port will reopen on Friday.\n", "BUSAN", "Yonhap"),
        ("Seoul: The port will reopen on Friday, officials said.\n", "Seoul", None),
        ("Madrid, 25 oct (EFE).- El puerto reabrirá el viernes, según el alcalde.\n", "Madrid", "EFE"),
    ],
)
def test_the_dateline_is_read_from_the_copy(tmp_path: Path, copy: str, place: str, credit: str | None) -> None:
    (tmp_path / "a.txt").write_text(copy)
    article = seeds.read([tmp_path]).articles.to_dicts()[0]
    assert (article["dateline"], article["credit"]) == (place, credit)


HEADS = [
    ("LYON, France, Oct 25 (Reuters) - The port will reopen on Friday.", "LYON", "Reuters"),
    ("MOSCOW, October 25. /TASS/. The port will reopen on Friday.", "MOSCOW", "TASS"),
    ("NEW DELHI, Oct 25 (PTI) The port will reopen on Friday.", "NEW DELHI", "PTI"),
    ("ANKARA (AA) - The port will reopen on Friday, the mayor said.", "ANKARA", "AA"),
    ("TOKYO, Oct 25, Kyodo - The port will reopen on Friday.", "TOKYO", "Kyodo"),
    ("Lyon (Francia), 25 oct (EFE).- El puerto reabrirá el viernes.", "Lyon", "EFE"),
    ("Nueva York (EE.UU.), 25 oct (EFE).- El puerto reabrirá el viernes.", "Nueva York", "EFE"),
    ("La Habana, 25 oct (Prensa Latina) El puerto reabrirá el viernes.", "La Habana", "Prensa Latina"),
    ("Genève (ats/afp) - Le port rouvrira vendredi, a dit le maire.", "Genève", "ats/afp"),
    ("SÃO PAULO, SP (FOLHAPRESS) - O porto reabre na sexta-feira.", "SÃO PAULO", "FOLHAPRESS"),
    ("Lyon/Paris (APA) - Der Hafen öffnet am Freitag, sagte der Bürgermeister.", "Lyon/Paris", "APA"),
    ("BERLIN dpa | Der Hafen öffnet am Freitag, sagte der Bürgermeister.", "BERLIN", "dpa"),
    ("Bern (sda) Der Hafen öffnet am Freitag, sagte der Bürgermeister.", "Bern", "sda"),
    ("(ANSA) - ROMA, 25 OTT - Il porto riaprirà venerdì, ha detto il sindaco.", "ROMA", "ANSA"),
    ("(AGI) - Roma, 25 ott. - Il porto riaprirà venerdì, ha detto il sindaco.", "Roma", "AGI"),
    ("МОСКВА, 25 октября. /ТАСС/. Порт откроется в пятницу.", "МОСКВА", "ТАСС"),
    ("Москва. 25 октября. INTERFAX.RU - Порт откроется в пятницу.", "Москва", "INTERFAX.RU"),
    ("МОСКВА, 25 окт — РИА Новости. Порт откроется в пятницу.", "МОСКВА", "РИА Новости"),
    ("القاهرة - (أ ش أ) - قال رئيس البلدية إن الميناء سيفتح يوم الجمعة.", "القاهرة", "أ ش أ"),
    ("باريس 25 أكتوبر تشرين الأول (رويترز) - قال رئيس البلدية إن الميناء سيفتح.", "باريس", "رويترز"),
    ("الرياض – واس: قال رئيس البلدية إن الميناء سيفتح يوم الجمعة.", "الرياض", "واس"),
    ("新华社北京10月25日电 市长表示，港口将于周五重新开放。", "北京", "新华社"),
    ("（法新社巴黎25日電）市長表示，港口將於週五重新開放。", "巴黎", "法新社"),
    ("【パリ＝共同】市長は港が金曜日に再開すると述べた。", "パリ", "共同"),
    ("【ワシントンＡＦＰ時事】市長は港が金曜日に再開すると述べた。", "ワシントン", "AFP時事"),
    ("［ソウル　２５日　ロイター］ - 市長は港が金曜日に再開すると述べた。", "ソウル", "ロイター"),
    ("市長は港が金曜日に再開すると述べた。\n［ソウル　２５日　ロイター］", "ソウル", "ロイター"),
    ("[파리=AP/뉴시스] 홍길동 기자 = 항구는 금요일에 다시 열린다고 시장이 밝혔다.", "파리", "AP/뉴시스"),
    ("(도쿄 교도=연합뉴스) 항구는 금요일에 다시 열린다고 시장이 밝혔다.", "도쿄", "교도=연합뉴스"),
]


@pytest.mark.parametrize(("copy", "place", "credit"), HEADS, ids=[place for _, place, _ in HEADS])
def test_place_and_agency_are_read_from_the_heads_of_every_language(copy: str, place: str, credit: str) -> None:
    article = article_from_text(copy + "\n", "a.txt")
    assert (article["dateline"], article["credit"]) == (place, credit)


@pytest.mark.parametrize(
    ("copy", "writer"),
    [
        ("（中央社記者王大明台北25日電）市長表示，港口將於週五重新開放。", "王大明"),
        ("中新社东京10月25日电 (记者 王明)市长表示，港口将于周五重新开放。", "王明"),
        ("【モスクワ共同＝田中一郎】市長は港が金曜日に再開すると述べた。", "田中一郎"),
        ("(서울=연합뉴스) 홍길동 기자 = 항구는 금요일에 다시 열린다고 시장이 밝혔다.", "홍길동"),
    ],
)
def test_who_wrote_it_is_read_from_the_head(copy: str, writer: str) -> None:
    assert article_from_text(copy + "\n", "a.txt")["byline"] == writer


@pytest.mark.parametrize(
    "headline",
    [
        "RECTIFICATIF - Le port rouvre",
        "EXCLUSIVE - Port to reopen",
        "CORREÇÃO - Porto reabre",
        "KORREKTUR - Hafen öffnet",
        "OPINIÓN: El puerto",
        "UCRANIA - El puerto reabre",
        "Macron : le port rouvre",
    ],
)
def test_what_stands_before_a_headline_is_no_place(headline: str) -> None:
    article = article_from_text(f"{headline}\n\nLyon, 25 oct (EFE).- El puerto reabrirá el viernes.\n", "a.txt")
    assert (article["dateline"], article["credit"]) == ("Lyon", "EFE")
    alone = article_from_text(f"{headline}\n\nThe mayor said on Friday that the port would reopen.\n", "a.txt")
    assert (alone["dateline"], alone["credit"]) == (None, None)


@pytest.mark.parametrize(
    "copy",
    [
        "EXCLUSIVE - The port will reopen on Friday, the mayor said.",
        "Macron : « Le port rouvrira vendredi », a dit le maire.",
        "Angela Merkel (CDU) – die frühere Kanzlerin – sagte, der Hafen öffne am Freitag.",
        "市長（60）は「港は再開する」と述べた。港は二年ぶりに再開する。",
        "【速報】市長は港が金曜日に再開すると述べた。",
        "北京10月25日，市长表示，港口将重新开放。",
        "시장(60)은 항구가 다시 열린다고 밝혔다.",
        "قال رئيس البلدية (أحمد) إن الميناء مغلق حتى الربيع.",
    ],
)
def test_what_only_looks_like_a_head_fills_nothing(copy: str) -> None:
    article = article_from_text(copy + "\n", "a.txt")
    assert (article["dateline"], article["credit"], article["byline"]) == (None, None, None)


def test_a_byline_is_read_from_the_copy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Port reopens\n\nBy Ruth Callaway\n\n" + COPY)
    assert seeds.read([tmp_path]).articles["byline"].to_list() == ["Ruth Callaway"]


def test_copy_without_a_title_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(COPY + "\n" + COPY)
    assert seeds.read([tmp_path]).articles["title"].to_list() == [None]
