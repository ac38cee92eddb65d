import { createHmac, timingSafeEqual } from 'node:crypto';
import { acceptedSecrets, signingSecret, type Secrets } from '../values/secrets.js';

/** Header that carries the gateway's signature: `<unix milliseconds>.<HMAC-SHA256 of time, subgraph and body>`. */
export const SIGNATURE_HEADER = 'passerelle-signature';
const VALID_FOR_MS = 60_000;

/** Base64url HMAC of the time, the subgraph and the body. */
function mac(secret: string, subgraph: string, time: string, body: string): string {
  return createHmac('sha256', secret).update(`${subgraph}\n${time}\n`).update(body).digest('base64url');
}

/** Value of {@link SIGNATURE_HEADER}. @param now milliseconds since 1970 */
export function sign(secret: Secrets, subgraph: string, body: string, now = Date.now()): string {
  return `${now}.${mac(signingSecret(secret), subgraph, String(now), body)}`;
}

/** True for a signature of this body for this subgraph, made within a minute by one of the secrets. */
export function isSigned(
  secret: Secrets,
  subgraph: string,
  body: string,
  signature: string | undefined,
  now = Date.now(),
): boolean {
  const [time = '', received = ''] = (signature ?? '').split('.');
  if (!/^\d{13}$/.test(time) || Math.abs(now - Number(time)) > VALID_FOR_MS) return false;
  const actual = Buffer.from(received);
  return acceptedSecrets(secret).some((each) => {
    const expected = Buffer.from(mac(each, subgraph, time, body));
    return expected.length === actual.length && timingSafeEqual(expected, actual);
  });
}
