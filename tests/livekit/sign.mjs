// Signs webhook bodies with LiveKit's Node SDK: one JSON string a line in, one token a line out.
//
//     node sign.mjs KEY SECRET < bodies
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { AccessToken } from 'livekit-server-sdk';

const [key, secret] = process.argv.slice(2);
for await (const line of createInterface({ input: process.stdin })) {
  const token = new AccessToken(key, secret, { ttl: '5m' });
  token.sha256 = createHash('sha256').update(JSON.parse(line)).digest('base64');
  console.log(await token.toJwt());
}
