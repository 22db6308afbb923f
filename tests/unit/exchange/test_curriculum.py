"""The files of topics, and what is said of what is wrong with them."""

import json
from pathlib import Path

import pytest

from soro_tutor import paths
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.exchange import curriculum

LAW = """
subject = "law"

[[topic]]
id = "law.8.state"
grade = 8
tg = "Давлат"
ru = "Государство"
en = "The state"

[[topic]]
id = "law.9.rights"
grade = 9
tg = "Ҳуқуқ"
ru = "Право"
en = "Rights"
after = ["law.8.state"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "law.toml").write_text(LAW, encoding="utf-8")
    return tmp_path


def damage(folder: Path, content: str | bytes) -> str:
    """What is said of a file with this content."""
    raw = content.encode() if isinstance(content, str) else content
    (folder / "law.toml").write_bytes(raw)
    schema = json.loads((paths.resources() / "curriculum" / "schema.json").read_text(encoding="utf-8"))
    with pytest.raises(TutorError) as caught:
        curriculum.load(folder, schema)
    assert caught.value.code is ErrorCode.CURRICULUM_DAMAGED
    return str(caught.value.data["detail"])


def test_topics_are_read_in_order(folder: Path) -> None:
    topics = curriculum.load(folder).of_subject(Subject.LAW)
    assert [(topic.id, topic.grade, topic.after) for topic in topics] == [
        ("law.8.state", 8, ()),
        ("law.9.rights", 9, ("law.8.state",)),
    ]
    assert topics[1].titles == {"tg": "Ҳуқуқ", "ru": "Право", "en": "Rights"}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('after = ["law.8.state"]', 'after = ["law.8.stat"]', "law.8.stat: unknown"),
        ('after = ["law.8.state"]', 'after = ["law.9.rights"]', "law.9.rights → law.9.rights"),
        ("grade = 9", "grade = 10", "law.9.rights: subject or grade differs"),
        ('subject = "law"', 'subject = "history"', "law.8.state: subject or grade differs"),
        ('en = "Rights"', 'an = "Rights"', "$.topic[1]"),
        ('id = "law.9.rights"', 'id = "law.8.state"', "law.8.state: subject or grade differs"),
        ('[[topic]]\nid = "law.8', '[[topic]\nid = "law.8', "line 4"),
        ('en = "The state"', 'en = "The state"\nafter = ["law.9.rights"]', "of a later grade"),
    ],
)
def test_damage_is_told(folder: Path, before: str, after: str, said: str) -> None:
    assert before in LAW
    assert said in damage(folder, LAW.replace(before, after))


def test_two_topics_of_one_id_are_damage(folder: Path) -> None:
    assert "twice" in damage(folder, LAW + LAW[LAW.index("[[topic]]") :])


@pytest.mark.parametrize("content", [b"", b"\0", b"\xff\xfe"])
def test_a_file_that_is_none_is_damage(folder: Path, content: bytes) -> None:
    assert damage(folder, content)


def test_without_the_schema_damage_is_told_too(folder: Path) -> None:
    (folder / "law.toml").write_text('subject = "law"\n[[topic]]\nid = 5', encoding="utf-8")
    with pytest.raises(TutorError) as caught:
        curriculum.load(folder)
    assert caught.value.code is ErrorCode.CURRICULUM_DAMAGED


def test_a_folder_in_place_of_a_file_is_damage(tmp_path: Path) -> None:
    (tmp_path / "law.toml").mkdir()
    with pytest.raises(TutorError) as caught:
        curriculum.load(tmp_path)
    assert caught.value.code is ErrorCode.CURRICULUM_DAMAGED
