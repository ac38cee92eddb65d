import { Feed } from 'feed';
import { isLeafType, getNamedType, isObjectType, type GraphQLSchema } from 'graphql';
import type { MessageLanguage, Text } from '#kernel/errors';
import type { PublicGraph, PublicGraphRequest } from '../../http/public-graph.js';
import { changeTitle, typeName } from './terms.js';
import { Problem } from '../problem.js';
import { readRows } from '../read-rows.js';
import { fileText } from '../texts.js';

/** Entries of a feed. */
const ENTRIES = 50;

export interface FeedContext {
  graph: PublicGraph;
  caller: PublicGraphRequest;
  language: MessageLanguage;
  linkOf: (id: string) => string;
  origin: string;
  /** Address of the feed itself. */
  self: string;
  /** Licence of the data set, for the rights of the feed. */
  rights: string;
}

const NEWS = `query News($first: Int!, $after: String) { page: newsItems(first: $first, after: $after) { nodes { id title body url publishedOn withdrawnAt themes { code name } countries { name } provenance { updatedAt source { title } } } pageInfo { hasNextPage endCursor } } }`;

interface NewsRow {
  id: string;
  title: string;
  body: string | null;
  url: string;
  publishedOn: string | null;
  withdrawnAt: string | null;
  themes: { code: string; name: string }[] | null;
  countries: { name: string }[] | null;
  provenance: { updatedAt: string; source: { title: string } };
}

/** Returns the latest news in Atom (RFC 4287). */
export async function newsFeed(context: FeedContext): Promise<string> {
  const rows = await readRows<NewsRow>(context.graph, NEWS, {}, context.caller, ENTRIES);
  const shown = rows.filter(({ withdrawnAt }) => !withdrawnAt);
  const feed = feedOf(
    context,
    'news',
    fileText('NEWS'),
    latest(shown.map((row) => row.provenance.updatedAt)),
  );
  for (const { id, title, body, url, publishedOn, themes, countries, provenance } of shown)
    feed.addItem({
      id: urnOf(id),
      title: html(title),
      link: url,
      date: new Date(provenance.updatedAt),
      // A date of a month or a year alone is no moment.
      ...(publishedOn?.length === 10 ? { published: new Date(publishedOn) } : {}),
      ...(body ? { description: html(body) } : {}),
      author: [{ name: plain(provenance.source.title) }],
      category: [
        ...(themes ?? []).map(({ code, name }) => ({ term: code, name: plain(name) })),
        ...(countries ?? []).map(({ name }) => ({ term: plain(name) })),
      ],
    });
  return feed.atom1();
}

interface ChangeRow {
  id: string;
  type: string;
  entityId: string;
  operation: string;
  changedAt: string;
  entity: Record<string, unknown> | null;
}

/** Returns the latest changes in Atom (RFC 4287), the latest first. */
export async function changesFeed(schema: GraphQLSchema, context: FeedContext): Promise<string> {
  const operation = `query Changes($last: Int!) { page: changes(last: $last) { nodes { id type entityId operation changedAt entity { id ${namesOf(schema)} } } } }`;
  const result = await context.graph.run(operation, { last: ENTRIES }, context.caller);
  const page = result.data?.page as { nodes: ChangeRow[] } | null | undefined;
  if (!page || result.errors?.length) throw Problem.ofResult(result);
  const rows = page.nodes.toReversed();
  const feed = feedOf(
    context,
    'changes',
    fileText('CHANGES'),
    latest(rows.map(({ changedAt }) => changedAt)),
  );
  for (const { id, type, entityId, operation: what, changedAt, entity } of rows) {
    const label = Object.entries(entity ?? {}).find(([key, value]) => key !== 'id' && value != null)?.[1];
    const title = changeTitle(what, type, String(label ?? entityId), context.language);
    feed.addItem({
      id: `urn:passerelle:change:${encodeURIComponent(id)}`,
      title: html(title),
      // What is gone has no address of its own any more.
      link: what === 'DELETED' ? context.self : context.linkOf(entityId),
      date: new Date(changedAt),
      category: [{ term: type, name: typeName(type, context.language) }, { term: what }],
    });
  }
  return feed.atom1();
}

/** Selection of the name or title of whatever may have changed; names differ in whether they may be null. */
function namesOf(schema: GraphQLSchema): string {
  const node = schema.getType('Node');
  if (!node || isObjectType(node)) throw new Error('The schema has no interface Node.');
  return schema
    .getPossibleTypes(node as Parameters<GraphQLSchema['getPossibleTypes']>[0])
    .flatMap((type) => {
      const fields = type.getFields();
      const name = ['name', 'title', 'person'].find((one) => {
        const field = fields[one];
        return field && isLeafType(getNamedType(field.type));
      });
      return name ? [`... on ${type.name} { ${type.name}_: ${name} }`] : [];
    })
    .join(' ');
}

function feedOf(context: FeedContext, name: string, title: Text, updated: Date): Feed {
  const language = context.language.toLowerCase();
  return new Feed({
    id: `urn:passerelle:feed:${name}:${language}`,
    title: title.in(context.language),
    updated,
    generator: 'Passerelle',
    link: context.origin,
    feedLinks: { atom: context.self },
    language,
    author: { name: 'Passerelle', link: context.origin },
    copyright: context.rights,
  });
}

/** Ids of this graph are UUIDs: entries stay the same at every address. */
const urnOf = (id: string): string => `urn:uuid:${id}`;

const latest = (moments: readonly string[]): Date => new Date(moments.toSorted().at(-1) ?? 0);

/** Text without the characters that XML lacks. */
const plain = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');

/** Text as HTML, which feeds are read as. */
const html = (text: string): string =>
  plain(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
