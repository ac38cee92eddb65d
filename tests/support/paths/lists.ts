import type { PathClient } from './path-client.js';
import type { CallerName } from './callers.js';

const APPLICATIONS =
  '(first: 100) { totalCount nodes { id competences evidence mobilisationTerms reason transitions { reason } } }';
const INTERESTS = '(first: 100) { totalCount nodes { id message contact answer } }';

/** Complete lists of private entities, by every field that has one; each in its own operation, because it may be refused. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  LabelApplication: [
    `{ labelApplications${APPLICATIONS} }`,
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Authority { labelApplications${APPLICATIONS} } } }`,
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on CommitteeSession { applications${APPLICATIONS} } } }`,
  ],
  ExpressionOfInterest: [
    `{ expressionsOfInterest${INTERESTS} }`,
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Authority { expressionsOfInterest${INTERESTS} } } }`,
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on CooperationRequest { expressionsOfInterest${INTERESTS} } } }`,
  ],
  Partner: ['{ partners(first: 100) { totalCount nodes { id name } } }'],
  ApiKey: ['{ apiKeys(first: 100) { totalCount nodes { id name partner { id name } } } }'],
};
const OTHERS = [
  '{ roleGrants(first: 100) { nodes { id principal { subject name } } } }',
  '{ viewer { name } }',
  'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on CooperationRequest { contact } } }',
];

/** Collects the ids of all lists in a response, and lists whose totalCount is wrong. */
function listed(value: unknown, found: { ids: Set<string>; miscounted: unknown[] }): void {
  if (Array.isArray(value)) for (const item of value) listed(item, found);
  else if (value && typeof value === 'object') {
    const list = value as { totalCount?: number; nodes?: { id: string }[] };
    if (list.nodes && list.totalCount !== undefined) {
      for (const { id } of list.nodes) found.ids.add(id);
      if (list.totalCount !== list.nodes.length) found.miscounted.push(value);
    } else for (const inner of Object.values(value)) listed(inner, found);
  }
}

/** Reads all lists. @returns the secrets seen, and lists whose ids are not exactly those that the caller may see */
export async function readLists(asking: PathClient, caller: CallerName) {
  const { world } = asking;
  const places = ['Authority', 'CommitteeSession', 'CooperationRequest'].flatMap((type) => world.ids[type]!);
  const variables = { ids: places };
  const seen = new Set<string>();
  const wrong: unknown[] = [];
  for (const [type, queries] of Object.entries(LISTS))
    for (const query of queries) {
      const { data, text, codes } = await asking.ask(caller, query, query.startsWith('{') ? {} : variables);
      const found = { ids: new Set<string>(), miscounted: [] as unknown[] };
      listed(data, found);
      const mine = world.ids[type]!.filter((id) => world.secrets.maySee(caller, id));
      const isRefused = [...codes.values()].some((code) => ['UNAUTHENTICATED', 'FORBIDDEN'].includes(code));
      if (isRefused ? mine.length : [...found.ids].sort().join() !== [...mine].sort().join())
        wrong.push({ query, mine, ids: [...found.ids] });
      wrong.push(...found.miscounted);
      for (const secret of world.secrets.in(text)) seen.add(secret);
    }
  for (const query of OTHERS) {
    const { text } = await asking.ask(caller, query, query.startsWith('{') ? {} : variables);
    for (const secret of world.secrets.in(text)) seen.add(secret);
  }
  return { seen: [...seen].sort(), wrong };
}
