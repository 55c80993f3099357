"""Serves the application with Granian: one process that supervises, one that answers."""

import multiprocessing
import os
import socket
import sys

from granian.constants import Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

from gateway.app import create_app
from gateway.logs import LOG_CONFIGURATION
from gateway.observation import Observed
from gateway.settings import Settings, read_settings
from profiles.errors import SetupIncomplete
from validation.lineage import die_with

# For answers that the deadline has just decided, and for the engines to stop.
LAST_SECONDS = 3

# A charge hops between the loop and SQLite's thread a dozen times, and on a busy machine waits for
# each hop as long as Python lets the other thread go on: 5 ms, were it not for this.
_SWITCH_SECONDS = 0.0005


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; requests in flight are answered before it returns.

    Raises SetupIncomplete where the address is not to be had.
    """
    _require_free(settings)
    Server(
        "gateway.server:make_application",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        factory=True,
        loop=Loops.asyncio,
        workers=settings.processes,
        log_level=LogLevels.warning,
        workers_kill_timeout=settings.stop_timeout_seconds + LAST_SECONDS,
        respawn_failed_workers=True,
        log_dictconfig=LOG_CONFIGURATION,
    ).serve()


def _require_free(settings: Settings) -> None:
    """Raise SetupIncomplete where something else listens; Granian itself would share the port."""
    try:
        socket.create_server((settings.host, settings.port)).close()
    except OSError as error:
        raise SetupIncomplete(
            f"cannot listen on ZUGIO_HOST={settings.host} ZUGIO_PORT={settings.port}: "
            f"{error.strerror}"
        ) from error


def make_application() -> Observed:
    """Make the application in the process that answers, and set that process apart.

    A signal to the terminal's process group, as Ctrl-C sends it, is for the supervisor alone, which
    then lets this process finish what is in flight; browser and rule workers, which start as its
    children, are out of reach too. If the supervisor is killed, this process dies with it.
    """
    os.setpgid(0, 0)
    sys.setswitchinterval(_SWITCH_SECONDS)
    # Not getppid: a supervisor that was killed by now is no longer there to be asked for.
    supervisor = multiprocessing.parent_process()
    die_with(os.getppid() if supervisor is None or supervisor.pid is None else supervisor.pid)
    return create_app(read_settings())
