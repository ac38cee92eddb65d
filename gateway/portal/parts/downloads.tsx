import type { View } from '../page.js';

const FORMATS = ['csv', 'xlsx', 'ndjson', 'json'] as const;

/** Spreadsheets open a file of CSV by its mark and by the separator of their language. */
const CSV = { fr: '&bom=1&separator=%3B', en: '&bom=1' } as const;

/** Address of a list as CSV. */
export const csvOf = (view: View, list: string): string =>
  `/export/${list}.csv?lang=${view.language}${CSV[view.language]}`;

/** Address of the calendar, or of a part of it. */
export const icsOf = (view: View, part: Record<string, string> = {}): string =>
  `/agenda.ics?${new URLSearchParams({ ...part, lang: view.language })}`;

/**
 * Links to files of a list.
 * @param list field of the graph that is a connection
 * @param filter that of the list, as the graph takes it
 * @param orderBy order of the rows, as the graph takes it
 * @param what what the files hold, where the page shows something else
 */
export function Downloads({
  view,
  list,
  filter,
  orderBy,
  what,
}: {
  view: View;
  list: string;
  filter?: object | undefined;
  orderBy?: readonly object[] | undefined;
  what?: string;
}) {
  const query = new URLSearchParams({
    ...(filter && Object.keys(filter).length ? { filter: JSON.stringify(filter) } : {}),
    ...(orderBy ? { orderBy: JSON.stringify(orderBy) } : {}),
    lang: view.language,
  });
  return (
    <p class="downloads">
      {what ? view.t('list.downloadOf', { what }) : view.t('list.download')}{' '}
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
