import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';

interface Pair {
  kid: string;
  alg: string;
  privateKey: CryptoKey;
  jwk: JWK;
}

/** An OpenID Connect issuer: discovery document, keys over HTTP, key rotation. */
export class OidcIssuer {
  issuer = '';
  /** Number of requests for its keys. */
  asked = 0;
  away = false;
  #published: Pair[] = [];
  #server!: Server;
  #made = 0;

  static async open(): Promise<OidcIssuer> {
    const oidc = new OidcIssuer();
    oidc.#server = createServer((request, response) => {
      if (oidc.away) return void response.writeHead(503).end();
      if (request.url === '/.well-known/openid-configuration')
        return void response.end(JSON.stringify({ issuer: oidc.issuer, jwks_uri: `${oidc.issuer}/keys` }));
      oidc.asked += 1;
      response.end(JSON.stringify({ keys: oidc.#published.map(({ jwk }) => jwk) }));
    });
    await new Promise<void>((listening) => oidc.#server.listen(0, '127.0.0.1', listening));
    oidc.issuer = `http://127.0.0.1:${(oidc.#server.address() as AddressInfo).port}`;
    await oidc.rotate('ES256');
    return oidc;
  }

  /** Replaces the old keys by a new one. */
  async rotate(alg: string): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    const kid = `key-${(this.#made += 1)}`;
    this.#published = [
      { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } },
    ];
  }

  get publicKey(): JWK {
    return this.#published[0]!.jwk;
  }

  /**
   * @param claims replace the default ones; undefined omits one
   * @param header replaces the default one
   */
  async token(claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}): Promise<string> {
    const { kid, alg, privateKey } = this.#published[0]!;
    const now = Math.floor(Date.now() / 1_000);
    const usual = { iss: this.issuer, aud: 'graph', sub: 'somebody', iat: now, exp: now + 300 };
    return new SignJWT({ ...usual, ...claims })
      .setProtectedHeader({ alg, kid, typ: 'at+jwt', ...header })
      .sign(privateKey);
  }

  close(): Promise<unknown> {
    this.#server.closeAllConnections();
    return new Promise((closed) => this.#server.close(closed));
  }
}
