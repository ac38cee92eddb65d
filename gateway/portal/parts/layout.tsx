import { LANGUAGES, type Page, type View } from '../page.js';
import type { WordKey } from '../words.js';

const PLACES: readonly [path: string, name: WordKey][] = [
  ['/search', 'nav.search'],
  ['/countries', 'nav.countries'],
  ['/themes', 'nav.themes'],
  ['/groups', 'nav.groups'],
  ['/agenda', 'nav.agenda'],
  ['/calls', 'nav.calls'],
  ['/requests', 'nav.requests'],
  ['/news', 'nav.news'],
  ['/statistics', 'nav.statistics'],
];

export interface Frame {
  view: View;
  page: Page;
  icon: string;
  /** Whether a part of the graph did not answer, so that something may be missing. */
  isPartial: boolean;
}

/** The whole document around a page. */
export function Layout({ view, page, icon, isPartial }: Frame) {
  const { t, language, origin } = view;
  const home = view.path === '/';
  const title = home ? `${t('site.name')} — ${page.title}` : `${page.title} — ${t('site.name')}`;
  const canonical = page.canonical ?? view.path;
  const absolute = (of: string) => `${origin}/${of}${canonical === '/' ? '/' : canonical}`;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <meta name="description" content={page.description} />
        {(page.isUnlisted || page.status) && <meta name="robots" content="noindex, follow" />}
        {!page.status && (
          <>
            <link rel="canonical" href={absolute(language)} />
            {LANGUAGES.map((other) => (
              <link rel="alternate" hreflang={other} href={absolute(other)} />
            ))}
            <link rel="alternate" hreflang="x-default" href={absolute('fr')} />
            <meta property="og:url" content={absolute(language)} />
          </>
        )}
        <meta property="og:type" content="website" />
        <meta property="og:site_name" content={t('site.name')} />
        <meta property="og:title" content={page.title} />
        <meta property="og:description" content={page.description} />
        <meta property="og:locale" content={language === 'fr' ? 'fr_FR' : 'en_GB'} />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href={icon} type="image/svg+xml" />
        <link rel="stylesheet" href={view.assets.style} />
        <link
          rel="alternate"
          type="application/atom+xml"
          title={t('nav.news')}
          href={`/news.atom?lang=${language}`}
        />
        <script src={view.assets.script} defer />
        {page.jsonLd?.map((entity) => (
          <script
            type="application/ld+json"
            dangerouslySetInnerHTML={{
              // No text of the data can end the element.
              __html: JSON.stringify({ '@context': 'https://schema.org', ...entity }).replaceAll(
                '<',
                '\\u003c',
              ),
            }}
          />
        ))}
      </head>
      <body>
        <a class="skip" href="#content">
          {t('site.skip')}
        </a>
        <header>
          <p class="brand">
            <a href={view.url('/')} aria-current={home ? 'page' : undefined}>
              {t('site.name')}
            </a>{' '}
            <span>{t('site.tagline')}</span>
          </p>
          <nav aria-label={t('nav.main')}>
            <ul>
              {PLACES.map(([path, name]) => (
                <li>
                  <a href={view.url(path)} aria-current={view.path === path ? 'page' : undefined}>
                    {t(name)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <LanguageSwitch view={view} />
        </header>
        <main id="content" tabIndex={-1}>
          {isPartial && (
            <p class="notice" role="status">
              {t('page.partial')}
            </p>
          )}
          {page.body}
        </main>
        <Footer view={view} />
      </body>
    </html>
  );
}

function LanguageSwitch({ view }: { view: View }) {
  const other = view.language === 'fr' ? 'en' : 'fr';
  const query = view.query.size ? `?${view.query}` : '';
  return (
    <p class="language">
      <a href={`/${other}${view.path}${query}`} hreflang={other} lang={other}>
        {view.t('site.otherLanguage')}
      </a>
    </p>
  );
}

const Footer = ({ view }: { view: View }) => (
  <footer>
    <ul>
      <li>
        <a href={view.url('/about')}>{view.t('nav.about')}</a>
      </li>
      <li>
        <a href={view.url('/partnerships')}>{view.t('nav.partnerships')}</a>
      </li>
      <li>
        <a href={view.url('/abroad')}>{view.t('nav.abroad')}</a>
      </li>
      <li>
        <a href={view.url('/resources')}>{view.t('nav.resources')}</a>
      </li>
      <li>
        <a href={view.url('/data')}>{view.t('nav.data')}</a>
      </li>
      <li>
        <a href="/ide">{view.t('nav.ide')}</a>
      </li>
      <li>
        <a href={view.url('/accessibility')}>{view.t('nav.accessibility')}</a>
      </li>
    </ul>
    <p>{view.t('site.licence')}</p>
  </footer>
);
