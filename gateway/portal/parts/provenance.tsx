import type { View } from '../page.js';
import { Outside } from './links.js';

export interface Stated {
  asOf: string | null;
  asOfIsReadDay: boolean;
  confidence: string;
}

export interface Provenance extends Stated {
  source: { title: string; url: string | null; licence: string | null };
  sources: { title: string; url: string | null }[];
  updatedAt: string;
}

/** How well a fact is attested and how old it is, in a few words. */
export function attestation(view: View, { asOf, asOfIsReadDay, confidence }: Stated): string {
  const age = asOf
    ? view.t(asOfIsReadDay ? 'fact.readOn' : 'fact.asOf', { date: view.words.date(asOf) })
    : view.t('fact.undated');
  return `${view.words.term('Confidence', confidence)} · ${age}`;
}

export const Attestation = ({ view, of }: { view: View; of: Stated }) => (
  <span class="attestation">{attestation(view, of)}</span>
);

/** The sources of a fact, one click away. @param of null where the graph could not be reached for it */
export function Sources({ view, of }: { view: View; of: Provenance | null | undefined }) {
  if (!of) return null;
  const sources = of.sources.length ? of.sources : [of.source];
  return (
    <details class="sources">
      <summary>{attestation(view, of)}</summary>
      <ul>
        {sources.map(({ title, url }) => (
          <li>{url ? <Outside href={url}>{title}</Outside> : title}</li>
        ))}
      </ul>
      <p>
        {of.source.licence && <>{view.t('fact.licence', { licence: of.source.licence })} </>}
        {view.t('fact.updated', { date: view.words.date(of.updatedAt.slice(0, 10)) })}
      </p>
    </details>
  );
}

export interface Conflict {
  field: string;
  values: { value: string; source: { title: string; url: string | null } }[];
}

/** What sources say differently. */
export function Conflicts({ view, of }: { view: View; of: readonly Conflict[] }) {
  if (!of.length) return null;
  return (
    <section aria-labelledby="conflicts">
      <h2 id="conflicts">{view.t('fact.conflicts')}</h2>
      <ul>
        {of.map(({ field, values }) => (
          <li>
            <code>{field}</code>
            <ul>
              {values.map(({ value, source }) => (
                <li>
                  {value} ({source.url ? <Outside href={source.url}>{source.title}</Outside> : source.title})
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
