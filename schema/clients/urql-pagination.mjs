// Resolver of the connections of this graph for graphcache of urql, used by urql.mjs.
import { relayPagination } from '@urql/exchange-graphcache/extras';

const LISTS = ['edges', 'nodes'];

/**
 * Joins the pages of a list, as `relayPagination` of urql does; but a list of which `edges` or `nodes` were never read is
 * asked of the network, where `relayPagination` answers that it is empty.
 */
export function connectionResolver() {
  const join = relayPagination();
  return (parent, args, cache, info) => {
    const joined = join(parent, args, cache, info);
    const page = cache.resolve(info.parentKey, info.fieldName, args);
    if (!joined || typeof page !== 'string') return joined;
    const unread = LISTS.filter((name) => !cache.resolve(page, name));
    return Object.fromEntries(Object.entries(joined).filter(([name]) => !unread.includes(name)));
  };
}
