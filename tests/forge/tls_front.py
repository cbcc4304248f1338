# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""TLS before a server that speaks none."""

import socket
import ssl
import subprocess
import threading


class TlsFront(threading.Thread):
    """TLS with a certificate of its own before the double."""

    def __init__(self, folder, port):
        super().__init__(daemon=True)
        self.certificate = folder / "front.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                        "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
                        str(folder / "front.key"), "-out", str(self.certificate)],
                       check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, folder / "front.key")
        self.behind = port
        self.listener = context.wrap_socket(socket.create_server(("127.0.0.1", 0)),
                                            server_side=True)
        self.url = f"https://localhost:{self.listener.getsockname()[1]}"

    def run(self):
        while True:
            try:
                front, _ = self.listener.accept()
            except (ssl.SSLError, ConnectionError):
                continue
            except OSError:
                return
            try:
                back = socket.create_connection(("127.0.0.1", self.behind))
            except OSError:
                front.close()
                continue
            for one, other in ((front, back), (back, front)):
                threading.Thread(target=self.pump, args=(one, other), daemon=True).start()

    @staticmethod
    def pump(one, other):
        try:
            while data := one.recv(65536):
                other.sendall(data)
        except OSError:
            pass
        finally:
            for end in (one, other):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
