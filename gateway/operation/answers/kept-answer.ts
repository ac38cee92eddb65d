import type { ExecutionResult } from 'graphql';
import type { EngineOperation, EngineResult } from '../../engine/index.js';
import { EncodedBody } from './encoded-body.js';

/** Most projections of one answer: the oldest makes room. */
const MAX_PROJECTIONS = 8;
/** Bytes of an entry beside its texts. */
const OVERHEAD_BYTES = 1_500;

/** What an answer depends on. */
export interface Validity {
  /** Moment of the feeds before it was read. */
  moment: number;
  subgraphs: ReadonlySet<string>;
  /** `Date.now()` from which it is too old. */
  expiresAt: number;
}

/** Answer to a normalised operation as bytes, with a response for each way in which clients have asked for it. */
export class KeptAnswer {
  readonly #data: Buffer;
  readonly #bodies = new Map<string, EncodedBody>();

  constructor(
    { data }: EngineResult,
    readonly validity: Validity,
    /** Time at which it began to be read. */
    readonly began: number,
    private readonly onGrowth: (answer: KeptAnswer) => void,
  ) {
    this.#data = Buffer.from(JSON.stringify(data ?? null));
  }

  get size(): number {
    let size = OVERHEAD_BYTES + this.#data.length;
    for (const { size: bytes } of this.#bodies.values()) size += bytes + OVERHEAD_BYTES;
    return size;
  }

  /** @param present makes a projected result what clients get */
  bodyOf(
    { projection, project }: EngineOperation,
    present: (result: ExecutionResult) => ExecutionResult,
  ): EncodedBody {
    const known = this.#bodies.get(projection);
    if (known) return known;
    const data = JSON.parse(this.#data.toString()) as EngineResult['data'] | null;
    const result = present(project({ data: data ?? undefined, errors: [] }));
    return this.addBody(projection, Buffer.from(JSON.stringify(result)));
  }

  addBody(projection: string, bytes: Buffer): EncodedBody {
    const [oldest] = this.#bodies.keys();
    if (this.#bodies.size >= MAX_PROJECTIONS) this.#bodies.delete(oldest!);
    const grow = () => this.onGrowth(this);
    const body = new EncodedBody(bytes, grow);
    this.#bodies.set(projection, body);
    grow();
    return body;
  }
}
