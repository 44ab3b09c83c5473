"""Runs MkDocs for a command: builds a site once, or serves it."""

from __future__ import annotations

import contextlib
import errno
import importlib
import logging
import socket
from collections.abc import Iterator
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from generator.inputs.settings import Settings, read_config
from generator.model.errors import ClipfileError, SettingsError
from generator.site.render.state import EXECUTOR
from generator.site.session import CONVERTED, disk_message
from generator.system.work import LOCAL

# Loggers whose messages are shown while serving: what was built, the address of the site, noticed changes.
SERVE_LOGGERS = ("mkdocs.hooks.clipfile", "mkdocs.livereload")


def build_site(settings: Settings, *, strict: bool = False, executor: str = LOCAL) -> None:
    """Build a site like ``mkdocs build``, but without converting, with the folders of ``settings``.

    Args:
        settings: folders and the settings file.
        strict: whether a warning fails the build.
        executor: which processes render pages, see ``system.work.Where.named``.

    Raises:
        ClipfileError: MkDocs failed, and has reported why.
    """
    with _mkdocs_errors():
        overrides = _overrides(settings)
        overrides["extra"]["clipfile"] |= {CONVERTED: True, EXECUTOR: executor}
        config = load_config(
            str(settings.file), site_dir=str(settings.site), strict=strict or None, **overrides
        )
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()


def serve_site(settings: Settings, address: str) -> None:
    """Build and serve a site like ``mkdocs serve``, and rebuild it at each change, until interrupted.

    Args:
        settings: folders and the settings file.
        address: HOST:PORT to serve at.

    Raises:
        ClipfileError: the port is in use, or MkDocs failed, and has reported why.
    """
    check_port(address)
    serve = importlib.import_module("mkdocs.commands.serve").serve  # it loads a web server
    with _mkdocs_errors(), _messages():
        serve(str(settings.file), dev_addr=address, **_overrides(settings))


def check_port(address: str) -> None:
    """Find out before the first build whether a server can listen at HOST:PORT.

    Raises:
        ClipfileError: it cannot.
    """
    host, _, port = address.rpartition(":")
    if not port.isdecimal():
        return  # MkDocs says what is wrong with it
    try:
        with socket.create_server((host.strip("[]"), int(port)), family=_family(host)):
            pass
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        other = f"choose another port: --address {host}:{int(port) % 65535 + 1}"
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise ClipfileError(
                f"Port {port} on {host} is in use. Stop the other server, or {other}"
            ) from error
        raise ClipfileError(f"Port {port} on {host} cannot be used: {reason}. Please {other}") from error


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


@contextlib.contextmanager
def _messages() -> Iterator[None]:
    """Print informational messages while serving. Called as a library, MkDocs only prints warnings."""
    handler = logging.StreamHandler()
    loggers = [logging.getLogger(name) for name in SERVE_LOGGERS]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


@contextlib.contextmanager
def _mkdocs_errors() -> Iterator[None]:
    try:
        yield
    except (Abort, ConfigurationError, PluginError) as error:
        raise ClipfileError(f"MkDocs stopped: {error}") from error
    except OSError as error:
        raise ClipfileError(disk_message(error)) from error


def _overrides(settings: Settings) -> dict[str, Any]:
    if settings.file is None:
        raise SettingsError(
            "There is no mkdocs.yml here. Run this in the archive's folder, or name it with --config."
        )
    settings.docs.mkdir(parents=True, exist_ok=True)
    extra = dict(read_config(settings.file).get("extra") or {})
    ours = {**(extra.get("clipfile") or {}), "seeds": str(settings.seeds)}
    return {"docs_dir": str(settings.docs), "extra": {**extra, "clipfile": ours}}
