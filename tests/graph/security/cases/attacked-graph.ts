import { randomInt } from 'node:crypto';
import { request as openRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { hashOfApiKey, newApiKey, shownOfApiKey } from '#kernel/auth';
import { newId } from '#kernel/values';
import WebSocket from 'ws';
import { principalId } from '../../../../services/access/viewer/identity.store.js';
import type { RoleName } from '../../../support/actors.js';
import type { Answer } from '../../../support/graph.js';
import { OidcIssuer } from '../../../support/oidc-issuer.js';
import { OwnGraph } from '../../../support/own-graph.js';
import { metricsOf } from '../../../support/program.js';
import { Workplace } from '../../../support/workplace.js';
import { expectClean, type Reply } from './invariants.js';

/** A request as a client writes it. */
export interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Uint8Array;
}

/** Result of an operation, with how it was sent back. */
export interface Result extends Reply {
  data?: any;
  errors: Answer['errors'];
}

const METRICS_TOKEN = 'metrics-token-of-the-attacked-graph';
/** Longest silence after which a raw connection counts as answered. */
const SILENCE_MS = 400;

/** Address that nobody has used yet: each has a budget of its own. */
export const newAddress = (): string => `198.18.${randomInt(256)}.${randomInt(256)}`;

/**
 * A graph of its own, as an operator would run it: budgets, an OIDC issuer, metrics, a trusted proxy in front of it, no
 * development issuer. Every answer that it gives to any case is checked against the invariants.
 */
export class AttackedGraph {
  readonly workplace = new Workplace();
  oidc!: OidcIssuer;
  graph!: OwnGraph;
  /** Credentials that were sent, none of which may be found in the log. */
  readonly credentials = new Set<string>([METRICS_TOKEN]);
  /** Milliseconds until each refusal. */
  readonly refusals: number[] = [];
  readonly #added: { table: string; id: string }[] = [];

  async begin(): Promise<void> {
    this.oidc = await OidcIssuer.open();
    this.graph = new OwnGraph(this.workplace, {
      LOG_LEVEL: 'info',
      TRUST_PROXY: 'true',
      OIDC_ISSUERS: `${this.oidc.issuer}=graph`,
      METRICS_TOKEN,
      METRICS_PORT: '0',
      ANSWER_CACHE_MB: '64',
      CONNECTION_INIT_MS: '2000',
      // The defaults, which the other tests switch off because all of them use one address.
      BUDGET_ANONYMOUS: '6000000',
      BUDGET_IDENTIFIED: '12000000',
    });
    await this.graph.begin();
    this.credentials.add(this.graph.secret);
  }

  async end(): Promise<void> {
    await this.graph.clear();
    await this.oidc.close();
  }

  get address(): string {
    return this.graph.address;
  }

  /** Sends a request, from an address of its own unless its headers name one, and checks the answer. */
  async send({ method = 'POST', path = '/graphql', headers = {}, body }: Sent): Promise<Reply> {
    const reply = await this.#exchange({
      method,
      path,
      headers: {
        'x-forwarded-for': newAddress(),
        ...(body === undefined || 'transfer-encoding' in headers
          ? {}
          : { 'content-length': String(Buffer.byteLength(body)) }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    this.#note(reply);
    return reply;
  }

  post(body: string | Uint8Array, headers: Sent['headers'] = {}): Promise<Reply> {
    return this.send({ headers: { 'content-type': 'application/json', ...headers }, body });
  }

  get(parameters: Record<string, string> | string, headers: Sent['headers'] = {}): Promise<Reply> {
    return this.send({ method: 'GET', path: `/graphql?${new URLSearchParams(parameters)}`, headers });
  }

  /** Executes an operation over HTTP. */
  async ask(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Sent['headers'] = {},
    more: Record<string, unknown> = {},
  ): Promise<Result> {
    return resultOf(await this.post(JSON.stringify({ query, variables, ...more }), headers));
  }

  /** Sends bytes over a connection of its own. @returns what came until it was closed, or silent */
  async speak(bytes: string | Uint8Array, firstByteMs = 60_000): Promise<string> {
    const socket = await this.connection();
    return new Promise((resolve) => {
      let answer = '';
      const finish = () => {
        socket.destroy();
        resolve(answer);
      };
      socket.setTimeout(firstByteMs, finish);
      socket.on('data', (chunk) => {
        answer += chunk.toString('utf8');
        socket.setTimeout(SILENCE_MS);
      });
      socket.on('close', finish).on('error', finish);
      socket.write(bytes);
    });
  }

  /** Opens a connection to the graph. */
  connection(): Promise<Socket> {
    const { hostname, port } = new URL(this.address);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => resolve(socket));
      socket.once('error', reject);
    });
  }

  /** Opens a WebSocket, with messages of the test’s own. */
  socket(protocols: string | string[], options: WebSocket.ClientOptions = {}): WebSocket {
    const headers = { 'x-forwarded-for': newAddress(), ...options.headers };
    return new WebSocket(`${this.address.replace('http', 'ws')}/graphql`, protocols, { ...options, headers });
  }

  /** Bearer token of a person of the issuer, with a role. */
  async personWith(role: RoleName | null, of: readonly string[] = []): Promise<{ authorization: string }> {
    const subject = `${role ?? 'nobody'}-${newId('Principal')}`;
    const { issuer } = this.oidc;
    const { admin } = this.graph;
    const id = principalId(issuer, subject);
    await admin.query(
      `INSERT INTO access.principal (id, issuer, subject, name) VALUES ($1, $2, $3, 'Somebody')`,
      [id, issuer, subject],
    );
    this.#added.push({ table: 'principal', id });
    if (role) await this.#grant('principal_id', id, role, of);
    return this.bearer(await this.oidc.token({ sub: subject }));
  }

  /** A new API key of a new partner. */
  async keyWith(...roles: RoleName[]): Promise<{ id: string; key: string }> {
    const { admin } = this.graph;
    const [partner, id, key] = [newId('Partner'), newId('ApiKey'), newApiKey()];
    await admin.query('INSERT INTO access.partner (id, name) VALUES ($1, $2)', [
      partner,
      `Partner ${partner}`,
    ]);
    this.#added.push({ table: 'partner', id: partner });
    for (const role of roles) await this.#grant('partner_id', partner, role, []);
    await admin.query(
      `INSERT INTO access.api_key (id, partner_id, name, prefix, hash, created_at, expires_at)
       VALUES ($1, $2, 'test', $3, $4, now() - interval '1 day', now() + interval '1 hour')`,
      [id, partner, shownOfApiKey(key), hashOfApiKey(key)],
    );
    this.#added.push({ table: 'api_key', id });
    this.credentials.add(key);
    return { id, key };
  }

  async #grant(holder: 'partner_id' | 'principal_id', id: string, role: RoleName, of: readonly string[]) {
    const grant = newId('RoleGrant');
    await this.graph.admin.query(
      `INSERT INTO access.role_grant (id, ${holder}, role, of_ids) VALUES ($1, $2, $3, $4)`,
      [grant, id, role, of],
    );
    this.#added.push({ table: 'role_grant', id: grant });
  }

  /** An access request of a person of {@link personWith}. @returns its id */
  async accessRequestOf({ authorization }: { authorization: string }): Promise<string> {
    const { sub } = JSON.parse(Buffer.from(authorization.split('.')[1]!, 'base64url').toString()) as {
      sub: string;
    };
    const id = newId('AccessRequest');
    await this.graph.admin.query(
      `INSERT INTO access.access_request (id, principal_id, proposed_name, proposed_key, country_code, kind, office, contact, message)
       VALUES ($1, $2, 'Une ville', 'une ville', 'BJ', 'MUNICIPALITY', 'maire', 'contact@example.org', 'Bonjour')`,
      [id, principalId(this.oidc.issuer, sub)],
    );
    this.#added.push({ table: 'access_request', id });
    return id;
  }

  /** Removes the persons, partners and keys that the cases have added. */
  async removeAdded(): Promise<void> {
    for (const { table, id } of this.#added.reverse())
      await this.graph.admin.query(`DELETE FROM access.${table} WHERE id = $1`, [id]);
    this.#added.length = 0;
  }

  bearer(token: string): { authorization: string } {
    this.credentials.add(token);
    return { authorization: `Bearer ${token}` };
  }

  /** Address of the metrics, on a port of their own. */
  metricsAddress(): Promise<string> {
    return metricsOf(this.graph.program);
  }

  get metricsToken(): string {
    return METRICS_TOKEN;
  }

  #note(reply: Reply): void {
    expectClean(reply);
    if (reply.status >= 400 || reply.text.startsWith('{"errors":')) this.refusals.push(reply.ms);
  }

  #exchange({
    method,
    path,
    headers,
    body,
  }: Required<Omit<Sent, 'body'>> & Pick<Sent, 'body'>): Promise<Reply> {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const request = openRequest(`${this.address}`, { method, path, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .once('end', () =>
            resolve({
              status: response.statusCode!,
              text: Buffer.concat(chunks).toString('utf8'),
              headers: response.headers as Record<string, string>,
              ms: performance.now() - began,
            }),
          )
          .once('error', reject);
      });
      request.once('error', reject).end(body);
    });
  }
}

/** Reads the result of an operation in a reply. */
export function resultOf(reply: Reply): Result {
  const { data, errors = [] } = JSON.parse(reply.text) as Partial<Pick<Result, 'data' | 'errors'>>;
  return { ...reply, data, errors };
}
