import { type GraphQLSchema, parse } from 'graphql';
import { weightOf } from '../../../gateway/operation/weight.js';
import { COSTS } from './costs.js';
import type { Random } from '../random/random.js';
import type { Hop, Path, Step } from './walk.js';

/** A path as GraphQL text: the same steps can be written in many ways. */
export interface Written {
  path: Path;
  /** Response keys, for each step of each hop. */
  keys: string[][];
  /** A field of `Query`. */
  text: string;
  /** Definitions of its fragments. */
  fragments: string[];
  cost: number;
  tokens: number;
}

export interface Batch {
  query: string;
  paths: Written[];
  /** Whether some callers are refused the whole batch. */
  isGuarded: boolean;
}

const MAX_ENTRIES = { paths: 10, cost: 40_000, tokens: 1_800, depth: 12 } as const;
/** Limit of one path, because each observation is compared. */
const MAX_OF_PATH = 300;
const tokensIn = (text: string) => text.match(/\w+|[^\s\w,]/g)!.length;

/** Text of the fields of a hop, from one entity to the next. */
export function hopText({ steps, to }: Hop): string {
  return steps.reduceRight((inner, { field, args, isLeaf, hasId }, at) => {
    if (isLeaf) return `${field}${args}`;
    const id = at === steps.length - 1 && to !== null ? '__typename id' : hasId ? 'id' : '';
    return `${field}${args} { ${[id, inner].filter(Boolean).join(' ')} }`;
  }, '');
}

/** Writes a path as text. @returns undefined when it exceeds the limits of the graph */
export function write(path: Path, number: number, random: Random, api: GraphQLSchema): Written | undefined {
  const fragments: string[] = [];
  const keys = path.hops.map(({ steps }, hop) =>
    steps.map(({ field }, step) =>
      hop === 0 && step === 0 ? `p${number}` : random.chance(0.1) ? `${field}${number}` : field,
    ),
  );
  const fieldsOf = (step: Step, key: string, inner: string) =>
    `${key === step.field ? '' : `${key}: `}${step.field}${step.args}${step.isLeaf ? '' : ` { ${inner} }`}`;
  const around = (type: string, inner: string, isNeeded: boolean): string => {
    if (random.chance(0.1)) {
      const name = `P${number}F${fragments.length}`;
      fragments.push(`fragment ${name} on ${type} { ${inner} }`);
      return `...${name}`;
    }
    return isNeeded || random.chance(0.1) ? `... on ${type} { ${inner} }` : inner;
  };
  const text = path.hops.reduceRight((beyond, { steps, to }, at) => {
    const next = path.hops[at + 1];
    const rest = next ? around(next.from, beyond, to === 'Node') : '';
    return steps.reduceRight((inner, step, place) => {
      const isLast = place === steps.length - 1;
      const id = isLast && to !== null ? '__typename id' : step.hasId ? '__typename id' : '__typename';
      return fieldsOf(step, keys[at]![place]!, `${id} ${isLast ? rest : inner}`);
    }, '');
  }, '');
  const weight = weightOf(parse(`{ ${text} } ${fragments.join(' ')}`), api, {}, undefined, COSTS);
  if (weight.depth > MAX_ENTRIES.depth || weight.cost > MAX_OF_PATH) return undefined;
  return { path, keys, text, fragments, cost: weight.cost, tokens: tokensIn(text + fragments.join(' ')) };
}

/** Groups paths into operations. Paths with a guarded root field get operations of their own. */
export function batchesOf(written: readonly Written[]): Batch[] {
  const batches: Written[][] = [];
  const open = new Map<string, Written[]>();
  for (const one of written) {
    // A refused root field refuses the whole operation.
    const root = one.path.hops[0]!.steps[0]!.field;
    const group = one.path.isGuarded ? root : '';
    const paths = open.get(group);
    const sum = (what: 'cost' | 'tokens') =>
      (paths ?? []).reduce((total, path) => total + path[what], one[what]);
    if (
      paths &&
      paths.length < MAX_ENTRIES.paths &&
      sum('cost') < MAX_ENTRIES.cost &&
      sum('tokens') < MAX_ENTRIES.tokens
    )
      paths.push(one);
    else {
      const begun = [one];
      batches.push(begun);
      open.set(group, begun);
    }
  }
  return batches.map((paths) => ({
    paths,
    isGuarded: paths[0]!.path.isGuarded,
    query: `{ ${paths.map(({ text }) => text).join('\n')} }\n${paths.flatMap(({ fragments }) => fragments).join('\n')}`,
  }));
}
