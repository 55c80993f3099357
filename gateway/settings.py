"""Every setting of the product, with unit, default and help.

Nothing else reads the environment.
"""

import os
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

PREFIX = "ZUGIO_"
_TEST_PREFIX = "ZUGIO_TEST_"
_METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def _set_up_folder(name: str) -> Path:
    """Return a folder that set-up fills; everything that it installs stays in the environment."""
    return Path(sys.prefix) / "share" / "zugio" / name


class Settings(Struct, frozen=True, kw_only=True):
    """What a running product was told; each field is read from `ZUGIO_` and its name."""

    host: Annotated[str, Meta(description="address to listen on")] = "127.0.0.1"
    port: Annotated[int, Meta(description="port to listen on", ge=1, le=65535)] = 3000
    rules_dir: Annotated[Path, Meta(description="folder of the installed rule packs")] = (
        _set_up_folder("rules")
    )
    fonts_dir: Annotated[Path, Meta(description="folder of fonts beside those of the system")] = (
        _set_up_folder("fonts")
    )
    browsers_dir: Annotated[
        Path, Meta(description="folder of a browser that Playwright downloaded")
    ] = _set_up_folder("browsers")
    browser: Annotated[
        Path | None, Meta(description="browser to print with; absent: the first that is found")
    ] = None
    browser_sandbox: Annotated[
        Literal["auto", "on", "off"],
        Meta(description="the browser's own sandbox; auto: on, but for root"),
    ] = "auto"
    pages: Annotated[
        int, Meta(description="pages that print at the same time; 0: one a core", ge=0, le=64)
    ] = 0
    rule_workers: Annotated[
        int, Meta(description="processes that run the rules; 0: one a core", ge=0, le=64)
    ] = 0
    rule_worker_memory_bytes_max: Annotated[
        int, Meta(description="memory of one rule worker", ge=256 * 1024**2)
    ] = 2 * 1024**3
    body_bytes_max: Annotated[int, Meta(description="size of a request body", ge=1)] = 10_000_000
    lines_max: Annotated[int, Meta(description="lines of an invoice", ge=1)] = 5_000
    request_timeout_seconds: Annotated[
        float, Meta(description="time that a request may take", gt=0)
    ] = 30
    waiting_max: Annotated[
        int, Meta(description="requests that may wait for a page or a rule worker", ge=1)
    ] = 100
    stop_timeout_seconds: Annotated[
        int, Meta(description="time that requests in flight have to end at a stop", ge=1)
    ] = 11
    database_url: Annotated[
        str | None,
        Meta(description="ledger of tokens, SQLite or PostgreSQL; absent: a file of the user's"),
    ] = None
    reservation_lease_seconds: Annotated[
        float,
        Meta(description="time after which a credit that a crash left reserved returns", gt=0),
    ] = 120
    anonymous_per_minute: Annotated[
        int,
        Meta(description="requests a minute from one address without a token; 0: no limit", ge=0),
    ] = 0
    trusted_proxies: Annotated[
        str, Meta(description="networks whose X-Forwarded-For is believed, with commas between")
    ] = ""
    processes: Annotated[int, Meta(description="processes that answer requests", ge=1, le=64)] = 1
    brand_name: Annotated[str, Meta(description="name in the notice of the free version")] = "Zugio"
    brand_url: Annotated[str, Meta(description="address in the notice of the free version")] = (
        "https://zugio.de"
    )

    @property
    def uses_sandbox(self) -> bool:
        """Whether the browser locks itself in; as root it cannot."""
        return self.browser_sandbox == "on" or (
            self.browser_sandbox == "auto" and os.geteuid() != 0
        )

    @property
    def pages_effective(self) -> int:
        return self.pages or self._share_of_cores()

    @property
    def rule_workers_effective(self) -> int:
        return self.rule_workers or self._share_of_cores()

    @property
    def database_url_effective(self) -> str:
        return self.database_url or f"sqlite:///{_data_folder() / 'credits.db'}"

    @property
    def proxy_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The trusted proxies; raises UnfitSetting."""
        texts = [text.strip() for text in self.trusted_proxies.split(",")]
        try:
            return tuple(ip_network(text, strict=False) for text in texts if text)
        except ValueError as error:
            raise UnfitSetting(f"{PREFIX}TRUSTED_PROXIES: {error}") from error

    def _share_of_cores(self) -> int:
        return max(1, _cores() // self.processes)


class UnfitSetting(Exception):
    """A setting has a value that it cannot have; the text names it and the remedy."""


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from `ZUGIO_…` variables; an empty one counts as absent.

    Raises UnfitSetting.
    """
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(Settings):
        name = PREFIX + field.name.upper()
        text = environment.get(name, "").strip()
        if text:
            values[field.name] = _convert(name, text, field.type)
    settings = Settings(**values)
    _ = settings.proxy_networks  # said now, not when the first request comes
    return settings


def unknown_variables(environment: Mapping[str, str] = os.environ) -> Mapping[str, str | None]:
    """Return the variables that look like settings but are none, each with the nearest that is."""
    known = [PREFIX + field.name.upper() for field in msgspec.structs.fields(Settings)]
    unknown = [
        name
        for name in environment
        if name.startswith(PREFIX) and not name.startswith(_TEST_PREFIX) and name not in known
    ]
    return {name: next(iter(get_close_matches(name, known, 1, 0.8)), None) for name in unknown}


def with_processes(settings: Settings, processes: int) -> Settings:
    """Return the settings for so many processes, and have child processes read the same."""
    name = f"{PREFIX}PROCESSES"
    os.environ[name] = str(processes)
    field = next(field for field in msgspec.structs.fields(Settings) if field.name == "processes")
    return msgspec.structs.replace(settings, processes=_convert(name, str(processes), field.type))


def share_metrics_in(folder: Path) -> None:
    """Have this process and its children count in a folder, so that their metrics add up.

    prometheus-client looks for the variable once, when its metrics are first imported.
    """
    os.environ[_METRICS_FOLDER] = str(folder)


def metrics_folder() -> Path:
    """Return the folder in which this process and its siblings count."""
    return Path(os.environ[_METRICS_FOLDER])


def _convert(name: str, text: str, wanted: Any) -> Any:
    try:
        return msgspec.convert(text, wanted, strict=False, dec_hook=_read_path)
    except msgspec.ValidationError as error:
        raise UnfitSetting(f"{name}={text!r} is not {_described(wanted)}") from error


def _described(wanted: Any) -> str:
    """Say in words what a setting may be."""
    schema = msgspec.json.schema(wanted, schema_hook=_schema_of_path)
    if "enum" in schema:
        return f"one of {', '.join(schema['enum'])}"
    kind = {"integer": "a whole number", "number": "a number"}.get(schema.get("type", ""), "fit")
    bounds = (
        f"{word} {schema[bound]}"
        for bound, word in _BOUNDS.items()
        if schema.get(bound) is not None
    )
    return " ".join((kind, *bounds))


_BOUNDS = {"minimum": "from", "exclusiveMinimum": "above", "maximum": "to"}


def _read_path(wanted: type, value: object) -> object:
    if wanted is Path:
        return Path(str(value)).expanduser()
    raise NotImplementedError(wanted)


def _schema_of_path(_wanted: type) -> dict[str, object]:
    return {"type": "string"}


def _data_folder() -> Path:
    """Return where a user's programs keep their data (XDG base directories)."""
    home = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(home).expanduser() / "zugio"


def _cores() -> int:
    return len(os.sched_getaffinity(0))


class Documented(Struct, frozen=True):
    """A setting as the documentation shows it."""

    variable: str
    default: str
    description: str


def documented_settings() -> tuple[Documented, ...]:
    """Return every setting in the order in which the documentation lists them."""
    rows = []
    for field in msgspec.structs.fields(Settings):
        schema = msgspec.json.schema(field.type, schema_hook=_schema_of_path)
        description = str(schema["description"])
        default = field.default
        if isinstance(default, Path):
            default = default.relative_to(sys.prefix)
        shown = "" if default is None else str(default)
        rows.append(Documented(PREFIX + field.name.upper(), shown, description))
    return tuple(rows)
