/** One entry of OIDC_ISSUERS. */
export interface IssuerConfig {
  issuer: string;
  audience: string;
  /** Address of its keys; absent: that of its discovery document. */
  jwks?: string;
}

/** Tells whether keys may be fetched from this address: https, or http on this machine. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** @param host name or address; an IPv6 address also in the brackets of a URL (`[::1]`) */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host) || host === '::1' || host === '[::1]';
