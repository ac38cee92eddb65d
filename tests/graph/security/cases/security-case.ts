import type { AttackedGraph } from './attacked-graph.js';

/** One attack on the public graph, and what must become of it. */
export interface SecurityCase {
  /** Category and number, unique. */
  id: string;
  /** What the attacker sends. */
  attack: string;
  /** What must happen, beside the invariants, which hold for every case. */
  expected: string;
  /** Advisory or guide that describes the attack; absent: it was thought of here. */
  source?: string;
  /** Whether it waits for a time limit of the gateway: it then runs beside the others, from their beginning on. */
  isSlow?: true;
  /** Carries out the attack and expects its outcome. */
  run(graph: AttackedGraph): Promise<void>;
}

export const OWASP = 'https://cheatsheetseries.owasp.org/cheatsheets/GraphQL_Cheat_Sheet.html';
export const ARMOR = 'https://github.com/Escape-Technologies/graphql-armor';

export const LIMIT = 'OPERATION_LIMIT_EXCEEDED';
export const INPUT = 'BAD_USER_INPUT';
export const INVALID = 'GRAPHQL_VALIDATION_FAILED';
export const UNPARSED = 'GRAPHQL_PARSE_FAILED';

/** Joins `count` parts with spaces. */
export const times = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');
