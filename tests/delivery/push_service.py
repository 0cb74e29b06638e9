"""A push service and the browser behind it. Prints one line of JSON when it is ready (the subscription, and the PEM of the
authority of its certificate), and one for each notification: the headers, what the browser reads, and what the
signature says. Status and Retry-After of the answer are told by the path: /push/201, /push/429/120. Ends when its standard
input ends.
"""

import base64
import http.server
import json
import os
import sys
import threading

import http_ece
import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

import certificates

BROWSER = ec.generate_private_key(ec.SECP256R1())
AUTH = os.urandom(16)


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def say(value):
    print(json.dumps(value), flush=True)


class Service(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        scheme, _, fields = self.headers["Authorization"].partition(" ")
        fields = dict(field.strip().split("=", 1) for field in fields.split(","))
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decode(fields["k"]))
        try:
            host = self.headers["Host"]
            claims = jwt.decode(fields["t"], key, algorithms=["ES256"], audience=f"https://{host}")
            payload = http_ece.decrypt(body, private_key=BROWSER, auth_secret=AUTH, version="aes128gcm")
            say({
                "scheme": scheme,
                "key": fields["k"],
                "claims": claims,
                "payload": payload.decode(),
                "headers": {name.lower(): value for name, value in self.headers.items()},
                "length": len(body),
            })
        except Exception as error:
            say({"error": repr(error)})
        _, _, status, *wait = self.path.split("/")
        said = b"what the service says"
        self.send_response(int(status))
        if wait:
            self.send_header("Retry-After", wait[0])
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_):
        pass


tls, ca = certificates.context()
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
server.socket = tls.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
public = BROWSER.public_key().public_bytes(
    serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
)
say({
    "url": f"https://127.0.0.1:{server.server_port}",
    "ca": ca,
    "p256dh": encode(public),
    "auth": encode(AUTH),
})
sys.stdin.read()
os._exit(0)
