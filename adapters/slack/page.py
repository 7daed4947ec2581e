"""The two pages people see while they install the app."""

from html import escape

from starlette.responses import HTMLResponse

STYLE = (
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;"
    "padding:0 1rem;color:#1d1d1f}a{display:inline-block;margin-top:1rem;"
    "padding:.6rem 1.2rem;border-radius:.4rem;background:#1d3557;color:#fff;"
    "text-decoration:none}"
)
PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width">'
    "<title>Jointly</title><style>{style}</style><h1>{title}</h1><p>{text}</p>{link}"
)
HEADERS = {  # the address may hold a code, and nothing else belongs on these pages
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline';"
    " frame-ancestors 'none'; base-uri 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def page(
    title: str, text: str, *, label: str = "", address: str = "", status: int = 200
) -> HTMLResponse:
    link = f'<a href="{escape(address)}">{escape(label)}</a>' if label else ""
    said = PAGE.format(style=STYLE, title=escape(title), text=escape(text), link=link)
    return HTMLResponse(said, status, HEADERS)
