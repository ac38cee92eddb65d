import { definePage } from '../page.js';
import { Downloads } from '../parts/downloads.js';
import { ThemeLink, type Coded } from '../parts/links.js';
import { Scroll } from '../parts/scroll.js';

interface Data {
  themes: {
    nodes: (Coded & {
      level: number;
      expertises: { totalCount: number } | null;
      partnerships: { totalCount: number } | null;
    })[];
  } | null;
}

export const themes = definePage<Data>({
  path: '/themes',
  operation: 'themes',
  render: ({ themes: list }, view) => ({
    title: view.t('nav.themes'),
    description: view.t('themes.description'),
    body: (
      <>
        <h1>{view.t('nav.themes')}</h1>
        <p class="lead">{view.t('themes.lead')}</p>
        <Scroll label={view.t('nav.themes')}>
          <table>
            <caption class="visually-hidden">{view.t('nav.themes')}</caption>
            <thead>
              <tr>
                <th scope="col">{view.t('column.theme')}</th>
                <th scope="col">{view.t('column.expertises')}</th>
                <th scope="col">{view.t('column.partnerships')}</th>
              </tr>
            </thead>
            <tbody>
              {list?.nodes.map((theme) => (
                <tr>
                  <th scope="row" class={`level-${theme.level}`}>
                    <ThemeLink view={view} of={theme} />
                  </th>
                  <td class="number">{view.words.number(theme.expertises?.totalCount ?? 0)}</td>
                  <td class="number">{view.words.number(theme.partnerships?.totalCount ?? 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
        <Downloads view={view} list="themes" />
      </>
    ),
  }),
});
