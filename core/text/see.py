"""Words in a text that show what they speak of: a link that sets controls of the page."""

from urllib.parse import urlencode


def see(words: str, frame: int | None = None, **controls: object) -> str:
    """Return words as a link in Markdown that sets controls, by their names in the address.

    A `frame`, from 0, moves the film. All other controls stay as they are.

    >>> see("a spike", series="a spike", bn=False), see("the start", frame=0)
    ('[a spike](?series=a+spike&bn=false)', '[the start](?frame=0)')
    """
    values = {key: str(v).lower() if isinstance(v, bool) else v for key, v in controls.items()}
    return f"[{words}](?{urlencode(values if frame is None else values | {'frame': frame})})"
