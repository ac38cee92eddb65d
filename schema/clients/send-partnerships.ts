/*
 * Example client: sends many rows about partnerships, in batches of 100, and reads what became of each.
 * It needs nothing but fetch: copy it. `README.md` beside it explains the contract.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is known of one partnership; `PartnershipRecordInput` in the schema has all fields. */
export interface Row {
  /** Key of the row in your source: the same in every edition. */
  externalId: string;
  frenchAuthorityIds: string[];
  foreignAuthorityIds: string[];
  [field: string]: unknown;
}

export interface Source {
  /** Stable key of the source, such as `benin-agreements`. */
  key: string;
  title: string;
  licence: string;
  url?: string;
  asOf?: string;
}

/** What became of a row: see `PartnershipRecordOutcome`. */
export interface Fate {
  row: Row;
  outcome: 'CREATED' | 'JOINED' | 'UPDATED' | 'UNCHANGED' | 'AMBIGUOUS' | 'REFUSED';
  partnership: { id: string } | null;
  candidates: { id: string }[];
  problems: { code: string; field: string[]; message: string }[];
}

export interface Connection {
  /** Address of the graph, such as `https://…/graphql`. */
  url: string;
  /** API key or access token with the permission `partnership:record`. */
  token: string;
  /** Attempts for a batch; default: 6, which takes up to two minutes. */
  attempts?: number;
}

const BATCH = 100;
/** Errors after which the same request may succeed. */
const PASSING = new Set(['RATE_LIMITED', 'TIMEOUT', 'CONFLICT', 'SUBGRAPH_UNAVAILABLE']);
const MUTATION = `mutation RecordPartnerships($input: PartnershipsRecordInput!) {
  partnershipsRecord(input: $input) {
    results { index outcome partnership { id } candidates { id } problems { code field message } }
    problems { code field message }
  }
}`;

/** Sends rows, and yields the fate of each in their order. @throws Error when a batch is refused as a whole, or cannot be sent */
export async function* sendPartnerships(
  connection: Connection,
  source: Source,
  rows: readonly Row[],
  importId?: string,
): AsyncGenerator<Fate> {
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    // All attempts have one id, so that a batch whose answer was lost is executed once, and its answer is sent again.
    const input = { ...(importId && { importId }), source, rows: batch, clientMutationId: randomUUID() };
    const { results, problems } = await record(connection, input);
    if (!results) throw new Error(`Rows ${start} to ${start + batch.length - 1}: ${problems[0]?.message}`);
    for (const { index, ...fate } of results) yield { row: batch[index]!, ...fate };
  }
}

interface Payload {
  results: (Omit<Fate, 'row'> & { index: number })[] | null;
  problems: Fate['problems'];
}

/** Sends one batch until it is answered. */
async function record({ url, token, attempts = 6 }: Connection, input: object): Promise<Payload> {
  for (let attempt = 1; ; attempt++) {
    const answer = await post(url, token, input);
    if ('results' in answer) return answer;
    if (!answer.passes || attempt >= attempts) throw new Error(answer.message);
    await sleep(answer.retryAfterMs ?? 1_000 * 2 ** attempt);
  }
}

interface Failure {
  message: string;
  /** Whether the same request may succeed later. */
  passes: boolean;
  retryAfterMs?: number | undefined;
}

async function post(url: string, token: string, input: object): Promise<Payload | Failure> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: MUTATION, variables: { input } }),
    });
    text = await response.text();
  } catch (error) {
    return { message: `${url} cannot be reached: ${String(error)}`, passes: true };
  }
  const body = text.startsWith('{') ? JSON.parse(text) : {};
  const [error] = body.errors ?? [];
  if (!error && body.data) return body.data.partnershipsRecord;
  const retryAfter = error?.extensions?.retryAfter ?? response.headers.get('retry-after');
  return {
    message: error ? `${error.extensions?.code}: ${error.message}` : `HTTP ${response.status}`,
    passes: error ? PASSING.has(error.extensions?.code) : response.status >= 500,
    retryAfterMs: retryAfter ? Number(retryAfter) * 1_000 : undefined,
  };
}
