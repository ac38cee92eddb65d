import { definePage } from '../page.js';
import { byContinent, type CountryChoices } from '../parts/choices.js';
import { Downloads } from '../parts/downloads.js';
import { Section } from '../parts/facts.js';
import { tiesByCode, type TiesByCountry } from './home.js';
import { Scroll } from '../parts/scroll.js';

export const countries = definePage<CountryChoices & TiesByCountry>({
  path: '/countries',
  operation: 'countries',
  render(data, view) {
    const { t, words } = view;
    const ties = tiesByCode(data);
    return {
      title: t('nav.countries'),
      description: t('countries.description'),
      body: (
        <>
          <h1>{t('nav.countries')}</h1>
          <p class="lead">{t('countries.lead', { n: ties.size })}</p>
          {byContinent(view, data).map(({ name, countries: all }, index) => {
            const tied = all.filter(({ code }) => ties.has(code));
            const others = all.filter(({ code }) => !ties.has(code));
            return (
              <Section id={`part-${index}`} title={name}>
                <Scroll label={name}>
                  <table>
                    <caption class="visually-hidden">{name}</caption>
                    <thead>
                      <tr>
                        <th scope="col">{t('column.country')}</th>
                        <th scope="col">{t('column.partnerships')}</th>
                        <th scope="col">{t('column.authorities')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {tied.map(({ code, name: country }) => (
                        <tr>
                          <th scope="row">
                            <a href={view.url(`/countries/${code}`)}>{country}</a>
                          </th>
                          <td class="number">{words.number(ties.get(code)!.count)}</td>
                          <td class="number">{words.number(ties.get(code)!.authorities ?? 0)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </Scroll>
                {others.length > 0 && (
                  <details>
                    <summary>{t('countries.without', { n: others.length })}</summary>
                    <ul class="inline">
                      {others.map(({ code, name: country }) => (
                        <li>
                          <a href={view.url(`/countries/${code}`)}>{country}</a>
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
              </Section>
            );
          })}
          <Downloads view={view} list="countries" />
        </>
      ),
    };
  },
});
