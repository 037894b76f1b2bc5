"""What a link says of itself where it is shared: a title, a sentence, a picture.

Streamlit serves the same page of HTML, titled "Streamlit", at every address. Here each page's own
title, description and card are put into it, and for those without scripts its idea and the way on.
"""

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from core.ui.contents import CONTENTS, Entry

NAME = "Trainscope"
MOST_SHOWN = 200  # letters of the settings of a link


def path(entry: Entry) -> str:
    """Return the address of a page below that of the app."""
    return "/" if entry == CONTENTS[0] else f"/{entry.name}"


def with_card(shell: str, entry: Entry, site: str, settings: Sequence[tuple[str, str]]) -> str:
    """Return Streamlit's page of HTML with the title, the description and the card of a page.

    `site` is the public address of the app, without a last slash; `settings` are the parameters of
    the link, which the description names.

    >>> page = with_card("<title>Streamlit</title></head><body>", CONTENTS[1], "https://a.b", [])
    >>> page[: page.index("</title>")]
    '<title>How much past should an average remember? · Trainscope'
    """
    title, description = f"{entry.title} · {NAME}", described(entry, settings)
    properties = {
        "og:type": "website",
        "og:site_name": NAME,
        "og:title": entry.title,
        "og:description": description,
        "og:url": site + path(entry),
        "og:image": f"{site}/cards/{entry.name}.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"The figure of “{entry.title}”",
    }
    tags = [
        f"<title>{escape(title)}</title>",
        f'<meta name="description" content="{escape(description)}" />',
        '<meta name="twitter:card" content="summary_large_image" />',
        f'<link rel="canonical" href="{escape(site + path(entry))}" />',
        *(f'<meta property="{k}" content="{escape(v)}" />' for k, v in properties.items()),
    ]
    titled = re.sub("<title>.*?</title>", lambda _: "\n    ".join(tags), shell, count=1)
    return re.sub("<body>", lambda _: f"<body>{without_scripts(entry, site)}", titled, count=1)


def described(entry: Entry, settings: Sequence[tuple[str, str]]) -> str:
    """Say what a page promises, and with which settings a link opens it.

    >>> described(CONTENTS[1], [("beta", "0.98")])
    'Move β, and see which days an average looks back on. Opens with beta = 0.98.'
    """
    shown = ", ".join(f"{key} = {value}" for key, value in settings)
    if len(shown) > MOST_SHOWN:
        shown = shown[:MOST_SHOWN] + " …"
    return f"{entry.promise} Opens with {shown}." if shown else entry.promise


def without_scripts(entry: Entry, site: str) -> str:
    """Return what a browser without scripts shows: the page's idea, and links to all pages."""
    return (
        f"<noscript><h1>{escape(entry.title)}</h1><p>{escape(entry.promise)} The pages compute and "
        f"draw in your browser: please allow scripts.</p>{_links(site)}</noscript>"
    )


def not_found(address: str, site: str) -> str:
    """Return a page of HTML for an address at which there is no page, with the way back."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>No such page · {NAME}</title></head><body>'
        f"<h1>No such page</h1><p>There is nothing at {escape(address)}. There is:</p>"
        f"{_links(site)}</body></html>"
    )


def _links(site: str) -> str:
    links = (
        f'<li><a href="{escape(site + path(each))}">{escape(each.title)}</a></li>'
        for each in CONTENTS
    )
    return f"<ul>{''.join(links)}</ul>"


def robots(site: str) -> str:
    """Return `robots.txt`: every page may be read, and the list of them is there."""
    return f"User-agent: *\nAllow: /\nSitemap: {site}/sitemap.xml\n"


def sitemap(site: str) -> str:
    """Return the addresses of all pages as an XML sitemap (sitemaps.org)."""
    places = "".join(
        f"<url><loc>{escape(site + quote(path(entry)))}</loc></url>" for entry in CONTENTS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>\n'
    )
