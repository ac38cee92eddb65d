// Field policies of Apollo Client for this graph, used by apollo.mjs. `relayStylePagination` of Apollo knows `edges` alone,
// answers a longer page from a shorter one, and has no edges for a list of which only `totalCount` was read: these policies
// join `nodes` too, and leave to the network what the cache does not hold.

const DEFAULT_PAGE = 20;
const LISTS = ['edges', 'nodes'];

/**
 * Policy of a connection. Pages that follow one another (`fetchMore` with `after` or `before`) are joined to one list for
 * each combination of the other arguments.
 * @param {string[]} keyArgs arguments that make another list
 */
export const connectionPolicy = (keyArgs) => ({ keyArgs, merge: mergePage, read: readPages });

/**
 * Policy of a list of objects without an id: other fields of the same items are added. Items are the same where what both
 * answers have of them is equal; else the list has changed, and the later answer replaces it.
 */
export const itemsPolicy = {
  merge: (existing, incoming, { mergeObjects }) =>
    existing?.length === incoming?.length && incoming.every((item, index) => agree(existing[index], item))
      ? incoming.map((item, index) => mergeObjects(existing[index], item))
      : incoming,
};

function agree(existing, item) {
  if (!existing || !item) return false;
  const common = Object.keys(item).filter((name) => name !== '__typename' && name in existing);
  return (
    common.length > 0 && common.every((name) => JSON.stringify(existing[name]) === JSON.stringify(item[name]))
  );
}

/** What is kept beside the fields of a connection: how many items were asked for so far, by list. */
const askedOf = (connection, name) => connection?.asked?.[name] ?? 0;

function mergePage(existing, incoming, { args, readField }) {
  if (!incoming) return incoming;
  const size = args?.first ?? args?.last ?? DEFAULT_PAGE;
  const place = existing && placeOf(existing, args, readField);
  // Of a list that changes with each page, the fields that this page does not have are no longer true.
  const merged = { ...withoutLists(existing, Boolean(place)), ...incoming };
  const asked = place ? {} : { ...existing?.asked };
  for (const name of LISTS) {
    const page = incoming[name];
    if (!page) continue;
    const known = existing?.[name];
    if (place && !known) {
      // Only a part of the list: the network has to answer what needs all of it.
      delete merged[name];
    } else {
      const [before, after] = place ? place.around(known) : [[], []];
      merged[name] = [...before, ...page, ...after];
      asked[name] = before.length + size + after.length;
    }
  }
  if (place && existing.pageInfo && incoming.pageInfo)
    merged.pageInfo = place.pageInfo(existing.pageInfo, incoming.pageInfo);
  return { ...merged, asked };
}

function withoutLists(connection, areOld) {
  if (!areOld || !connection) return connection;
  const { edges: _edges, nodes: _nodes, ...rest } = connection;
  return rest;
}

/** Where a page belongs in the list that is known; undefined when it begins a new one. */
function placeOf(existing, args, readField) {
  const cursorAt = (name) => existing.pageInfo && readField(name, existing.pageInfo);
  const indexOf = (cursor) =>
    (existing.edges ?? []).findIndex((edge) => readField('cursor', edge) === cursor);
  const { after, before } = args ?? {};
  if (after) {
    const index = indexOf(after);
    const isEnd = cursorAt('endCursor') === after;
    if (index < 0 && !isEnd) return undefined;
    return {
      around: (list) => [isEnd ? list : list.slice(0, index + 1), []],
      pageInfo: (known, page) => ({ ...page, ...only(known, ['startCursor', 'hasPreviousPage']) }),
    };
  }
  if (before) {
    const index = indexOf(before);
    const isStart = cursorAt('startCursor') === before;
    if (index < 0 && !isStart) return undefined;
    return {
      around: (list) => [[], isStart ? list : list.slice(index)],
      pageInfo: (known, page) => ({ ...page, ...only(known, ['endCursor', 'hasNextPage']) }),
    };
  }
  return undefined;
}

const only = (object, names) =>
  Object.fromEntries(names.filter((name) => name in object).map((name) => [name, object[name]]));

function readPages(existing, { args }) {
  if (!existing) return existing;
  const { asked: _asked, ...connection } = existing;
  const size = args?.first ?? args?.last ?? DEFAULT_PAGE;
  for (const name of LISTS) {
    // A list that has fewer items than were asked for is complete.
    const isCut = connection[name]?.length >= askedOf(existing, name);
    if (isCut && size > askedOf(existing, name)) delete connection[name];
  }
  return connection;
}
