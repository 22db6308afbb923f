"""Gets a model's files from the hub: goes on where it broke off, and keeps only what the catalog names.

The library's own download keeps nothing of a file that broke off, hears no cancel within ten megabytes and
writes on when too much comes, so only its address, its metadata, its session and its errors are used here.
"""

import contextlib
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import httpx2
import huggingface_hub
from huggingface_hub import constants
from huggingface_hub.errors import HfHubHTTPError, HFValidationError

from soro_tutor import __version__
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import copying, hub_failure
from soro_tutor.kit.catalog import Shard, Source
from soro_tutor.kit.download import BrokenOffError, Download
from soro_tutor.kit.failure import writing
from soro_tutor.kit.names import PART
from soro_tutor.kit.progress import Watch

SECONDS = 10.0  # without a byte: the connection counts as lost; a cancel is heard by then, too
TRIES = 5  # one after another that bring no byte
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Connection:
    """How the hub is reached: its address or a mirror's, empty for the usual one; an access token; a proxy.

    Without a proxy that of the system is used.
    """

    endpoint: str = ""
    token: str = ""
    proxy: str = ""


class Hub:
    """An open connection; a context manager. One at a time in a process: the library has one session."""

    def __init__(self, connection: Connection, pause: float = 1.0) -> None:
        """`pause` is how many seconds the second try waits; each later one waits twice as long."""
        self._endpoint = (connection.endpoint or constants.ENDPOINT).rstrip("/")
        self._token: str | bool = connection.token or False
        self._proxy = connection.proxy or None
        self._pause = pause

    def __enter__(self) -> Self:
        """Raises TutorError HUB_STRANGE where the proxy is no address."""
        constants.HF_HUB_DISABLE_TELEMETRY = True  # the hub need not know what else runs here
        huggingface_hub.set_client_factory(self._client)
        try:
            huggingface_hub.get_session()
        except (ValueError, httpx2.InvalidURL) as error:
            raise TutorError(ErrorCode.HUB_STRANGE, endpoint=self._proxy or self._endpoint) from error
        return self

    def __exit__(self, *_: object) -> None:
        huggingface_hub.close_session()

    def _client(self) -> httpx2.Client:
        return httpx2.Client(proxy=self._proxy, follow_redirects=True, timeout=SECONDS)

    def fetch(self, shard: Shard, source: Source, target: Path, watch: Watch) -> bool:
        """Bring a file to its target, if it is not there yet; returns whether anything was fetched.

        Raises TutorError HUB_UNREACHABLE, _REFUSED, _MISSING, _BUSY, _FAILED, _STRANGE, _DIFFERENT,
        KIT_CANCELLED, and as `writing` does. What has come so far is kept for the next time.
        """
        watch.turn_to(target.name, shard.bytes)
        if copying.is_right(target, shard, watch):
            return False
        url = self._url(shard, source)
        part = target.with_name(target.name + PART)
        with _spared(part), writing(part):
            target.parent.mkdir(parents=True, exist_ok=True)
            with copying.opened(part, os.O_RDWR | os.O_CREAT) as file:
                self._complete(url, Download(file, shard, watch))
        copying.publish(part, target)
        return True

    def _url(self, shard: Shard, source: Source) -> str:
        try:
            return str(
                huggingface_hub.hf_hub_url(
                    source.repository, shard.file, revision=source.revision, endpoint=self._endpoint
                )
            )
        except HFValidationError as error:  # no repository of the hub has such a name
            raise TutorError(ErrorCode.HUB_MISSING, endpoint=self._endpoint, path=shard.file) from error

    def _complete(self, url: str, download: Download) -> None:
        """Get what is missing. An old part that spoils the whole is dropped, and all is fetched once more."""
        was_begun = download.done > 0
        self._get(url, download)
        if was_begun and not download.is_right:
            download.go_back()
            self._get(url, download)
        if not download.is_right:
            raise TutorError(ErrorCode.HUB_DIFFERENT, path=download.shard.file)

    def _get(self, url: str, download: Download) -> None:
        """Ask until all bytes are there, or there is no use in it."""
        left, is_known = TRIES, False
        while not download.is_complete:
            before = download.done
            try:
                if not is_known:
                    self._check(url, download.shard)
                    is_known = True
                self._stream(url, download)
            except (HfHubHTTPError, httpx2.HTTPError, httpx2.InvalidURL, BrokenOffError) as error:
                left = TRIES if download.done > before else left - 1
                if left == 0 or not (isinstance(error, BrokenOffError) or hub_failure.is_passing(error)):
                    raise self._expected(error, download) from error
                self._wait(TRIES - left, download)

    def _check(self, url: str, shard: Shard) -> None:
        """Raises TutorError HUB_DIFFERENT or HUB_STRANGE where the hub has another file, or is none."""
        found = huggingface_hub.get_hf_file_metadata(
            url, token=self._token, timeout=SECONDS, endpoint=self._endpoint, library_name="soro-tutor"
        )
        if not found.commit_hash or not found.etag:
            raise TutorError(ErrorCode.HUB_STRANGE, endpoint=self._endpoint)
        is_other = _SHA256.fullmatch(found.etag) and found.etag != shard.sha256
        if is_other or found.size not in {None, shard.bytes}:
            raise TutorError(ErrorCode.HUB_DIFFERENT, path=shard.file)

    def _stream(self, url: str, download: Download) -> None:
        headers = {"User-Agent": f"soro-tutor/{__version__}", "Accept-Encoding": "identity"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"  # which httpx2 sends to no other host
        if download.done:
            headers["Range"] = f"bytes={download.done}-"
        with huggingface_hub.get_session().stream("GET", url, headers=headers) as response:
            if response.status_code == 416:
                download.go_back()
            huggingface_hub.hf_raise_for_status(response)
            download.begin(response)
            for chunk in response.iter_bytes():
                download.take(chunk)
        if not download.is_complete:
            raise BrokenOffError

    def _wait(self, tries: int, download: Download) -> None:
        until = time.monotonic() + self._pause * 2 ** (tries - 1)
        while (left := until - time.monotonic()) > 0:
            download.watch.at(download.done)
            time.sleep(min(0.1, left))

    def _expected(self, error: Exception, download: Download) -> TutorError:
        if isinstance(error, BrokenOffError):
            return TutorError(ErrorCode.HUB_UNREACHABLE, endpoint=self._endpoint)
        return hub_failure.expected(error, self._endpoint, download.shard.file)


@contextlib.contextmanager
def _spared(part: Path) -> Iterator[None]:
    """Keep no part of a wrong file, and give a full disk its room back: the learner's data is there."""
    try:
        yield
    except TutorError as error:
        if error.code in {ErrorCode.HUB_DIFFERENT, ErrorCode.DISK_FULL}:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        raise
