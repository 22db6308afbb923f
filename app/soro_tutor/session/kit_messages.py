"""What the expected errors of kits, sticks and keys say."""

from collections.abc import Callable, Mapping

from soro_tutor.domain.errors import ErrorCode
from soro_tutor.i18n import translate
from soro_tutor.session.error_words import ErrorData, Words


def _kit_missing(data: ErrorData) -> Words:
    return Words(
        translate("No kit lies here"),
        translate("There is no folder “Soro” with a manifest in {path}.", path=data.path),
        translate("Choose the stick or the folder that holds “Soro”."),
    )


def _kit_damaged(data: ErrorData) -> Words:
    return Words(
        translate("The kit's manifest is not valid"),
        translate(
            "“{name}” was signed, but it does not say what a kit holds: {detail}",
            name=data.name,
            detail=data.word("detail"),
        ),
        translate("Take another stick, and tell those who made this kit."),
    )


def _kit_unsigned(data: ErrorData) -> Words:
    return Words(
        translate("The kit has no signature"),
        translate("Nobody can say who made the kit in {path}.", path=data.path),
        translate("Do not use it. Take a stick from somebody whom you trust."),
    )


def _kit_forged(data: ErrorData) -> Words:
    return Words(
        translate("The kit was changed after it was signed"),
        translate("The signature does not fit the manifest in {path}.", path=data.path),
        translate("Do not use it. Take another stick, or repair this one from another."),
    )


def _kit_of_others(data: ErrorData) -> Words:
    return Words(
        translate("The kit is signed by somebody unknown"),
        translate(
            "The kit in {path} is signed with the key {key}, which this program does not know.",
            path=data.path,
            key=data.word("key"),
        ),
        translate("Use a kit of the makers of this program, or install its newer version."),
    )


def _kit_no_keys(data: ErrorData) -> Words:
    return Words(
        translate("Kits cannot be verified"),
        translate("This program has no public key to check a kit with: {path}", path=data.path),
        translate("Put the key file of the kit's makers there. Nothing is installed without a check."),
    )


def _kit_name(data: ErrorData) -> Words:
    return Words(
        translate("The kit names a file that it must not have"),
        translate(
            "“{path_name}” leads out of the kit, or not every computer can have such a file.",
            path_name=data.word("name"),
        ),
        translate("Do not use it. Take another stick."),
    )


def _kit_names_clash(data: ErrorData) -> Words:
    return Words(
        translate("Two files of the kit have one name"),
        translate(
            "“{path_name}” and “{other}” are the same file on a stick.",
            path_name=data.word("name"),
            other=data.word("other"),
        ),
        translate("Give one of them another name before you sign the kit."),
    )


def _kit_link(data: ErrorData) -> Words:
    return Words(
        translate("The kit has a link"),
        translate("“{name}” is a link or a device: {path}", name=data.name, path=data.path),
        translate("Do not use it. A kit has only files and folders."),
    )


def _kit_older(data: ErrorData) -> Words:
    return Words(
        translate("This kit is older"),
        translate(
            "The kit has the number {number}, and number {present} is already there.",
            number=data.number("number"),
            present=data.number("present"),
        ),
        translate("Take a newer stick. If you want the older one, say so with --older."),
    )


def _kit_needs_newer(data: ErrorData) -> Words:
    return Words(
        translate("The program is too old for this kit"),
        translate("The kit needs version {needed} of the program.", needed=data.word("needed")),
        translate("Install the program from the stick first, then its models."),
    )


def _kit_part_unknown(data: ErrorData) -> Words:
    return Words(
        translate("The kit does not have this"),
        translate(
            "There is no “{part}” in the kit. It has: {known}",
            part=data.word("part"),
            known=data.word("known"),
        ),
        translate("Choose one of these names."),
    )


def _kit_empty(data: ErrorData) -> Words:
    return Words(
        translate("There is nothing to copy"),
        translate("The kit in {path} has no model and no pack.", path=data.path),
        translate("Take a stick that holds them."),
    )


def _kit_file_missing(data: ErrorData) -> Words:
    return Words(
        translate("A file of the kit is missing"),
        translate("“{name}” is not there: {path}", name=data.name, path=data.path),
        translate("Repair the stick from another one."),
    )


def _kit_file_changed(data: ErrorData) -> Words:
    return Words(
        translate("A file of the kit is damaged"),
        translate("“{name}” is not the file that was signed. Nothing of it was installed.", name=data.name),
        translate("Repair the stick from another one."),
    )


def _kit_file_bad(data: ErrorData) -> Words:
    return Words(
        translate("A file cannot be read"),
        translate("The stick or the disk does not give out “{name}”, after several tries.", name=data.name),
        translate("Repair the stick from another one. If it happens again, use a new stick."),
    )


def _kit_file_too_large(data: ErrorData) -> Words:
    return Words(
        translate("The file is too large for this stick"),
        translate("Its file system has no room for a file as large as “{name}”.", name=data.name),
        translate("Format the stick as exFAT, or choose another one."),
    )


def _kit_gone(data: ErrorData) -> Words:
    return Words(
        translate("The stick is no longer there"),
        translate("“{name}” could not be reached any more: {path}", name=data.name, path=data.path),
        translate("Put the stick back in and start again: it goes on from where it stopped."),
    )


def _kit_no_room(data: ErrorData) -> Words:
    return Words(
        translate("There is too little room"),
        translate(
            "{needed} are needed in {path}, and {available} are free. Nothing was changed.",
            needed=data.size("needed"),
            path=data.path,
            available=data.size("available"),
        ),
        translate("Delete files that you do not need, or choose fewer models."),
    )


def _kit_read_only(data: ErrorData) -> Words:
    return Words(
        translate("Nothing can be written here"),
        translate("The stick or the folder may only be read: {path}", path=data.path),
        translate("Look for a small switch on the stick, or choose another place."),
    )


def _kit_not_written(data: ErrorData) -> Words:
    return Words(
        translate("A file could not be written"),
        translate("“{name}” was not written: {path}", name=data.name, path=data.path),
        translate("Try again. If it happens again, use another stick or folder."),
    )


def _kit_busy(data: ErrorData) -> Words:
    return Words(
        translate("Another copy is at work"),
        translate("Something is being copied or installed there right now: {path}", path=data.path),
        translate("Wait until it is done, then start again."),
    )


def _kit_same(data: ErrorData) -> Words:
    return Words(
        translate("Source and target are the same"),
        translate("A kit cannot be copied onto itself: {path}", path=data.path),
        translate("Choose another stick."),
    )


def _kit_no_other(data: ErrorData) -> Words:
    return Words(
        translate("There is no good copy"),
        translate("“{name}” was not found whole in any of the given places.", name=data.name),
        translate("Try another stick that has the same kit."),
    )


def _kit_cancelled(_: ErrorData) -> Words:
    return Words(
        translate("The work was cancelled"),
        translate("What was copied so far is kept."),
        translate("Start again when you like: it goes on from where it stopped."),
    )


def _key_damaged(data: ErrorData) -> Words:
    return Words(
        translate("This is no key"),
        translate("“{name}” is damaged, or it is not a key in minisign's form.", name=data.name),
        translate("Take the key from its safe copy."),
    )


def _key_locked(data: ErrorData) -> Words:
    return Words(
        translate("The password is wrong"),
        translate("“{name}” cannot be opened with it.", name=data.name),
        translate("Try again. Without its password a key cannot be used by anybody."),
    )


def _key_exists(data: ErrorData) -> Words:
    return Words(
        translate("There is already a key"),
        translate("“{name}” is not written over: {path}", name=data.name, path=data.path),
        translate("Choose another name for the new key."),
    )


WORDS: Mapping[ErrorCode, Callable[[ErrorData], Words]] = {
    ErrorCode.KIT_MISSING: _kit_missing,
    ErrorCode.KIT_DAMAGED: _kit_damaged,
    ErrorCode.KIT_UNSIGNED: _kit_unsigned,
    ErrorCode.KIT_FORGED: _kit_forged,
    ErrorCode.KIT_OF_OTHERS: _kit_of_others,
    ErrorCode.KIT_NO_KEYS: _kit_no_keys,
    ErrorCode.KIT_NAME: _kit_name,
    ErrorCode.KIT_NAMES_CLASH: _kit_names_clash,
    ErrorCode.KIT_LINK: _kit_link,
    ErrorCode.KIT_OLDER: _kit_older,
    ErrorCode.KIT_NEEDS_NEWER: _kit_needs_newer,
    ErrorCode.KIT_PART_UNKNOWN: _kit_part_unknown,
    ErrorCode.KIT_EMPTY: _kit_empty,
    ErrorCode.KIT_FILE_MISSING: _kit_file_missing,
    ErrorCode.KIT_FILE_CHANGED: _kit_file_changed,
    ErrorCode.KIT_FILE_BAD: _kit_file_bad,
    ErrorCode.KIT_FILE_TOO_LARGE: _kit_file_too_large,
    ErrorCode.KIT_GONE: _kit_gone,
    ErrorCode.KIT_NO_ROOM: _kit_no_room,
    ErrorCode.KIT_READ_ONLY: _kit_read_only,
    ErrorCode.KIT_NOT_WRITTEN: _kit_not_written,
    ErrorCode.KIT_BUSY: _kit_busy,
    ErrorCode.KIT_SAME: _kit_same,
    ErrorCode.KIT_NO_OTHER: _kit_no_other,
    ErrorCode.KIT_CANCELLED: _kit_cancelled,
    ErrorCode.KEY_DAMAGED: _key_damaged,
    ErrorCode.KEY_LOCKED: _key_locked,
    ErrorCode.KEY_EXISTS: _key_exists,
}
