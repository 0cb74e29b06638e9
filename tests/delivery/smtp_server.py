"""A real mail server that plays what mail servers do. Prints one line of JSON when it is ready ({"port", "ca"}), and one
for each message it takes. Ends when its standard input ends.

What it does with a message is said by the local part of the recipient's address (before any "+"):
refuse, policy, greylist, full, toobig, hang, dribble, drop, vanish, closing; anything else is taken. With --play it does
the same with everybody's. With --port it listens there, so that a server which went away comes back.

With --storm it fails by chance: a tenth is put off, a twentieth loses its connection before the end, and of those that it
takes a twentieth loses it before the sender hears of that. Of each message that is taken it prints the id, the recipient, and whether
the sender heard.
"""

import argparse
import asyncio
import email
import email.header
import email.policy
import hashlib
import json
import os
import random
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

import certificates


def say(value):
    print(json.dumps(value), flush=True)


def decoded(value):
    return str(email.header.make_header(email.header.decode_header(str(value).replace("\n", ""))))


def parts_of(message):
    for part in message.walk():
        if part.is_multipart():
            yield {"type": part.get_content_type()}
            continue
        body = part.get_payload(decode=True)
        yield {
            "type": part.get_content_type(),
            "charset": part.get_content_charset(),
            "disposition": part.get_content_disposition(),
            "content_id": part["Content-ID"],
            "sha256": hashlib.sha256(body).hexdigest(),
            "text": body.decode() if part.get_content_maintype() == "text" else None,
        }


class Storm:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if random.random() < 0.10:
            return "451 4.3.0 not now"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server, session, envelope):
        if random.random() < 0.05:
            server.transport.abort()
            await asyncio.sleep(3600)
        is_heard = random.random() >= 0.05
        head = envelope.content[:4000].decode(errors="replace")
        found = [line for line in head.splitlines() if line.lower().startswith("message-id:")]
        say({"id": found[0].split(":", 1)[1].strip(), "to": envelope.rcpt_tos[0], "heard": is_heard})
        if not is_heard:
            server.transport.abort()
            await asyncio.sleep(3600)
        return "250 2.0.0 taken"


class Handler:
    def __init__(self, play):
        self.seen = set()
        self.play = play

    async def handle_RCPT(self, server, session, envelope, address, options):
        play = self.play or address.split("@")[0].split("+")[0]
        if play == "refuse":
            return "550 5.1.1 no such user here"
        if play == "policy":
            return "550-5.7.1 not from you\r\n550 5.7.1 nor from anybody like you"
        if play == "greylist" and address not in self.seen:
            self.seen.add(address)
            return "450 4.2.0 greylisted, come back later"
        if play == "full":
            return "452 4.2.2 mailbox full"
        if play == "closing":
            return "421 4.3.2 closing down"
        if play == "hang":
            await asyncio.sleep(3600)
        if play == "dribble":
            while True:
                server._writer.write(b"250-x\r\n")
                await server._writer.drain()
                await asyncio.sleep(0.2)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server, session, envelope):
        play = envelope.rcpt_tos[0].split("@")[0].split("+")[0]
        if play == "toobig":
            return "552 5.3.4 too big"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        # The newer parser keeps the space at which a long encoded name is folded; RFC 2047 has it left out.
        plain = email.message_from_bytes(envelope.content)
        say({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "options": envelope.mail_options,
            "tls": server.transport.get_extra_info("ssl_object") is not None,
            "user": session.auth_data.decode() if session.authenticated else None,
            "hello": session.host_name,
            "connection": session.peer[1],
            "headers": [[name, decoded(value)] for name, value in plain.items()],
            "addresses": [
                # Letters beyond ASCII that were not encoded are bytes to the parser.
                address.addr_spec.encode(errors="surrogateescape").decode()
                for name in ("From", "To", "Reply-To")
                if message[name]
                for address in message[name].addresses
            ],
            "raw": envelope.content.decode(),
            "defects": [str(defect) for part in message.walk() for defect in part.defects],
            "parts": list(parts_of(message)),
        })
        if play == "vanish":
            server.transport.abort()
            await asyncio.sleep(3600)
        return "250 2.0.0 taken as 4711"


class Server(SMTP):
    async def smtp_DATA(self, arg):
        if self.envelope.rcpt_tos and self.envelope.rcpt_tos[0].startswith("drop"):
            await self.push("354 go on")
            await self._reader.readuntil(b"\r\n")
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


def authenticate(server, session, envelope, mechanism, data):
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"me@school.example", b"p:ss/word")
    return AuthResult(success=right, handled=False, auth_data=data.login if right else None)


async def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--tls", choices=["none", "starttls", "implicit"], default="none")
    asked.add_argument("--login", action="store_true")
    asked.add_argument("--idle", type=float, default=60)
    asked.add_argument("--ascii", action="store_true")
    asked.add_argument("--storm", type=int)
    asked.add_argument("--play")
    asked.add_argument("--port", type=int, default=0)
    asked = asked.parse_args()
    random.seed(asked.storm)
    tls, ca = certificates.context()
    handler = Handler(asked.play) if asked.storm is None else Storm()

    def server():
        return Server(
            handler,
            hostname="mail.example.org",
            tls_context=tls if asked.tls == "starttls" else None,
            require_starttls=asked.tls == "starttls",
            authenticator=authenticate if asked.login else None,
            auth_required=asked.login,
            auth_require_tls=False,
            enable_SMTPUTF8=not asked.ascii,
            timeout=asked.idle,
            loop=asyncio.get_running_loop(),
        )

    listening = await asyncio.get_running_loop().create_server(
        server, "127.0.0.1", asked.port, ssl=tls if asked.tls == "implicit" else None
    )
    say({"port": listening.sockets[0].getsockname()[1], "ca": ca})
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    # Not sys.exit: a message that hangs would be waited for.
    os._exit(0)


asyncio.run(main())
