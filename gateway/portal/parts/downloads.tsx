import type { View } from '../page.js';

const FORMATS = ['csv', 'xlsx', 'ndjson', 'json'] as const;

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
          <a href={`/export/${list}.${format}?${query}`} rel="nofollow" download>
            {format.toUpperCase()}
          </a>
        </>
      ))}
    </p>
  );
}
