import type { View } from '../page.js';
import { CountryOptions, ThemeOptions, type CountryChoices, type ThemeChoice } from './choices.js';

export interface Choices extends CountryChoices {
  themes: { nodes: ThemeChoice[] } | null;
}

/** The question of the portal as a sentence to fill: which authorities know about this, and work there? */
export function SearchForm({ view, of }: { view: View; of: Choices }) {
  const chosen = (name: string) => view.query.get(name);
  return (
    <form class="question" action={view.url('/search')} method="get" role="search">
      <p class="sentence">
        <label for="theme">{view.t('search.sentenceTheme')}</label>{' '}
        <select id="theme" name="theme">
          <ThemeOptions view={view} of={of.themes?.nodes ?? []} chosen={chosen('theme')} />
        </select>{' '}
        <label for="country">{view.t('search.sentenceCountry')}</label>{' '}
        <select id="country" name="country">
          <CountryOptions view={view} of={of} chosen={chosen('country')} />
        </select>
        <span aria-hidden="true">{view.t('search.sentenceEnd')}</span>
      </p>
      <p class="words">
        <label for="text">{view.t('search.words')}</label>
        <input
          id="text"
          name="text"
          type="search"
          value={chosen('text') ?? ''}
          autocomplete="off"
          maxLength={200}
          data-suggest={view.language}
        />
        <button type="submit">{view.t('search.submit')}</button>
      </p>
      <p class="hint">
        {view.t('search.hint')} <a href={view.url('/abroad')}>{view.t('search.abroad')}</a>
      </p>
    </form>
  );
}
