import { definePage } from '../page.js';
import { Downloads } from '../parts/downloads.js';
import { Fact, Facts, Section } from '../parts/facts.js';
import {
  AuthorityLink,
  CountryLink,
  ForeignAuthorityLink,
  Links,
  Text,
  ThemeLink,
  type Coded,
  type Identified,
} from '../parts/links.js';
import { Requests, type RequestRow } from '../parts/more-records.js';
import { Paging, paging, type PageInfo } from '../parts/paging.js';
import { Sources, type Provenance } from '../parts/provenance.js';
import { Share } from '../parts/share.js';

interface ListData {
  cooperationRequests: { totalCount: number; pageInfo: PageInfo; nodes: RequestRow[] } | null;
}

export const requests = definePage<ListData>({
  path: '/requests',
  operation: 'requests',
  variables: (place) => paging(place, 50),
  render: ({ cooperationRequests: list }, view) => ({
    title: view.t('nav.requests'),
    description: view.t('requests.description'),
    isUnlisted: view.query.size > 0,
    body: (
      <>
        <h1>{view.t('nav.requests')}</h1>
        <p class="lead">{view.t('requests.lead')}</p>
        {list?.nodes.length ? (
          <Requests view={view} of={list.nodes} />
        ) : (
          <p>{view.t(list ? 'requests.none' : 'page.notReached')}</p>
        )}
        {list && <Paging view={view} info={list.pageInfo} label={view.t('nav.requests')} />}
        <Downloads view={view} list="cooperationRequests" />
      </>
    ),
  }),
});

interface CooperationRequest extends RequestRow {
  foreignAuthorityText: string;
  languages: string[];
  urgency: string | null;
  population: number | null;
  note: string | null;
  contact: string | null;
  foreignAuthority: Identified | null;
  themes: Coded[] | null;
  answeredBy: Identified[] | null;
  matches: { nodes: Match[] } | null;
  provenance: Provenance;
}

interface Match {
  score: number;
  reasons: { criterion: string; points: number; of: number; detail: string }[];
  authority: Identified | null;
  expertise: { title: string } | null;
}

export const request = definePage<{ cooperationRequest: CooperationRequest | null }>({
  path: '/requests/:id',
  operation: 'request',
  variables: ({ params }) => ({ id: params.id }),
  render({ cooperationRequest: of }, view) {
    if (!of) return undefined;
    const { t, words } = view;
    return {
      title: of.need,
      description: `${of.foreignAuthorityText}: ${of.need}`,
      body: (
        <article>
          <p class="kicker">{words.term('CooperationRequestStatus', of.status)}</p>
          <h1>
            <Text view={view} language={of.language}>
              {of.need}
            </Text>
          </h1>
          <Facts>
            <Fact name={t('request.from')}>
              {of.foreignAuthority ? (
                <ForeignAuthorityLink view={view} of={of.foreignAuthority} />
              ) : (
                of.foreignAuthorityText
              )}
            </Fact>
            <Fact name={t('column.country')}>
              {of.country && <CountryLink view={view} of={of.country} />}
            </Fact>
            <Fact name={t('nav.themes')}>
              {of.themes?.length ? (
                <Links view={view} of={of.themes} as={ThemeLink} />
              ) : (
                t('fact.notClassified')
              )}
            </Fact>
            <Fact name={t('request.openedOn')}>{words.date(of.openedOn)}</Fact>
            <Fact name={t('request.expiresOn')}>
              {of.expiresOn ? words.date(of.expiresOn) : t('fact.unknown')}
            </Fact>
            <Fact name={t('request.languages')}>
              {of.languages.map((code) => words.languageName(code)).join(', ')}
            </Fact>
            <Fact name={t('request.urgency')}>{of.urgency}</Fact>
            <Fact name={t('authority.population')}>
              {of.population !== null && words.number(of.population)}
            </Fact>
            <Fact name={t('contact.title')}>{of.contact}</Fact>
            <Fact name={t('request.answeredBy')}>
              {of.answeredBy?.length ? <Links view={view} of={of.answeredBy} as={AuthorityLink} /> : null}
            </Fact>
            <Fact name={t('fact.note')}>{of.note}</Fact>
          </Facts>
          <Sources view={view} of={of.provenance} />
          <Section id="matches" title={t('request.matches')}>
            {of.matches?.nodes.length ? (
              <ol class="hits">
                {of.matches.nodes.map(({ score, reasons, authority, expertise }) => (
                  <li>
                    <h3>{authority ? <AuthorityLink view={view} of={authority} /> : t('page.notReached')}</h3>
                    <p class="detail">
                      {expertise?.title} · {t('request.score', { score })}
                    </p>
                    <ul class="evidence">
                      {reasons.map(({ points, of: most, detail }) => (
                        <li>
                          {detail} ({points}/{most})
                        </li>
                      ))}
                    </ul>
                  </li>
                ))}
              </ol>
            ) : (
              <p>{t(of.matches ? 'request.noMatch' : 'page.notReached')}</p>
            )}
          </Section>
          <Share view={view} title={of.need} path={view.url(`/requests/${of.id}`)} />
        </article>
      ),
    };
  },
});
