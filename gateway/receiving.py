"""Takes the body of a request in, within its limit."""

from litestar.datastructures import Headers
from litestar.exceptions import ClientException, InternalServerException

from gateway.negotiation import AnyRequest
from gateway.refusals import Refusal
from profiles.finding import Wording


def refuse_large(headers: Headers, bytes_max: int) -> None:
    """Raise Refusal REQUEST_TOO_LARGE for a body that says so before it comes."""
    content_length = headers.get("content-length", "")
    # Python refuses to make an int of thousands of digits.
    if content_length.isdecimal() and int(content_length[:19]) > bytes_max:
        raise _too_large(bytes_max)


async def read_body(request: AnyRequest, bytes_max: int) -> bytes:
    """Return the body; raises Refusal where it is too large or breaks off."""
    try:
        return await request.body()
    except ClientException as refused:
        if refused.status_code == 413:
            raise _too_large(bytes_max) from refused
        raise
    except InternalServerException as cut:
        raise Refusal("INVALID_JSON", _CUT_OFF) from cut


def _too_large(bytes_max: int) -> Refusal:
    return Refusal(
        "REQUEST_TOO_LARGE",
        Wording(
            de=f"Die Anfrage ist größer als {bytes_max} Bytes.",
            en=f"The request is larger than {bytes_max} bytes.",
        ),
    )


_CUT_OFF = Wording(
    de="Die Anfrage brach ab, bevor sie ganz angekommen war. Senden Sie sie erneut.",
    en="The request broke off before all of it had arrived. Send it again.",
)
