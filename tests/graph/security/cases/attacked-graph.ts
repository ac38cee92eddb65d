import { randomInt } from 'node:crypto';
import { Agent, request as openRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { newId } from '#kernel/values';
import WebSocket from 'ws';
import { principalId } from '../../../../services/access/viewer/identity.store.js';
import type { RoleName } from '../../../support/actors.js';
import type { Answer } from '../../../support/graph.js';
import { OidcIssuer } from '../../../support/oidc-issuer.js';
import { OwnGraph } from '../../../support/own-graph.js';
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
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });

  async begin(): Promise<void> {
    this.oidc = await OidcIssuer.open();
    this.graph = new OwnGraph(this.workplace, {
      LOG_LEVEL: 'info',
      TRUST_PROXY: 'true',
      OIDC_ISSUERS: `${this.oidc.issuer}=graph`,
      METRICS_TOKEN,
      CONNECTION_INIT_MS: '2000',
      // The defaults, which the other tests switch off because all of them use one address.
      BUDGET_ANONYMOUS: '6000000',
      BUDGET_IDENTIFIED: '12000000',
    });
    await this.graph.begin();
    this.credentials.add(this.graph.secret);
  }

  async end(): Promise<void> {
    this.#agent.destroy();
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
    const { admin } = this.graph;
    const id = principalId(this.oidc.issuer, subject);
    await admin.query('INSERT INTO access.principal (id, issuer, subject, name) VALUES ($1, $2, $3, $4)', [
      id,
      this.oidc.issuer,
      subject,
      'Somebody',
    ]);
    if (role)
      await admin.query(
        'INSERT INTO access.role_grant (id, principal_id, role, of_ids) VALUES ($1, $2, $3, $4)',
        [newId('RoleGrant'), id, role, of],
      );
    return this.bearer(await this.oidc.token({ sub: subject }));
  }

  bearer(token: string): { authorization: string } {
    this.credentials.add(token);
    return { authorization: `Bearer ${token}` };
  }

  get metricsToken(): string {
    return METRICS_TOKEN;
  }

  #note(reply: Reply): void {
    expectClean(reply);
    if (reply.status >= 400 || /^\{"errors":/.test(reply.text)) this.refusals.push(reply.ms);
  }

  #exchange({
    method,
    path,
    headers,
    body,
  }: Required<Omit<Sent, 'body'>> & Pick<Sent, 'body'>): Promise<Reply> {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const request = openRequest(
        `${this.address}`,
        { method, path, headers, agent: this.#agent },
        (response) => {
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
        },
      );
      request.once('error', reject).end(body);
    });
  }
}

/** Reads the result of an operation in a reply. */
export function resultOf(reply: Reply): Result {
  const { data, errors = [] } = JSON.parse(reply.text) as Partial<Pick<Result, 'data' | 'errors'>>;
  return { ...reply, data, errors };
}
