"""The site's settings, read from ``mkdocs.yml``: MkDocs' own keys and ours under ``extra.clipfile``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import yaml
import yaml_env_tag
from mergedeep import merge

from generator.inputs.hosts import browsed
from generator.inputs.settings_links import link_faults
from generator.inputs.settings_schema import FRONT_PAGE, OTHERS, faults
from generator.model.errors import SettingsError
from generator.model.records import Article, Source
from generator.model.slugs import Scheme

DEFAULT_FILE = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that pages and feeds depend on besides the archive itself.

    Paths are absolute. ``site_url`` ends with ``/`` or is empty; ``language`` is a BCP 47 tag.
    ``self_contained`` puts the data of a page's template into its front matter. ``addresses`` are the scheme
    of addresses and the earlier ones whose addresses redirect: an archive that sets none may have been
    published when all addresses were ASCII. ``front_page`` is the order of its parts; ``lead`` and ``pinned``
    are the ids or addresses of articles that an editor puts there. ``pictures_by_source`` has, by the name of
    a source in lower case or its host, what holds instead of ``pictures``.
    """

    seeds: Path = Path("seeds")
    docs: Path = Path("docs")
    site: Path = Path("site")
    file: Path | None = None
    site_name: str = "Archive"
    site_url: str = ""
    description: str = ""
    language: str = "en"
    repository: str = ""
    seeds_url: str = ""
    introduction: str = ""
    introduction_file: Path | None = None
    accent: str = ""
    front_page: tuple[str, ...] = FRONT_PAGE
    lead: str = ""
    pinned: tuple[str, ...] = ()
    link_names: bool = True
    rights: str = ""
    page_size: int = 50
    feed_size: int = 30
    feed_minimum: int = 5
    addresses: tuple[Scheme, ...] = ("unicode", "ascii")
    pictures: str = "full"
    pictures_by_source: Mapping[str, str] = field(default_factory=dict, hash=False)
    share_cards: bool = True
    self_contained: bool = False
    # Only the archive's own folder, not one that is merely tried out, gets a list of addresses.
    own_seeds: Path | None = field(default=None, repr=False, compare=False)

    @property
    def keeps_addresses(self) -> bool:
        """Whether the addresses of articles are remembered in the folder of seeds."""
        return self.own_seeds is not None and self.own_seeds.resolve() == self.seeds.resolve()

    def located(self, seeds: Path | None = None, docs: Path | None = None, site: Path | None = None) -> Self:
        """The same settings with other folders; None keeps the present one."""
        return replace(
            self,
            seeds=(seeds or self.seeds).resolve(),
            docs=(docs or self.docs).resolve(),
            site=(site or self.site).resolve(),
        )

    def for_article(self, article: Article) -> Self:
        """The settings with ``pictures`` as it applies to an article: its own, its source's, or ours."""
        policy = article.show_pictures or self._policy_of(article.source) or self.pictures
        return self if policy == self.pictures else replace(self, pictures=policy)

    def _policy_of(self, source: Source) -> str:
        """The policy for the name of a source, or the host of its address or one above it; "" for none."""
        if not self.pictures_by_source:
            return ""
        keys = keys_of(source)
        return next((self.pictures_by_source[key] for key in keys if key in self.pictures_by_source), "")


def keys_of(source: Source) -> tuple[str, ...]:
    """What a setting may call a source: its name in lower case, the host of its address or one above it."""
    host = (urlsplit(source.url).hostname or "").split(".")
    return (source.name.casefold(), *(".".join(host[start:]) for start in range(len(host))))


class _SettingsLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads ``mkdocs.yml``: ``!ENV`` is resolved, ``!!python/name`` and other tags are ignored."""


_SettingsLoader.add_constructor("!ENV", yaml_env_tag.construct_env_tag)
_SettingsLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)

# Settings under extra.clipfile that ``Settings`` takes unchanged.
UNCHANGED = (
    "accent",
    "link_names",
    "rights",
    "page_size",
    "feed_size",
    "feed_minimum",
    "share_cards",
)


def load_settings(file: Path) -> Settings:
    """Settings from an ``mkdocs.yml``.

    Raises:
        SettingsError: the file is missing, is not YAML, or has a value that cannot be used.
    """
    raw = read_config(file)
    extra = raw.get("extra")
    ours = extra.get("clipfile", {}) if isinstance(extra, dict) else {}
    base = file.resolve().parent
    _check(file, raw, ours)
    theme = raw.get("theme")
    repository = str(ours.get("repository") or raw.get("repo_url") or "").rstrip("/")
    return Settings(
        file=file.resolve(),
        seeds=base / ours.get("seeds", "seeds"),
        own_seeds=base / ours.get("seeds", "seeds"),
        docs=base / (raw.get("docs_dir") or "docs"),
        site=base / (raw.get("site_dir") or "site"),
        site_name=str(ours.get("title") or raw.get("site_name") or "Archive"),
        site_url=_slashed(str(raw.get("site_url") or "")),
        description=str(raw.get("site_description") or ""),
        language=str((isinstance(theme, dict) and theme.get("language")) or "en"),
        repository=repository,
        seeds_url=ours.get("seeds_url") or browsed(repository, ours.get("seeds", "seeds")),
        introduction=_introduction(base, ours.get("introduction", ""), file),
        introduction_file=base / ours["introduction"] if ours.get("introduction") else None,
        **_front_page(ours.get("front_page", {})),
        addresses=_schemes(ours.get("addresses") or list(Settings().addresses)),
        **_pictures(ours.get("pictures", "full")),
        **{key: ours[key] for key in UNCHANGED if key in ours},
    )


def read_config(file: Path) -> dict[str, Any]:
    """``mkdocs.yml`` with what it inherits, as MkDocs merges it."""
    try:
        raw = yaml.load(file.read_text(encoding="utf-8"), _SettingsLoader)  # noqa: S506 - a safe loader
    except FileNotFoundError:
        raise SettingsError(
            f"{file}: no such file. Run this in the archive's folder, or name its settings with --config."
        ) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"{file}: cannot be read as YAML: {error}") from None
    if not isinstance(raw, dict):
        raise SettingsError(f"{file}: must hold 'key: value' lines.")
    parent = raw.pop("INHERIT", None)
    merged: dict[str, Any] = merge(read_config(file.parent / parent), raw) if parent else raw
    return merged


def _check(file: Path, raw: Mapping[str, object], ours: object) -> None:
    if not isinstance(ours, dict):
        raise SettingsError(f"{file}: extra.clipfile must hold 'key: value' lines.")
    found = [(("extra", "clipfile", key), fault) for key, fault in faults(ours)]
    placed = ((place_of(file, path), fault) for path, fault in (*found, *link_faults(raw)))
    messages = [f"{f'{where}:{line}' if line else where}: {fault}" for (where, line), fault in placed]
    if messages:
        raise SettingsError("\n".join(messages))


def place_of(file: Path, path: Sequence[str]) -> tuple[Path, int]:
    """File and line (0: unknown) of a key, given with those above it, in this file or one that it inherits.

    Keys within a list are not looked for: the line is then that of the list.
    """
    root = node = yaml.compose(file.read_text(encoding="utf-8"), _SettingsLoader)
    line = 0
    for key in path:
        lines = [name.start_mark.line + 1 for name, _ in _pairs(node) if name.value == key]
        if isinstance(node, yaml.SequenceNode):
            break
        line, node = (lines[-1], _child(node, key)) if lines else (0, None)
    if line:
        return file, line
    parent = _child(root, "INHERIT")
    return place_of(file.parent / parent.value, path) if isinstance(parent, yaml.ScalarNode) else (file, 0)


def _child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    return next((value for name, value in _pairs(node) if name.value == key), None)


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _introduction(base: Path, name: str, file: Path) -> str:
    if not name:
        return ""
    if (base / name).exists() and not (base / name).is_file():  # a pipe would be read for ever
        raise SettingsError(f"{file}: extra.clipfile.introduction: {base / name}: is no file. Name a file.")
    try:
        return (base / name).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: extra.clipfile.introduction: {base / name}: {error}") from None


def _front_page(value: list[str] | dict[str, Any]) -> dict[str, Any]:
    chosen = value if isinstance(value, dict) else {"order": value}
    return {
        "front_page": tuple(chosen.get("order", FRONT_PAGE)),
        "lead": chosen.get("lead", ""),
        "pinned": tuple(chosen.get("pinned", ())),
    }


def _pictures(value: str | dict[object, str]) -> dict[str, Any]:
    if isinstance(value, str):
        return {"pictures": value}
    named = {str(name).strip().casefold(): policy for name, policy in value.items()}
    return {"pictures": named.pop(OTHERS, "full"), "pictures_by_source": named}


def _schemes(value: Scheme | list[Scheme]) -> tuple[Scheme, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def _slashed(url: str) -> str:
    return url if not url or url.endswith("/") else url + "/"
