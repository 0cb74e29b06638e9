"""Hands letters in at the mail server on the port of its first argument, with Python's smtplib, and prints what each was answered as
a line of JSON.
"""

import email.message
import json
import smtplib
import sys


def say(value):
    print(json.dumps(value), flush=True)


letter = email.message.EmailMessage()
letter["From"] = "Rollcall <rollcall@school.example>"
letter["To"] = "هدى <huda@school.example>"
letter["Subject"] = "وصلت ليلى"
letter.set_content("مرحبا\n\n.\n..\n.a line that begins with a dot\n")
letter.add_alternative("<p>مرحبا</p>", subtype="html")

with smtplib.SMTP("127.0.0.1", int(sys.argv[1]), timeout=60) as server:
    say(sorted(server.esmtp_features) if server.ehlo()[0] == 250 else None)
    say(server.send_message(letter))
    say(server.sendmail("", ["a@school.example", "b@school.example"], b"Subject: plain\r\n\r\n.\r\nhello\r\n"))
    try:
        server.sendmail("", ["a@school.example"], b"Subject: huge\r\n\r\n" + (b"x" * 70 + b"\r\n") * 40_000)
        say("taken")
    except smtplib.SMTPException as refused:
        say(str(refused))
    server.rset()
    say(server.noop()[0])
    say(server.sendmail("c@school.example", ["a@school.example"], b"Subject: after\r\n\r\nthat\r\n"))
