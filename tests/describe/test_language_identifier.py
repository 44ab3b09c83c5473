from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from generator.describe.language_identifier import FastIdentifier

Identifiers = tuple[LanguageIdentifier, FastIdentifier]


@pytest.fixture(scope="module")
def identifiers(tmp_path_factory: pytest.TempPathFactory) -> Identifiers:
    identifier = FastIdentifier.unpacked(tmp_path_factory.mktemp("kept"))
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True), identifier


@pytest.mark.parametrize(
    "text",
    [
        *("", "a", "\0", "\0\0ab\0c", "é", "ﾟ" * 9, "THE TALKS GO ON", "the talks went on until the morning"),
        *("Die Gespräche gehen weiter", "Las conversaciones siguen", "المحادثات مستمرة", "Переговоры идут"),
        "the first word\0\0\0\0\0\0\0\0and the last",
    ],
)
def test_the_result_equals_that_of_the_library(identifiers: Identifiers, text: str) -> None:
    library, identifier = identifiers
    assert identifier.classify(text) == library.classify(text)


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from("etaoin shrdlu\0éß的一是иеаالم"), max_size=60))
def test_the_result_equals_that_of_the_library_for_any_letters(identifiers: Identifiers, text: str) -> None:
    library, identifier = identifiers
    assert identifier.classify(text) == library.classify(text)


def test_the_unpacked_model_is_cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = FastIdentifier.unpacked(tmp_path / "new").classify("the talks went on until the morning")
    (kept,) = (tmp_path / "new").iterdir()
    monkeypatch.setattr("lzma.decompress", lambda _: pytest.fail("unpacked again"))
    assert FastIdentifier.unpacked(kept.parent).classify("the talks went on until the morning") == before


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda _: b"", lambda _: b"no model"]
)
def test_a_damaged_model_is_unpacked_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    FastIdentifier.unpacked(tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    assert FastIdentifier.unpacked(tmp_path).classify("the talks went on")[0] == "en"
    assert kept.read_bytes() == whole


def test_one_wrong_byte_is_detected(tmp_path: Path) -> None:
    FastIdentifier.unpacked(tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:9_000_000] + bytes([whole[9_000_000] ^ 1]) + whole[9_000_001:])
    FastIdentifier.unpacked(tmp_path)
    assert kept.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_not_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert FastIdentifier.unpacked(tmp_path / "file" / "below").classify("the talks went on")[0] == "en"
