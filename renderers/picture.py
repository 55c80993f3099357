"""One page of a PDF as a picture, by PDFium; it reads only what our own browser has printed."""

import io
from threading import Lock

import pypdfium2

from profiles.errors import StageFailed

# Sharp on a screen; an A4 page is 1,190 by 1,684 dots.
_DOTS_PER_INCH = 144
_POINTS_PER_INCH = 72

# PDFium may be used by one thread at a time.
_pdfium = Lock()


class NoSuchPage(LookupError):
    """The document ends before the page that was asked for; `pages` is how many it has."""

    def __init__(self, pages: int) -> None:
        super().__init__(f"the document has {pages} pages")
        self.pages = pages


def picture_of(pdf: bytes, page: int) -> bytes:
    """Return a page, counted from 1, as PNG; NoSuchPage, or StageFailed for what is no PDF."""
    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as cause:
            raise StageFailed("the printed page is no PDF that can be drawn") from cause
        try:
            if not 1 <= page <= len(document):
                raise NoSuchPage(len(document))
            bitmap = document[page - 1].render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH)
            image = bitmap.to_pil().copy()
        finally:
            document.close()
    output = io.BytesIO()
    image.save(output, "PNG")
    return output.getvalue()
