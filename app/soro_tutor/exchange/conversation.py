"""A conversation as text that other programs read: Markdown for people, JSON for machines."""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from soro_tutor import formats
from soro_tutor.domain.dialogue import Conversation, Message, Role

FORMAT = "soro-conversation"
VERSION = 1

# File systems hold 255 bytes or UTF-16 units of a name; the rest is left for a folder's path and the suffix.
_NAME_LENGTH = 80
_NAME_BYTES = 200
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\s]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:$|[ .])", re.IGNORECASE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})(.*)$", re.MULTILINE)
_MARKDOWN_SIGN = re.compile(r"([\\`*_\[\]<>#$~|&])")


@dataclass(frozen=True, slots=True)
class Labels:
    """The words that stand in an exported conversation, in the reader's language."""

    learner: str
    tutor: str
    subject: str
    mode: str
    unfinished: str  # the remark under an answer that broke off
    language: str  # of i18n.LANGUAGES, for the dates


def to_markdown(
    conversation: Conversation,
    messages: Sequence[Message],
    labels: Labels,
    zone: dt.tzinfo | None = None,
) -> str:
    """The conversation as a Markdown page; times are shown in `zone`, by default the computer's own."""
    day = formats.date_in_words(conversation.created, zone=zone, language=labels.language)
    parts = [f"# {_escaped(conversation.title)}", f"{labels.subject} · {labels.mode} · {day}"]
    for message in messages:
        who = labels.tutor if message.role is Role.ASSISTANT else labels.learner
        moment = f"{formats.date(message.created, zone=zone)}, {formats.time(message.created, zone=zone)}"
        parts += ["---", f"**{_escaped(who)}** · {moment}", _closed(message.text)]
        if message.is_unfinished:
            parts.append(f"*{labels.unfinished}*")
    return "\n\n".join(parts) + "\n"


def to_json(conversation: Conversation, messages: Sequence[Message]) -> str:
    """The conversation as JSON: `format` and `version`, then values as the program has them, times in UTC.

    The learner's name is not in it.
    """
    content = {
        "format": FORMAT,
        "version": VERSION,
        "conversation": {
            "title": conversation.title,
            "subject": conversation.subject.value,
            "mode": conversation.mode.value,
            "created": _utc(conversation.created),
            "updated": _utc(conversation.updated),
        },
        "messages": [
            {
                "role": message.role.value,
                "state": message.state.value,
                "created": _utc(message.created),
                "text": message.text,
            }
            for message in messages
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def file_name(title: str) -> str:
    """A name for the exported file, without suffix, that Windows, macOS and Linux all take."""
    visible = "".join(
        letter
        for letter in unicodedata.normalize("NFC", title)
        if letter.isspace() or unicodedata.category(letter) not in {"Cc", "Cf", "Cs"}
    )
    name = _FORBIDDEN.sub(" ", visible).strip(" .")[:_NAME_LENGTH]
    name = name.encode()[:_NAME_BYTES].decode(errors="ignore").rstrip(" .")
    if not name or _RESERVED.match(name):
        name = f"soro {name}".rstrip()
    return name


def _escaped(text: str) -> str:
    return _MARKDOWN_SIGN.sub(r"\\\1", " ".join(text.split()))


def _closed(text: str) -> str:
    """`text` with a code block closed that a broken-off answer left open and that would swallow the rest."""
    fence = ""
    for match in _FENCE.finditer(text):
        if not fence:
            fence = match[1]
        elif match[1].startswith(fence) and not match[2].strip():
            fence = ""
    return f"{text.rstrip()}\n{fence}" if fence else text.strip()


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
