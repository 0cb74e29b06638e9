"""A real LiveKit participant, driven line by line from standard input.

    participant.py URL KEY SECRET IDENTITY ROOM
    participant.py URL --token TOKEN

Joins, prints one JSON line with the time of each edge, and then obeys: `leave`, or the name of a scenario of LiveKit's
SDK such as `SIMULATE_FULL_RECONNECT`. To vanish without a word, kill it with SIGKILL.
"""
import asyncio
import datetime
import json
import sys
import time

from livekit import rtc
from livekit.api import AccessToken, VideoGrants


def say(what):
    print(json.dumps({"what": what, "at": time.time()}), flush=True)


def token_of(key, secret, identity, room):
    grants = VideoGrants(room_join=True, room=room)
    token = AccessToken(key, secret).with_identity(identity).with_ttl(datetime.timedelta(minutes=10)).with_grants(grants)
    return token.to_jwt()


async def main(url, *access):
    token = access[1] if access[0] == "--token" else token_of(*access)
    me = rtc.Room()
    for edge in ("reconnecting", "reconnected", "disconnected"):
        me.on(edge, lambda *_, edge=edge: say(edge))
    await me.connect(url, token)
    say("joined")
    loop = asyncio.get_running_loop()
    while order := (await loop.run_in_executor(None, sys.stdin.readline)).strip():
        if order == "leave":
            await me.disconnect()
            say("left")
            return
        await me.simulate_scenario(getattr(rtc.SimulateScenarioKind, order))


asyncio.run(main(*sys.argv[1:]))
