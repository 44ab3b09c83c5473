"""The identifier gives the library's answers, and writes a missing or damaged model file again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from generator.describe.language_model import Identifier, load_identifier

Both = tuple[LanguageIdentifier, Identifier]


@pytest.fixture(scope="module")
def identifiers(tmp_path_factory: pytest.TempPathFactory) -> Both:
    library = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return library, load_identifier(tmp_path_factory.mktemp("model"))


@pytest.mark.parametrize(
    "text",
    [
        *("", "a", "\0", "\0\0ab\0c", "é", "ﾟ" * 9, "THE TALKS GO ON", "the talks went on until the morning"),
        *("Die Gespräche gehen weiter", "Las conversaciones siguen", "المحادثات مستمرة", "Переговоры идут"),
        "the first word\0\0\0\0\0\0\0\0and the last",
    ],
)
def test_the_answer_is_that_of_the_library(identifiers: Both, text: str) -> None:
    library, ours = identifiers
    assert ours.classify(text) == library.classify(text)


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from("etaoin shrdlu\0éß的一是иеаالم"), max_size=60))
def test_the_answer_is_the_same_for_any_letters(identifiers: Both, text: str) -> None:
    library, ours = identifiers
    assert ours.classify(text) == library.classify(text)


def test_the_unpacked_model_is_saved_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = load_identifier(tmp_path / "new").classify("the talks went on until the morning")
    monkeypatch.setattr("lzma.decompress", lambda _: pytest.fail("unpacked again"))
    assert load_identifier(tmp_path / "new").classify("the talks went on until the morning") == answer


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda _: b"", lambda _: b"no model"]
)
def test_a_damaged_model_is_unpacked_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    load_identifier(tmp_path)
    (unpacked,) = tmp_path.rglob("nextmove.npy")
    whole = unpacked.read_bytes()
    unpacked.write_bytes(damage(whole))
    assert load_identifier(tmp_path).classify("the talks went on")[0] == "en"
    assert unpacked.read_bytes() == whole


def test_one_wrong_byte_is_noticed(tmp_path: Path) -> None:
    load_identifier(tmp_path)
    (unpacked,) = tmp_path.rglob("nextmove.npy")
    whole = unpacked.read_bytes()
    unpacked.write_bytes(whole[:9_000_000] + bytes([whole[9_000_000] ^ 1]) + whole[9_000_001:])
    load_identifier(tmp_path)
    assert unpacked.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert load_identifier(tmp_path / "file" / "below").classify("the talks went on")[0] == "en"
