"""The official library judges: each line of standard input is {"secret", "headers", "body"}, each line of output true, or why
not."""

import json
import sys

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

for line in sys.stdin:
    asked = json.loads(line)
    try:
        Webhook(asked["secret"]).verify(asked["body"].encode(), asked["headers"])
        print("true", flush=True)
    except WebhookVerificationError as error:
        print(f"false: {error}", flush=True)
