import type { View } from '../page.js';
import type { Coded } from '../parts/links.js';
import type { WordKey } from '../words.js';

export interface Facets {
  theme: { value: Coded | null; count: number }[];
  country: { value: Coded | null; count: number }[];
  region: { value: Coded | null; count: number }[];
  kind: { value: string; count: number }[];
  basis: { value: string; count: number }[];
  confidence: { value: string; count: number }[];
}

interface Choice {
  value: string;
  name: string;
  count: number;
}

/** What is shown of a facet before the reader opens the rest. */
const SHOWN = 8;

/** Counts of the results by theme, country and others: each is a link that narrows the search, or takes that back. */
export function FacetLists({ view, of }: { view: View; of: Facets }) {
  const coded = (values: Facets['theme']): Choice[] =>
    values.flatMap(({ value, count }) => (value ? [{ value: value.code, name: value.name, count }] : []));
  const named = (type: string, values: Facets['kind']): Choice[] =>
    values.map(({ value, count }) => ({ value, name: view.words.term(type, value), count }));
  return (
    <aside class="facets" aria-labelledby="facets">
      <h2 id="facets">{view.t('facet.title')}</h2>
      <Facet view={view} param="theme" title="facet.theme" of={coded(of.theme)} />
      <Facet view={view} param="country" title="facet.country" of={coded(of.country)} />
      <Facet view={view} param="kind" title="facet.kind" of={named('AuthorityKind', of.kind)} />
      <Facet view={view} param="region" title="facet.region" of={coded(of.region)} />
      <Facet view={view} param="basis" title="facet.basis" of={named('ExpertiseBasis', of.basis)} />
      <Facet view={view} param="attested" title="facet.attested" of={named('Confidence', of.confidence)} />
    </aside>
  );
}

function Facet({ view, param, title, of }: { view: View; param: string; title: WordKey; of: Choice[] }) {
  if (!of.length) return null;
  const chosen = view.query.get(param);
  const to = (value: string | undefined) => {
    const query = new URLSearchParams(view.query);
    for (const gone of [param, 'after', 'before']) query.delete(gone);
    if (value !== undefined) query.set(param, value);
    return view.url('/search', query);
  };
  const item = ({ value, name, count }: Choice) => (
    <li>
      <a
        href={to(value === chosen ? undefined : value)}
        rel="nofollow"
        aria-current={value === chosen ? 'true' : undefined}
      >
        {name}
      </a>{' '}
      <span class="count">{view.words.number(count)}</span>
    </li>
  );
  const sorted = [...of].sort((a, b) => b.count - a.count);
  const rest = sorted.slice(SHOWN);
  return (
    <section aria-labelledby={`facet-${param}`}>
      <h3 id={`facet-${param}`}>{view.t(title)}</h3>
      <ul>{sorted.slice(0, SHOWN).map(item)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{view.t('facet.more', { n: rest.length })}</summary>
          <ul>{rest.map(item)}</ul>
        </details>
      )}
    </section>
  );
}
