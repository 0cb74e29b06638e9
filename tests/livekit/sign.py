"""Signs webhook bodies with LiveKit's Python SDK: one JSON string a line in, one token a line out.

    python sign.py KEY SECRET < bodies
"""
import base64
import datetime
import hashlib
import json
import sys

from livekit.api import AccessToken

key, secret = sys.argv[1:]
for line in sys.stdin:
    digest = hashlib.sha256(json.loads(line).encode()).digest()
    token = AccessToken(key, secret).with_ttl(datetime.timedelta(minutes=5))
    print(token.with_sha256(base64.b64encode(digest).decode()).to_jwt(), flush=True)
