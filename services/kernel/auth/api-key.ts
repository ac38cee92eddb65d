import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Prefix by which people and secret scanners recognise a key. */
const PREFIX = 'psr_';
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Digits of 256 bits in base 62. */
const SECRET_DIGITS = 43;
/** Digits of 32 bits in base 62. */
const CHECK_DIGITS = 6;
const SHOWN_LENGTH = PREFIX.length + 6;
const PATTERN = new RegExp(`^${PREFIX}[0-9A-Za-z]{${SECRET_DIGITS + CHECK_DIGITS}}$`);

/** New API key, which its holder sees once: a prefix, 256 random bits, and a checksum of both. */
export function newApiKey(): string {
  const secret = inDigits(BigInt(`0x${randomBytes(32).toString('hex')}`), SECRET_DIGITS);
  return `${PREFIX}${secret}${checkOf(secret)}`;
}

/** True for a text with the prefix of a key. */
export const looksLikeApiKey = (text: string): boolean => text.startsWith(PREFIX);

/** True for a well-formed key: the checksum finds a typing error without a database lookup. */
export function isApiKey(text: string): boolean {
  return (
    PATTERN.test(text) && checkOf(text.slice(PREFIX.length, -CHECK_DIGITS)) === text.slice(-CHECK_DIGITS)
  );
}

/** Hash that is stored instead of the key. */
export const hashOfApiKey = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** Beginning of a key, shown so that people can recognise it. */
export const shownOfApiKey = (key: string): string => key.slice(0, SHOWN_LENGTH);

const checkOf = (secret: string): string => inDigits(BigInt(crc32(`${PREFIX}${secret}`)), CHECK_DIGITS);

function inDigits(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; rest > 0n; rest /= 62n) text = DIGITS[Number(rest % 62n)] + text;
  return text.padStart(length, '0');
}
