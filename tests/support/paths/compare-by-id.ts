import { type GraphQLSchema, parse } from 'graphql';
import { weightOf } from '../../../gateway/operation/weight.js';
import { COSTS } from './costs.js';
import { hopText } from './document.js';
import type { Observations, Seen } from './observations.js';
import { readHop, type Answered } from './reading.js';
import type { Hop } from './walk.js';

export type AskFor = (query: string, variables: Record<string, unknown>) => Promise<Answered>;

export interface Comparison {
  differences: string[];
  /** Values that were compared. */
  compared: number;
}

interface Question {
  hop: Hop;
  ids: string[];
  seen: Seen;
}

const MAX_IDS = 100;
/** Limits of one request; so few questions never exceed the limit of tokens. */
const MAX_ENTRIES = { questions: 12, cost: 40_000 } as const;

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}

const textOf = (questions: readonly Question[]) =>
  `query (${questions.map((_, at) => `$i${at}: [ID!]!`).join(', ')}) { ${questions
    .map(
      ({ hop }, at) => `h${at}: nodes(ids: $i${at}) { __typename id ... on ${hop.from} { ${hopText(hop)} } }`,
    )
    .join(' ')} }`;
const variablesOf = (questions: readonly Question[]) =>
  Object.fromEntries(questions.map(({ ids }, at) => [`i${at}`, ids]));

/** Returns observations on paths that differ from reads by id, or are missing there. */
export async function differences(
  { hops, things }: Observations,
  api: GraphQLSchema,
  ask: AskFor,
): Promise<Comparison> {
  const found: string[] = [];
  let compared = 0;
  for (const ids of chunks([...things.keys()], MAX_IDS)) {
    const { data } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids });
    ids.forEach((id, at) => {
      const node = data!.nodes[at];
      if (node?.id !== id || node.__typename !== things.get(id))
        found.push(`${things.get(id)}:${id} was met, and node(id) gives ${JSON.stringify(node)}`);
    });
  }
  const questions = [...hops.values()].flatMap(({ hop, seen }) =>
    chunks([...seen.keys()], MAX_IDS).map((ids): Question => ({ hop, ids, seen })),
  );
  const groups: Question[][] = [];
  let cost: number = MAX_ENTRIES.cost;
  for (const question of questions) {
    const one = weightOf(parse(textOf([question])), api, variablesOf([question]), undefined, COSTS).cost;
    const group = groups.at(-1);
    if (group && group.length < MAX_ENTRIES.questions && cost + one < MAX_ENTRIES.cost) {
      group.push(question);
      cost += one;
    } else {
      groups.push([question]);
      cost = one;
    }
  }
  await Promise.all(
    chunks(groups, Math.ceil(groups.length / 4) || 1).map(async (part) => {
      for (const group of part) {
        const { data, codes } = await ask(textOf(group), variablesOf(group));
        if (!data) throw new Error(`${textOf(group)}: ${JSON.stringify([...codes])}`);
        group.forEach(({ hop, ids, seen }, number) =>
          ids.forEach((id, at) => {
            const object = data[`h${number}`]?.[at];
            const place = `h${number}.${at}`;
            const direct = object
              ? readHop(
                  { object, at: place },
                  hop,
                  hop.steps.map(({ field }) => field),
                  codes,
                )
              : 'nothing';
            for (const [value, path] of seen.get(id)!) {
              compared += 1;
              if (value !== JSON.stringify(direct))
                found.push(
                  `${hop.from}:${id} ${hopText(hop)}: ${value} on ${path}, and ${JSON.stringify(direct)} by its id`,
                );
            }
          }),
        );
      }
    }),
  );
  return { differences: found, compared };
}
