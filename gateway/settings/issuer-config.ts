/** As OIDC_ISSUERS has it. */
export interface IssuerConfig {
  issuer: string;
  audience: string;
  /** Where its keys are; absent: its discovery document says so. */
  jwks?: string;
}

/** Keys must come over https, but for those of this machine. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** @param host name or address, also as an address of the web has it (`[::1]`) */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host) || host === '::1' || host === '[::1]';
