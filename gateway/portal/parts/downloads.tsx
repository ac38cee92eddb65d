import type { View } from '../page.js';

const FORMATS = ['csv', 'xlsx', 'ndjson', 'json'] as const;

/** Spreadsheets open a file of CSV by its mark and by the separator of their language. */
const CSV = { fr: '&bom=1&separator=%3B', en: '&bom=1' } as const;

/** Address of a list as CSV. */
export const csvOf = (view: View, list: string): string =>
  `/export/${list}.csv?lang=${view.language}${CSV[view.language]}`;

/** Links to files of a list. @param list field of the graph that is a connection @param filter that of the list, as the graph takes it */
export function Downloads({ view, list, filter }: { view: View; list: string; filter?: object | undefined }) {
  const query = new URLSearchParams({
    ...(filter && Object.keys(filter).length ? { filter: JSON.stringify(filter) } : {}),
    lang: view.language,
  });
  return (
    <p class="downloads">
      {view.t('list.download')}{' '}
      {FORMATS.map((format, index) => (
        <>
          {index > 0 && ' · '}
          <a
            href={`/export/${list}.${format}?${query}${format === 'csv' ? CSV[view.language] : ''}`}
            rel="nofollow"
            download
          >
            {format.toUpperCase()}
          </a>
        </>
      ))}
    </p>
  );
}
