"""Our pages, and the headers that keep outside hosts out of them."""

from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent
STATIC = HERE / "static"
HEADERS = MappingProxyType(
    {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            "connect-src 'self'; form-action 'self'; base-uri 'none'; "
            "frame-ancestors 'none'"
        ),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    },
)

_TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def demo_page(*, zone: str, static: str = "/static") -> str:
    """The two seats. `zone` is an IANA name; `static` is where STATIC is served."""
    city = zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    return _TEMPLATES.get_template("demo.html").render(
        zone=zone, zone_name=city, static=static
    )
