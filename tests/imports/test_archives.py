"""Archives (zip, tar): unpacked within limits, and what can be saved of a damaged one."""

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from generator.imports import archives
from generator.imports.archives import is_archive, unpacked
from generator.imports.source import Source
from generator.model.errors import ClipfileError

MILL = b"Mill\n\nThe mill turns.\n"


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, *, streamed: bool = False) -> bytes:
    """A zip archive; ``streamed``: sizes follow the files, as a program writes that sends an archive."""
    out: io.BytesIO = _Unseekable() if streamed else io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


class _Unseekable(io.BytesIO):
    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def read(path: Path, data: bytes) -> tuple[dict[str, bytes], list[str]]:
    """The files of an archive, by name, and what is said about those left out."""
    path.write_bytes(data)
    source = Source(path)
    assert is_archive(source)
    with unpacked(source) as (folder, faults):
        files = {name: (folder.path / name).read_bytes() for name in folder.names}
    return files, faults


def test_archives_in_an_archive_are_unpacked(tmp_path: Path) -> None:
    outer = packed({"a/inner.zip": packed({"b.txt": MILL}), "c.txt": MILL})
    assert read(tmp_path / "a.zip", outer) == ({"a/inner.zip.unpacked/b.txt": MILL, "c.txt": MILL}, [])


def test_an_archive_writes_nothing_elsewhere(tmp_path: Path) -> None:
    files, faults = read(tmp_path / "a.zip", packed({"../../out.txt": b"x", "/abs.txt": b"x", "b.txt": MILL}))
    assert files == {"b.txt": MILL}
    assert ["would be outside its folder" in fault for fault in faults] == [True, True]
    out = io.BytesIO()
    link = tarfile.TarInfo("c.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(link)
    assert read(tmp_path / "b.tar", out.getvalue()) == ({}, [])


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({"b.txt": MILL, "bomb.txt": b"0" * 12_000_000})
    files, (fault,) = read(tmp_path / "a.zip", data)
    assert files == {"b.txt": MILL}
    assert "'bomb.txt' in it looks like a bomb" in fault
    # Without its list of files, the archive does not say how large they are.
    files, (fault, _) = read(tmp_path / "b.zip", data[:-60])
    assert files == {"b.txt": MILL}
    assert "'bomb.txt' in it" in fault
    monkeypatch.setattr(archives, "MOST_BYTES", 20)
    with pytest.raises(ClipfileError, match="when unpacked"):
        read(tmp_path / "a.zip", data)


def test_an_archive_with_a_password_says_what_to_do(tmp_path: Path) -> None:
    data = bytearray(packed({"b.txt": b"Mill"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(ClipfileError, match="has a password"):
        read(tmp_path / "a.zip", bytes(data))
    files, (fault,) = read(tmp_path / "outer.zip", packed({"a.zip": bytes(data), "c.txt": MILL}))
    assert files == {"c.txt": MILL}
    assert fault.startswith("'a.zip' in it: the archive has a password")


@pytest.mark.parametrize(
    ("method", "streamed"),
    [(zipfile.ZIP_DEFLATED, False), (zipfile.ZIP_DEFLATED, True), (zipfile.ZIP_STORED, False)],
)
def test_what_is_whole_in_a_cut_off_archive_is_saved(tmp_path: Path, method: int, *, streamed: bool) -> None:
    noise = b"".join(hashlib.sha256(b"%d" % number).digest() for number in range(6_000))
    given = {"posts/a.txt": MILL, "posts/ü.txt": b"Dam\n\nThe dam holds.\n", "pier.png": noise, "c.txt": MILL}
    data = packed(given, method, streamed=streamed)
    # The list of the files is missing, then also the end of the picture.
    files, (fault,) = read(tmp_path / "a.zip", data[:-100])
    assert files == given
    assert "incomplete" in fault
    files, faults = read(tmp_path / "b.zip", data[:100_000])
    assert files == {name: text for name, text in given.items() if name.startswith("posts/")}
    assert ["'pier.png' in it is damaged or incomplete" in fault for fault in faults] == [True, False]


def test_files_after_a_folder_that_is_compressed_are_saved(tmp_path: Path) -> None:
    data = packed({"posts_": b"", "posts/a.txt": MILL}, streamed=True).replace(b"posts_", b"posts/")
    files, (fault,) = read(tmp_path / "a.zip", data[:-100])
    assert files == {"posts/a.txt": MILL}
    assert "incomplete" in fault


def test_a_damaged_file_costs_only_itself(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": b"Quay " * 40, "b.txt": MILL}, zipfile.ZIP_STORED))
    data[data.index(b"Quay") + 20] ^= 1
    files, (fault,) = read(tmp_path / "a.zip", bytes(data))
    assert files == {"b.txt": MILL}
    assert "'a.txt' in it is damaged" in fault


def test_nothing_of_an_archive_can_be_saved(tmp_path: Path) -> None:
    with pytest.raises(ClipfileError, match="Get a complete copy"):
        read(tmp_path / "a.zip", b"PK\x03\x04 broken")


def test_what_follows_a_folder_or_a_name_that_is_refused_is_saved(tmp_path: Path) -> None:
    data = packed({"d/": b"", "../out.txt": MILL, "d/a.txt": MILL, "a.txt": MILL})
    files, (fault, _) = read(tmp_path / "a.zip", data[: data.index(b"PK\x01\x02")])
    assert files == {"d/a.txt": MILL, "a.txt": MILL}
    assert "'../out.txt' in it would be outside its folder" in fault


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_costs_a_file_however_it_is_packed(tmp_path: Path, method: int) -> None:
    data = bytearray(packed({"a.txt": hashlib.sha256(b"a").digest() * 9, "b.txt": MILL}, method))
    start = data.index(b"a.txt") + 5
    data[start + 10 : start + 40] = b"x" * 30
    files, (fault,) = read(tmp_path / "a.zip", bytes(data))
    assert files == {"b.txt": MILL}
    assert "'a.txt' in it is damaged" in fault


def test_a_damaged_name_or_way_of_packing_costs_a_file(tmp_path: Path) -> None:
    data = packed({"ü.txt": MILL, "b.txt": MILL})
    broken = data.replace("ü".encode(), b"\xff\xff", 1)  # in the header, not in the list
    files, (fault,) = read(tmp_path / "a.zip", broken)
    assert files == {"b.txt": MILL}
    assert "'ü.txt' in it is damaged" in fault
    entry = data.index(b"PK\x01\x02")
    unknown = data[: entry + 10] + b"\x61" + data[entry + 11 :]
    assert read(tmp_path / "b.zip", unknown)[0] == {"b.txt": MILL}


def test_a_damaged_list_of_files_costs_none(tmp_path: Path) -> None:
    data = packed({"a.txt": MILL, "b.txt": MILL})
    files, (fault,) = read(tmp_path / "a.zip", data.replace(b"PK\x01\x02", b"PKxx"))
    assert files == {"a.txt": MILL, "b.txt": MILL}
    assert "incomplete" in fault


def test_names_that_cannot_be_written_are_reported(tmp_path: Path) -> None:
    data = packed({"a": MILL, "a/b.txt": MILL, f"{'x' * 300}.txt": MILL, "c.txt": MILL})
    files, (twice, long) = read(tmp_path / "a.zip", data)
    assert files == {"a": MILL, "c.txt": MILL}
    assert twice.startswith("'a/b.txt' is in it twice")
    assert "cannot be unpacked" in long
