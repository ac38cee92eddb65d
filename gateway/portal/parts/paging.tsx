import type { Place, View } from '../page.js';

export interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

/** Variables of a connection from the query string: the first page, or the one after or before a cursor. */
export function paging({ query }: Place, size: number): Record<string, unknown> {
  const before = query.get('before');
  if (before) return { last: size, before, first: null };
  return { first: size, after: query.get('after') || null };
}

/** Links to the previous and the next page of a list. @param label what the list holds */
export function Paging({ view, info, label }: { view: View; info: PageInfo; label: string }) {
  const to = (changes: Record<string, string>) => {
    const query = new URLSearchParams(view.query);
    for (const name of ['after', 'before']) query.delete(name);
    for (const [name, value] of Object.entries(changes)) query.set(name, value);
    return view.url(view.path, query);
  };
  if (!info.hasNextPage && !info.hasPreviousPage) return null;
  return (
    <nav class="paging" aria-label={view.t('list.pages', { list: label })}>
      {info.hasPreviousPage && info.startCursor && (
        <a rel="prev" href={to({ before: info.startCursor })}>
          {view.t('list.previous')}
        </a>
      )}
      {info.hasNextPage && info.endCursor && (
        <a rel="next" href={to({ after: info.endCursor })}>
          {view.t('list.next')}
        </a>
      )}
    </nav>
  );
}
