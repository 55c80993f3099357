"""Takes the body of a request in, within its limit."""

from decimal import Decimal

from litestar.datastructures import Headers
from litestar.exceptions import ClientException, InternalServerException

from gateway.file_findings import FILE_BYTES_MAX
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
    size = _size(bytes_max)
    most = FILE_BYTES_MAX >> 20
    return Refusal(
        "REQUEST_TOO_LARGE",
        Wording(
            de=f"Die Anfrage ist größer als {size.de}. Verkleinern Sie die Anhänge; wer den Dienst "
            "betreibt, kann mehr erlauben (ZUGIO_BODY_BYTES_MAX). Ohne Dienst prüft „zugio "
            f"validate“ Dateien bis {most} MB.",
            en=f"The request is larger than {size.en}. Make its attachments smaller; whoever runs "
            "the service can allow more (ZUGIO_BODY_BYTES_MAX). Without the service, “zugio "
            f"validate” judges files of up to {most} MB.",
        ),
    )


def _size(count: int) -> Wording:
    """Say how much so many bytes are."""
    unit, factor = next((each for each in _UNITS if count >= each[1]), ("bytes", 1))
    text = f"{Decimal(count) / factor:.2f}".removesuffix("0").removesuffix("0").removesuffix(".")
    return Wording(f"{text.replace('.', ',')} {unit}".replace("bytes", "Bytes"), f"{text} {unit}")


_UNITS = (("MB", 1_000_000), ("kB", 1_000))
_CUT_OFF = Wording(
    de="Die Anfrage brach ab, bevor sie ganz angekommen war. Senden Sie sie erneut.",
    en="The request broke off before all of it had arrived. Send it again.",
)
