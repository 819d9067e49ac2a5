"""An endpoint that is killed and started again at random, a host that is nginx, and people who press until they are answered."""

import http.client
import random
import shutil
import socket
import subprocess
import threading
import time
from contextlib import contextmanager

import pytest


def insistently(ask):
    """Asks, and again whenever the endpoint is gone: what people do."""
    end = time.monotonic() + 90
    while time.monotonic() < end:
        try:
            return ask()
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
    raise AssertionError("no answer in 90 seconds")


class Killer:
    """Kills the endpoint of a season at random, and starts it again at once."""

    def __init__(self, season, seed, pause=(0.3, 1.5)):
        self.season, self.pause = season, pause
        self.chance = random.Random(seed)
        self.kills = 0
        self.said = [season.server.said]
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def kill(self):
        self.season.server.process.kill()
        self.season.server.process.wait(timeout=20)
        self.season.start()
        self.said.append(self.season.server.said)
        self.kills += 1

    def _run(self):
        # Once at least, however soon all is done.
        self.stopped.wait(0.05)
        self.kill()
        while not self.stopped.wait(self.chance.uniform(*self.pause)):
            self.kill()

    def __enter__(self):
        self.stopped.clear()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        self.thread.join()

    @property
    def log(self) -> str:
        return "".join("".join(lines) for lines in self.said)


@contextmanager
def on_nginx(season):
    """The site of a season on nginx, in place of the file server of the tests; gives the folder of its logs."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("nginx is not installed")
    season.host.shutdown()
    season.host.server_close()
    folder = season.folder / "nginx"
    folder.mkdir()
    places = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
    (folder / "nginx.conf").write_text(
        f"""
        daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log info;
        events {{}}
        http {{
            types {{ text/html html; text/css css; text/javascript js; image/svg+xml svg; }}
            access_log {folder}/access.log; {places}
            server {{
                listen 127.0.0.1:{season.site_port}; root {season.folder}/public; error_page 404 /404.html;
                include {season.folder}/public/nginx.conf.inc;
            }}
        }}
        """
    )
    server = subprocess.Popen([program, "-c", folder / "nginx.conf", "-p", folder], stderr=subprocess.DEVNULL)
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", season.site_port), 0.2).close()
            break
        except OSError:
            time.sleep(0.05)
    try:
        yield folder
    finally:
        server.terminate()
        server.wait(timeout=20)
