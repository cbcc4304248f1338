# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""A git server for tests: `git http-backend` over HTTP on 127.0.0.1, and its hostile relatives.

    python3 git_server.py ROOT

Serves the repositories below ROOT, prints "PORT PID" when it listens, and runs until it is killed.
ROOT/mode says how the next request is answered (see MODES; absent: honestly), ROOT/log gets a line
"METHOD PATH AUTHORIZATION" for each request.
"""

import http.server
import os
import subprocess
import sys
import tempfile
import threading

ROOT = sys.argv[1]
BACKEND = ["git", "http-backend"]
PIECE = 1 << 16
ADVERTISEMENT = "application/x-git-upload-pack-advertisement"
RESULT = "application/x-git-upload-pack-result"


def packet(text):
    return b"%04x" % (len(text) + 4) + text


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        self.serve(b"")

    def do_POST(self):
        self.serve(self.body())

    def body(self):
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def serve(self, body):
        with open(os.path.join(ROOT, "log"), "a", encoding="utf-8") as log:
            log.write(f"{self.command} {self.path} {self.headers.get('Authorization', '-')}\n")
        try:
            with open(os.path.join(ROOT, "mode"), encoding="utf-8") as file:
                mode, _, argument = file.read().strip().partition(" ")
        except FileNotFoundError:
            mode, argument = "smart", ""
        try:
            MODES[mode](self, body, argument)
        except (BrokenPipeError, ConnectionResetError):
            pass  # The client gave up, as it should on most of these.

    def begin(self, status, content_type="text/plain", headers=()):
        self.send_response(status)
        if content_type:
            self.send_header("Content-Type", content_type)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    def smart(self, body, _="", configuration=(), rewrite=None):
        path, _, query = self.path.partition("?")
        environment = {
            "PATH": os.environ["PATH"], "GIT_PROJECT_ROOT": ROOT, "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
            "REQUEST_METHOD": self.command, "PATH_INFO": path, "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)), "REMOTE_ADDR": "127.0.0.1",
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", "")}
        settings = {"uploadpack.allowFilter": "true", "uploadpack.allowAnySHA1InWant": "true",
                    "safe.directory": "*", **dict(configuration)}
        environment["GIT_CONFIG_COUNT"] = str(len(settings))
        for number, (key, value) in enumerate(settings.items()):
            environment[f"GIT_CONFIG_KEY_{number}"] = key
            environment[f"GIT_CONFIG_VALUE_{number}"] = value
        with tempfile.TemporaryFile() as request:
            request.write(body)
            request.seek(0)
            with subprocess.Popen(BACKEND, stdin=request, env=environment, stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL) as backend:
                self.relay(backend.stdout, rewrite)

    def relay(self, answer, rewrite):
        """Passes on what a CGI program writes; through `rewrite`, its whole body."""
        headers = []
        while (line := answer.readline().decode().rstrip()):
            headers.append(line.split(": ", 1))
        status = next((value for name, value in headers if name == "Status"), "200").split()[0]
        self.begin(int(status), None, headers)
        if rewrite:
            self.wfile.write(rewrite(answer.read()))
            return
        while piece := answer.read(PIECE):
            self.wfile.write(piece)

    def answer(self, _, argument):
        """Nothing but a status: "answer 403"."""
        extra = [("WWW-Authenticate", 'Basic realm="test"')] if argument == "401" else []
        self.begin(int(argument), headers=extra)

    def redirect(self, _, argument):
        self.begin(302, headers=[("Location", argument + self.path)])

    def dumb(self, _, __):
        """Static files, as a plain web server gives them."""
        file = os.path.realpath(os.path.join(ROOT, self.path.partition("?")[0].lstrip("/")))
        if not file.startswith(ROOT) or not os.path.isfile(file):
            self.begin(404)
            return
        self.begin(200)
        with open(file, "rb") as content:
            self.wfile.write(content.read())

    def no_filter(self, body, _):
        self.smart(body, configuration=[("uploadpack.allowFilter", "false")])

    def refuse_filter(self, body, _):
        self.smart(body, configuration=[("uploadpackfilter.allow", "false")])

    def endless_refs(self, body, _):
        if self.command == "GET":
            self.smart(body)
            return
        self.begin(200, RESULT)
        lines = b"".join(packet(b"%040x refs/heads/%060d\n" % (n, n)) for n in range(1, 1000))
        while True:
            self.wfile.write(lines)

    def slow(self, _, __):
        """A byte now and then, for ever."""
        self.begin(200, ADVERTISEMENT)
        while not threading.Event().wait(0.2):
            self.wfile.write(b"0")

    def stall_pack(self, body, _):
        """An honest pack that stops in its middle."""
        if b"command=fetch" not in body:
            self.smart(body)
            return

        def half(content):
            self.wfile.write(content[:len(content) // 2])
            self.wfile.flush()
            with open(os.path.join(ROOT, "stalled"), "w", encoding="utf-8"):
                pass
            threading.Event().wait()

        self.smart(body, rewrite=half)

    def cut_pack(self, body, _):
        fetch = b"command=fetch" in body
        self.smart(body, rewrite=(lambda content: content[:-200]) if fetch else None)

    def junk_pack(self, body, _):
        if b"command=fetch" not in body:
            self.smart(body)
            return
        self.begin(200, RESULT)
        junk = b"PACK" + bytes(range(1, 200)) * 20
        self.wfile.write(packet(b"packfile\n") + packet(b"\x01" + junk) + b"0000")

    def wrong_type(self, _, __):
        self.begin(200, "text/html")
        self.wfile.write(b"<html>Please log in</html>")

    def escapes(self, _, __):
        """An error text with terminal escapes and the caller's own credential in it."""
        self.begin(200, ADVERTISEMENT)
        credential = self.headers.get("Authorization", "").encode()
        self.wfile.write(packet(b"# service=git-upload-pack\n") + b"0000" +
                         packet(b"ERR \x1b[31mred\x1b[0m \xe2\x80\xae" + credential + b"\n"))

    def sha256(self, body, _):
        """The advertisement of a repository with the other kind of ids."""
        if self.command != "GET":
            self.begin(500)
            return
        self.smart(body, rewrite=lambda content: content.replace(b"object-format=sha1",
                                                                 b"object-format=sha256")
                   .replace(b"0017object", b"0019object"))


MODES = {"smart": Handler.smart, "answer": Handler.answer, "redirect": Handler.redirect,
         "dumb": Handler.dumb, "no-filter": Handler.no_filter,
         "refuse-filter": Handler.refuse_filter,
         "endless-refs": Handler.endless_refs, "slow": Handler.slow,
         "stall-pack": Handler.stall_pack, "cut-pack": Handler.cut_pack,
         "junk-pack": Handler.junk_pack, "wrong-type": Handler.wrong_type,
         "escapes": Handler.escapes, "sha256": Handler.sha256}


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


def main():
    server = Server(("127.0.0.1", 0), Handler)
    print(server.server_address[1], os.getpid(), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
