"""Sticks on real file systems, where this machine can mount them; and what FAT32 cannot do, everywhere."""

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.kit_example import FIRST, KEYS, SMALL, code_of, release
from tests.unit.kit.fake_disk import let_fail

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import copying, installation, source, stick, verification
from soro_tutor.kit.installation import Order
from soro_tutor.kit.manifest import KitFile, PartKind
from soro_tutor.kit.progress import Watch
from soro_tutor.kit.source import Kit

MEGABYTE = 2**20
MAKERS = {
    "vfat": ["mkfs.vfat", "-F", "32", "-n", "SABAQ"],
    "exfat": ["mkfs.exfat", "-L", "Сабақ"],
    "ext4": ["mkfs.ext4", "-q"],
}


class Disk:
    """A file system in a file, mounted under a Cyrillic name; `kind` "tmpfs" lies in memory."""

    def __init__(self, kind: str, folder: Path, megabytes: int) -> None:
        self.place = folder / "Флешкаи муаллим"
        self.place.mkdir()
        self._kind, self._size = kind, megabytes
        self._image, self._loop = folder / "image", ""

    def mount(self, options: str = "") -> None:
        """Mount it; made anew where it was never mounted. Skips the test where this machine cannot."""
        if self._kind == "tmpfs":
            _run("mount", "-t", "tmpfs", "-o", f"size={self._size}m{options}", "tmpfs", str(self.place))
            return
        if not self._image.exists():
            with self._image.open("wb") as file:
                file.truncate(self._size * MEGABYTE)
            _run(*MAKERS[self._kind], str(self._image))
        self._loop = _run("losetup", "-f", "--show", str(self._image))
        try:
            _run("mount", "-t", self._kind, f"-orw{options}", self._loop, str(self.place))
        except pytest.skip.Exception:
            if self._kind != "exfat":
                raise
            _run("mount.exfat-fuse", f"-orw{options}", self._loop, str(self.place))

    def unmount(self) -> None:
        """Take it away, as a hand does that waits for nothing."""
        subprocess.run(["umount", "-l", str(self.place)], check=False, capture_output=True)
        if self._loop:
            subprocess.run(["losetup", "-d", self._loop], check=False, capture_output=True)
            self._loop = ""


def _run(*command: str) -> str:
    """Run a tool of the system; what it cannot do here, no test can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} needs to be there, and to be run by root")
    done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
    if done.returncode:
        pytest.skip(f"{' '.join(command[:3])}: {done.stderr.strip()[:80]}")
    return done.stdout.strip()


@pytest.fixture(params=["vfat", "exfat", "ext4"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    disk = Disk(request.param, tmp_path, 160)
    try:
        disk.mount()
        yield disk
    finally:
        disk.unmount()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Disk]:
    disk = Disk("tmpfs", tmp_path, 4)
    try:
        disk.mount()
        yield disk
    finally:
        disk.unmount()


def _make(kit: Kit, place: Path) -> verification.Finding:
    parts = source.chosen(kit, list(PartKind))
    return verification.verify(stick.make(kit, source.home(place), parts, KEYS, Watch()), Watch())


def test_a_stick_is_made_cloned_installed_from_and_updated(disk: Disk, tmp_path: Path) -> None:
    kit = release(tmp_path / "release", 1, MEGABYTE)
    assert not _make(kit, disk.place).flaws
    disk.unmount()
    disk.mount()  # so all is read from what was really written
    made = source.open_kit(disk.place, KEYS)
    assert not verification.verify(made, Watch()).flaws
    assert not _make(made, tmp_path / "clone").flaws
    installation.install(
        made, tmp_path / "data", Order(source.chosen(made, installation.KINDS), "1"), Watch()
    )
    assert len(installation.installed(tmp_path / "data")) == 3
    assert not _make(release(tmp_path / "newer", 2, MEGABYTE), disk.place).flaws
    assert source.open_kit(disk.place, KEYS).manifest.number == 2


def test_a_data_folder_may_lie_on_such_a_disk(disk: Disk, tmp_path: Path) -> None:
    for number in (1, 2):
        kit = release(tmp_path / f"release{number}", number, MEGABYTE)
        parts = source.chosen(kit, installation.KINDS)
        installation.install(kit, disk.place / "Маълумот", Order(parts, "1"), Watch())
    done = installation.as_kit(disk.place / "Маълумот")
    assert not verification.verify(done, Watch()).flaws
    assert len(done.places) == 3


def test_a_full_stick_is_said_before_anything_is_written(small: Disk, tmp_path: Path) -> None:
    kit = release(tmp_path / "release", 1, 3 * MEGABYTE)
    with pytest.raises(TutorError) as caught:
        _make(kit, small.place)
    assert caught.value.code is ErrorCode.KIT_NO_ROOM
    assert not list(small.place.iterdir())


def test_a_disk_that_fills_up_in_the_middle_keeps_the_old_kit(
    small: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _make(release(tmp_path / "old", 1, 50_000), small.place)
    kit = release(tmp_path / "new", 2, 3 * MEGABYTE)
    with monkeypatch.context() as wrong:
        wrong.setattr(copying, "check_room", lambda *_: None)  # somebody else takes the room meanwhile
        with pytest.raises(TutorError) as caught:
            _make(kit, small.place)
    assert caught.value.code is ErrorCode.DISK_FULL
    assert not list(small.place.rglob("*.part"))
    assert source.open_kit(small.place, KEYS).manifest.number == 1
    verification.repair(source.open_kit(small.place, KEYS), [tmp_path / "old"], Watch())
    assert verification.verify(source.open_kit(small.place, KEYS), Watch()).is_whole


def test_a_stick_that_may_only_be_read_can_be_used_and_is_not_written(small: Disk, tmp_path: Path) -> None:
    kit = release(tmp_path / "release", 1, 50_000)
    _make(kit, small.place)
    _run("mount", "-o", "remount,ro", str(small.place))
    made = source.open_kit(small.place, KEYS)
    assert verification.verify(made, Watch()).is_whole
    parts = source.chosen(made, installation.KINDS)
    assert installation.install(made, tmp_path / "data", Order(parts, "1"), Watch())
    with pytest.raises(TutorError) as caught:
        _make(release(tmp_path / "new", 2, 50_000), small.place)
    assert caught.value.code is ErrorCode.KIT_READ_ONLY


def test_a_stick_that_is_pulled_out_while_it_is_written_is_gone_on_with(disk: Disk, tmp_path: Path) -> None:
    kit = release(tmp_path / "release", 1, 3 * MEGABYTE)
    parts = source.chosen(kit, list(PartKind))
    root = source.home(disk.place)
    watch = Watch(is_cancelled=lambda: (root / f"{FIRST}.part").exists() and not disk.unmount())
    with pytest.raises(TutorError):
        stick.make(kit, root, parts, KEYS, watch)
    disk.mount()
    with pytest.raises(TutorError) as caught:
        source.open_kit(disk.place, KEYS)
    assert caught.value.code is ErrorCode.KIT_MISSING
    assert not _make(kit, disk.place).flaws


@pytest.fixture
def fat(monkeypatch: pytest.MonkeyPatch) -> None:
    """What FAT32 cannot do, on any disk: files of 4 GB (here: 1 MB), links, modes and owners."""

    def large(_: Path, end: int) -> None:
        if end > MEGABYTE:
            raise OSError(errno.EFBIG, "as the system says it")

    def forbid(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "as the system says it")

    let_fail(monkeypatch, write=large)
    for name in ("link", "symlink", "chmod", "chown"):
        monkeypatch.setattr(os, name, forbid, raising=False)


@pytest.mark.usefixtures("fat")
def test_without_links_and_modes_kits_and_data_folders_are_made_and_updated(tmp_path: Path) -> None:
    for number in (1, 2):
        kit = release(tmp_path / f"release{number}", number)
        assert _make(kit, tmp_path / "stick").is_whole
        parts = source.chosen(kit, installation.KINDS)
        installation.install(kit, tmp_path / "data", Order(parts, "1"), Watch())
    assert source.open_kit(tmp_path / "stick", KEYS).manifest.number == 2
    assert not verification.verify(installation.as_kit(tmp_path / "data"), Watch()).flaws


@pytest.mark.usefixtures("fat")
def test_a_file_too_large_for_fat_is_said_to_be_so(tmp_path: Path) -> None:
    content = tmp_path / "large.gguf"
    content.write_bytes(bytes(MEGABYTE + 1))
    expected = KitFile(SMALL, MEGABYTE + 1, copying.digest(content, Watch()))
    with pytest.raises(TutorError) as caught:
        copying.copy(content, tmp_path / "stick" / "large.gguf", expected, Watch())
    assert code_of(caught.value) is ErrorCode.KIT_FILE_TOO_LARGE
