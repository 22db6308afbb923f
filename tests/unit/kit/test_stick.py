"""Sticks made, cloned, verified and repaired."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.kit_example import FIRST, KEYS, PACK, SECOND, SMALL, code_of, files, flip, lay, release

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import copying, manifest, source, stick, verification
from soro_tutor.kit.manifest import PartKind
from soro_tutor.kit.progress import Progress, Watch
from soro_tutor.kit.source import Kit
from soro_tutor.kit.verification import Fault, Flaw


def _make(kit: Kit, place: Path, *models: str, is_older_right: bool = False) -> Kit:
    parts = source.chosen(kit, list(PartKind), models)
    return stick.make(kit, source.home(place), parts, KEYS, Watch(), is_older_right=is_older_right)


def _verified(place: Path) -> verification.Finding:
    return verification.verify(source.open_kit(place, KEYS), Watch())


def test_a_stick_holds_what_the_kit_holds(tmp_path: Path) -> None:
    kit = release(tmp_path / "release")
    _make(kit, tmp_path / "Флешка")
    finding = _verified(tmp_path / "Флешка")
    assert finding.is_whole
    assert not finding.flaws
    assert finding.files == len(files())
    assert (tmp_path / "Флешка" / "Soro" / FIRST).read_bytes() == files()[FIRST]


def test_a_stick_with_one_model_keeps_the_signed_manifest_and_is_whole(tmp_path: Path) -> None:
    kit = release(tmp_path / "release")
    _make(kit, tmp_path / "stick", "soro-270m")
    finding = _verified(tmp_path / "stick")
    assert finding.is_whole
    assert "models/soro-1b" not in finding.parts
    assert "models/soro-270m" in finding.parts


def test_a_stick_is_cloned_from_a_stick_without_any_secret(tmp_path: Path) -> None:
    _make(release(tmp_path / "release"), tmp_path / "first", "soro-270m")
    _make(source.open_kit(tmp_path / "first", KEYS), tmp_path / "second")
    assert _verified(tmp_path / "second") == _verified(tmp_path / "first")


def test_a_model_that_the_kit_does_not_have_is_named_with_those_it_has(tmp_path: Path) -> None:
    kit = release(tmp_path / "release")
    with pytest.raises(TutorError) as caught:
        source.chosen(kit, list(PartKind), ["soro-4b"])
    assert caught.value.code is ErrorCode.KIT_PART_UNKNOWN
    assert caught.value.data == {"part": "soro-4b", "known": "soro-1b, soro-270m"}


def test_a_stick_may_have_the_name_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert source.home(tmp_path / "Soro") == tmp_path / "Soro"
    monkeypatch.setattr(os.path, "ismount", lambda _: True)
    assert source.home(tmp_path / "Soro") == tmp_path / "Soro" / "Soro"


def test_a_kit_is_not_copied_onto_itself(tmp_path: Path) -> None:
    kit = release(tmp_path)
    with pytest.raises(TutorError) as caught:
        _make(kit, tmp_path / "Soro")
    assert caught.value.code is ErrorCode.KIT_SAME


def test_a_second_making_copies_only_what_is_missing(tmp_path: Path) -> None:
    kit = release(tmp_path / "release")
    made = _make(kit, tmp_path / "stick")
    (made.root / PACK).unlink()
    before = (made.root / FIRST).stat().st_ino
    _make(kit, tmp_path / "stick")
    assert (made.root / FIRST).stat().st_ino == before
    assert _verified(tmp_path / "stick").is_whole


def test_an_update_takes_away_what_the_new_kit_has_not_and_nothing_else(tmp_path: Path) -> None:
    old = release(tmp_path / "old", 1)
    made = _make(old, tmp_path / "stick")
    (made.root.parent / "Расмҳо.txt").write_text("a teacher's own", encoding="utf-8")
    (tmp_path / "new" / "Soro").mkdir(parents=True)
    lay(tmp_path / "new" / "Soro", {"packs/chemistry/chemistry.toml": b"#"})
    new = release(tmp_path / "new", 2)
    (new.root / SMALL).unlink()
    _make(new, tmp_path / "stick", "soro-1b")
    finding = _verified(tmp_path / "stick")
    assert finding.is_whole
    assert not finding.flaws
    assert (made.root / SMALL).exists()  # the same in both kits
    assert (made.root / PACK).read_bytes() == files(2)[PACK]
    assert (made.root.parent / "Расмҳо.txt").exists()


def test_a_model_of_the_old_kit_that_is_not_chosen_again_goes(tmp_path: Path) -> None:
    made = _make(release(tmp_path / "old", 1), tmp_path / "stick")
    _make(release(tmp_path / "new", 2), tmp_path / "stick", "soro-270m")
    assert not (made.root / SECOND).exists()
    assert (made.root / FIRST).exists()  # unchanged from kit to kit, so it may wait for its other shard
    assert [flaw.path for flaw in _verified(tmp_path / "stick").flaws] == [SECOND]


def test_an_older_kit_replaces_a_newer_one_only_when_told_so(tmp_path: Path) -> None:
    old, new = release(tmp_path / "old", 1), release(tmp_path / "new", 2)
    _make(new, tmp_path / "stick")
    with pytest.raises(TutorError) as caught:
        _make(old, tmp_path / "stick")
    assert caught.value.code is ErrorCode.KIT_OLDER
    assert caught.value.data == {"number": 1, "present": 2}
    assert _verified(tmp_path / "stick").is_whole
    _make(old, tmp_path / "stick", is_older_right=True)
    assert source.open_kit(tmp_path / "stick", KEYS).manifest.number == 1


def test_a_flipped_bit_is_found_and_does_not_spread(tmp_path: Path) -> None:
    kit = release(tmp_path / "release")
    flip(kit.root / SECOND)
    assert _verified(tmp_path / "release").flaws == (Flaw(SECOND, Fault.CHANGED),)
    with pytest.raises(TutorError) as caught:
        _make(kit, tmp_path / "stick")
    assert caught.value.code is ErrorCode.KIT_FILE_CHANGED
    assert not (tmp_path / "stick" / "Soro" / SECOND).exists()
    assert not (tmp_path / "stick" / "Soro" / manifest.FILE).exists()


def _truncate(root: Path) -> None:
    os.truncate(root / SECOND, 100)


def _mix(root: Path) -> None:
    (root / SECOND).write_bytes(files(2)[SECOND])


def _remove(root: Path) -> None:
    (root / SECOND).unlink()


def _link(root: Path) -> None:
    (root / SECOND).unlink()
    (root / SECOND).symlink_to(root / FIRST)


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (_truncate, Fault.CHANGED),
        (_mix, Fault.CHANGED),
        (_remove, Fault.MISSING),
        (_link, Fault.UNREADABLE),
        (lambda root: flip(root / SECOND, 0), Fault.CHANGED),
    ],
    ids=["a truncated shard", "a shard of another version", "no shard", "a link", "a flipped bit"],
)
def test_one_bad_shard_is_named_and_repaired_from_another_stick(
    tmp_path: Path, harm: Callable[[Path], None], fault: Fault
) -> None:
    kit = release(tmp_path / "release")
    bad = _make(kit, tmp_path / "bad")
    _make(kit, tmp_path / "good")
    harm(bad.root)
    assert _verified(tmp_path / "bad").flaws == (Flaw(SECOND, fault),)
    if fault is Fault.UNREADABLE:
        (bad.root / SECOND).unlink()  # nothing is written through a link
    assert verification.repair(bad, [tmp_path / "good"], Watch()) == (SECOND,)
    assert _verified(tmp_path / "bad").is_whole


def test_a_shard_is_repaired_from_any_folder_that_has_it_under_whatever_name(tmp_path: Path) -> None:
    bad = _make(release(tmp_path / "release"), tmp_path / "bad")
    flip(bad.root / SECOND)
    good = files()[SECOND]
    lay(tmp_path / "downloads", {"a/soro (1).gguf": good, "a/b.gguf": bytes(len(good))})
    assert verification.repair(bad, [tmp_path / "nothing", tmp_path / "downloads"], Watch()) == (SECOND,)
    assert _verified(tmp_path / "bad").is_whole


def test_what_nobody_has_whole_is_said_after_the_rest_is_mended(tmp_path: Path) -> None:
    kit = release(tmp_path / "release")
    bad, other = _make(kit, tmp_path / "bad"), _make(kit, tmp_path / "other")
    for root in (bad.root, other.root):
        flip(root / FIRST)
    flip(bad.root / SECOND)
    with pytest.raises(TutorError) as caught:
        verification.repair(bad, [tmp_path / "other"], Watch())
    assert caught.value.code is ErrorCode.KIT_NO_OTHER
    assert str(caught.value.data["path"]).endswith("00001-of-00002.gguf")
    assert _verified(tmp_path / "bad").flaws == (Flaw(FIRST, Fault.CHANGED),)
    assert len((bad.root / FIRST).read_bytes()) == len(files()[FIRST])  # what is bad is still there


def test_a_stranger_among_the_programs_is_a_fault_and_elsewhere_a_remark(tmp_path: Path) -> None:
    kit = release(tmp_path)
    lay(kit.root, {"packs/mine.toml": b"#", "models/Thumbs.db": b"", "models/._a": b""})
    finding = _verified(tmp_path)
    assert finding.is_whole
    assert finding.flaws == (Flaw("packs/mine.toml", Fault.STRANGE),)
    lay(kit.root, {"portable/lib/version.dll": b"a virus"})
    assert not _verified(tmp_path).is_whole


def test_a_link_instead_of_a_folder_leads_nowhere(tmp_path: Path) -> None:
    kit = release(tmp_path / "release")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "stick" / "Soro").mkdir(parents=True)
    (tmp_path / "stick" / "Soro" / "models").symlink_to(elsewhere)
    with pytest.raises(TutorError) as caught:
        _make(kit, tmp_path / "stick")
    assert caught.value.code is ErrorCode.KIT_LINK
    assert not list(elsewhere.iterdir())


def test_a_link_in_the_place_of_a_manifest_is_refused(tmp_path: Path) -> None:
    kit = release(tmp_path / "release")
    file = kit.root / manifest.FILE
    file.rename(tmp_path / "away.json")
    file.symlink_to(tmp_path / "away.json")
    with pytest.raises(TutorError) as caught:
        source.open_kit(tmp_path / "release", KEYS)
    assert caught.value.code is ErrorCode.KIT_LINK


def _unsigned(root: Path) -> None:
    (root / "manifest.json.minisig").unlink()


def _changed(root: Path) -> None:
    flip(root / manifest.FILE, 40)


def _other_comment(root: Path) -> None:
    file = root / "manifest.json.minisig"
    file.write_bytes(file.read_bytes().replace(b"number 1", b"number 9"))


def _endless(root: Path) -> None:
    (root / "manifest.json").write_bytes(bytes(manifest.LARGEST + 1))


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (_unsigned, ErrorCode.KIT_UNSIGNED),
        (_changed, ErrorCode.KIT_FORGED),
        (_other_comment, ErrorCode.KIT_FORGED),
        (_endless, ErrorCode.KIT_DAMAGED),
        (lambda root: (root / manifest.FILE).unlink(), ErrorCode.KIT_MISSING),
    ],
)
def test_a_kit_that_cannot_be_trusted_is_not_opened(
    tmp_path: Path, harm: Callable[[Path], None], code: ErrorCode
) -> None:
    harm(release(tmp_path).root)
    with pytest.raises(TutorError) as caught:
        source.open_kit(tmp_path, KEYS)
    assert caught.value.code is code


def test_where_there_is_no_kit_that_is_said(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere", tmp_path / "nowhere" / "Soro"):
        with pytest.raises(TutorError) as caught:
            source.open_kit(place, KEYS)
        assert caught.value.code is ErrorCode.KIT_MISSING


def test_a_cancelled_making_goes_on_later_and_is_no_kit_before(tmp_path: Path) -> None:
    kit = release(tmp_path / "release", size=3 * copying.BLOCK)
    told: list[Progress] = []
    watch = Watch(
        told.append, is_cancelled=lambda: len(told) > 0 and told[-1].done > copying.BLOCK, clock=_clock()
    )
    with pytest.raises(TutorError) as caught:
        stick.make(kit, tmp_path / "Soro", kit.parts(), KEYS, watch)
    assert caught.value.code is ErrorCode.KIT_CANCELLED
    with pytest.raises(TutorError) as caught:
        source.open_kit(tmp_path, KEYS)
    assert caught.value.code is ErrorCode.KIT_MISSING
    _make(kit, tmp_path)
    assert _verified(tmp_path).is_whole
    assert not list(tmp_path.rglob("Soro/**/*.part"))


def _clock() -> Callable[[], float]:
    """A clock that goes on by a second each time it is looked at: every step is told."""
    moments = iter(range(10**6))
    return lambda: float(next(moments))


def test_the_bar_ends_at_the_whole(tmp_path: Path) -> None:
    kit = release(tmp_path / "release")
    told: list[Progress] = []
    stick.make(kit, tmp_path / "Soro", kit.parts(), KEYS, Watch(told.append, clock=_clock()))
    total = sum(len(content) for content in files().values())
    assert (told[-1].done, told[-1].total) == (total, total)
    assert [one.done for one in told] == sorted(one.done for one in told)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, ErrorCode.DISK_FULL),
        (errno.EROFS, ErrorCode.KIT_READ_ONLY),
        (errno.EFBIG, ErrorCode.KIT_FILE_TOO_LARGE),
        (errno.EIO, ErrorCode.KIT_NOT_WRITTEN),
        (errno.ENODEV, ErrorCode.KIT_GONE),
    ],
)
def test_a_stick_that_fails_is_told_as_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: ErrorCode
) -> None:
    kit = release(tmp_path / "release")

    def fail(_: int) -> None:
        raise OSError(number, "as the system says it")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(TutorError) as caught:
        _make(kit, tmp_path / "stick")
    assert code_of(caught.value) is code
    monkeypatch.undo()
    _make(kit, tmp_path / "stick")
    assert _verified(tmp_path / "stick").is_whole
