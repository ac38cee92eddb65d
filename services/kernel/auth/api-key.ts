import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const MARK = 'psr_';
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Of 256 bits. */
const SECRET_DIGITS = 43;
/** Of 32 bits. */
const CHECK_DIGITS = 6;
const SHOWN = MARK.length + 6;
const FORM = new RegExp(`^${MARK}[0-9A-Za-z]{${SECRET_DIGITS + CHECK_DIGITS}}$`);

/** A key as its holder gets it, once: a mark, 256 bits, and a checksum of both. */
export function newApiKey(): string {
  const secret = inDigits(BigInt(`0x${randomBytes(32).toString('hex')}`), SECRET_DIGITS);
  return `${MARK}${secret}${checkOf(secret)}`;
}

/** Whether it was meant for a key. */
export const looksLikeApiKey = (text: string): boolean => text.startsWith(MARK);

/** Whether it can be a key: one with a slip in it is found out without a look into the database. */
export function isApiKey(text: string): boolean {
  return FORM.test(text) && checkOf(text.slice(MARK.length, -CHECK_DIGITS)) === text.slice(-CHECK_DIGITS);
}

/** What is kept instead of the key. */
export const hashOfApiKey = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** What may be shown of a key, so that people know it again. */
export const shownOfApiKey = (key: string): string => key.slice(0, SHOWN);

const checkOf = (secret: string): string => inDigits(BigInt(crc32(`${MARK}${secret}`)), CHECK_DIGITS);

function inDigits(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; rest > 0n; rest /= 62n) text = DIGITS[Number(rest % 62n)] + text;
  return text.padStart(length, '0');
}
