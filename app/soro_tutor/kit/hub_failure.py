"""The one place where what a hub or the way to it does wrong becomes an expected error."""

import httpx2
from huggingface_hub.errors import HfHubHTTPError

from soro_tutor.domain.errors import ErrorCode, TutorError

# What may be better in a moment; the rest stays as it is however often one asks.
_PASSING_STATUS = frozenset([408, 416, 500, 502, 503, 504])
_REFUSED = frozenset([401, 403, 407])
_PASSING = (httpx2.TimeoutException, httpx2.NetworkError, httpx2.RemoteProtocolError)


def is_passing(error: Exception) -> bool:
    """Whether it is worth to try again."""
    if isinstance(error, HfHubHTTPError):
        return error.response.status_code in _PASSING_STATUS
    return isinstance(error, _PASSING)


def expected(error: Exception, endpoint: str, file: str) -> TutorError:
    """The TutorError that stands for an error of the library: HUB_UNREACHABLE, _STRANGE, or by the status."""
    if isinstance(error, HfHubHTTPError):
        return _by_status(error.response, endpoint, file)
    if isinstance(error, (*_PASSING, httpx2.ProxyError)):
        return TutorError(ErrorCode.HUB_UNREACHABLE, endpoint=endpoint)
    return TutorError(ErrorCode.HUB_STRANGE, endpoint=endpoint)


def _by_status(response: httpx2.Response, endpoint: str, file: str) -> TutorError:
    status = response.status_code
    if status in _REFUSED:
        return TutorError(ErrorCode.HUB_REFUSED, endpoint=endpoint, status=status)
    if status in {404, 410}:
        return TutorError(ErrorCode.HUB_MISSING, endpoint=endpoint, path=file)
    if status == 429:
        wait = response.headers.get("Retry-After", "")
        seconds = int(wait) if wait.isdecimal() and len(wait) < 6 else 0
        return TutorError(ErrorCode.HUB_BUSY, endpoint=endpoint, seconds=seconds)
    return TutorError(ErrorCode.HUB_FAILED, endpoint=endpoint, status=status)
