export const SECURITY_TXT_PATH = '/.well-known/security.txt';

const HALF_A_YEAR_MS = 182 * 24 * 3_600_000;

/**
 * Whom to tell of a vulnerability, as RFC 9116 says. It expires half a year after it was asked for: whoever reads it later
 * asks again.
 */
export function securityTxt(contact: string, publicUrl: string | undefined, now = Date.now()): string {
  const expires = new Date(now + HALF_A_YEAR_MS).toISOString().replace(/\.\d+Z$/, 'Z');
  return [
    `Contact: ${contact}`,
    `Expires: ${expires}`,
    'Preferred-Languages: fr, en',
    ...(publicUrl === undefined ? [] : [`Canonical: ${new URL(SECURITY_TXT_PATH, publicUrl).href}`]),
    '',
  ].join('\n');
}
