import { by } from './rows.js';
import type { Question, Row } from './question.js';

const query = `query PageOfAuthorities($first: Int, $after: Date) {
  authorities(filter: { isCurrent: true }, orderBy: [{ field: POPULATION, direction: DESC }], first: $first) {
    totalCount
    nodes {
      id
      name
      kind
      population
      labels(first: 3) { totalCount nodes { status expertise { title } } }
      partnerships(first: 3) {
        totalCount
        nodes { kind startYear country { code name } foreignAuthorities { name } }
      }
      countryGroups { code name }
      nextEvent(after: $after) { title startDate }
    }
  }
}`;

const authorities = `SELECT id, name, kind, population FROM authorities.authority WHERE valid_to IS NULL
  ORDER BY coalesce(population, -1) DESC, id LIMIT $1`;
const total = `SELECT count(*)::int AS count FROM authorities.authority WHERE valid_to IS NULL`;
const labels = `SELECT a.id, (SELECT count(*)::int FROM expertises.label l WHERE l.authority_id = a.id) AS total,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('status', status, 'expertise', jsonb_build_object('title', title)) ORDER BY awarded_on DESC, id), '[]') FROM (
      SELECT l.id, l.awarded_on, e.title_fr AS title, CASE WHEN l.valid_from > today THEN 'UPCOMING' WHEN l.valid_until < today THEN 'EXPIRED' ELSE 'ACTIVE' END AS status
      FROM expertises.label l JOIN expertises.expertise e ON e.id = l.expertise_id, (SELECT (now() AT TIME ZONE 'Europe/Paris')::date AS today)
      WHERE l.authority_id = a.id ORDER BY l.awarded_on DESC, l.id LIMIT 3)) AS nodes
  FROM unnest($1::uuid[]) AS a(id)`;
const partnerships = `SELECT a.id, (SELECT count(*)::int FROM cooperations.partnership_french_authority l WHERE l.authority_id = a.id) AS total,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'startYear', start_year, 'country', country_code, 'foreignAuthorities', foreign_authorities) ORDER BY country_code, start_year IS NULL, start_year, id), '[]') FROM (
      SELECT p.id, p.kind, p.start_year, p.country_code, (SELECT coalesce(jsonb_agg(jsonb_build_object('name', f.name) ORDER BY l.position), '[]')
          FROM cooperations.partnership_foreign_authority l JOIN authorities.foreign_authority f ON f.id = l.foreign_authority_id WHERE l.partnership_id = p.id) AS foreign_authorities
      FROM cooperations.partnership_french_authority l JOIN cooperations.partnership p ON p.id = l.partnership_id
      WHERE l.authority_id = a.id ORDER BY p.country_code, p.start_year IS NULL, p.start_year, p.id LIMIT 3)) AS nodes
  FROM unnest($1::uuid[]) AS a(id)`;
const groups = `SELECT t.authority_id AS id, g.code, g.name_fr AS name FROM country_groups.country_group_term t JOIN country_groups.country_group g ON g.code = t.group_code
  WHERE t.authority_id = ANY($1::uuid[]) GROUP BY t.authority_id, g.code, g.name_fr ORDER BY max(t.seen_on COLLATE "C") DESC NULLS LAST, g.code`;
const events = `SELECT a.id, next.title, next.start_date FROM unnest($1::uuid[]) AS a(id)
  CROSS JOIN LATERAL (SELECT e.title_fr AS title, e.start_date FROM events.event e
    WHERE EXISTS (SELECT FROM events.event_participant p WHERE p.event_id = e.id AND p.authority_id = a.id)
      AND e.start_date >= $2::date AND e.status NOT IN ('POSTPONED', 'CANCELLED')
    ORDER BY e.start_date, e.start_time NULLS LAST, e.id LIMIT 1) AS next`;
const countries = `SELECT code, name_fr AS name FROM country_groups.country WHERE code = ANY($1)`;

const essenceOf = (node: Row, labelled: Row, partners: Row) => [
  node.name,
  node.population,
  labelled.totalCount,
  partners.totalCount,
];

/** The largest authorities, each with data of four other subgraphs. */
export const pageOfAuthorities: Question = {
  name: 'page',
  title: 'page of 100 authorities with nested entities',
  graph: { query, variables: { first: 100, after: '2025-01-01' } },
  async floor(statement, { first, after }) {
    const [shown, [count]] = await Promise.all([
      statement('page authorities', authorities, [first]),
      statement('page total', total, []),
    ]);
    const ids = shown.map(({ id }) => id);
    const [labelled, partners, memberships, next] = await Promise.all([
      statement('page labels', labels, [ids]),
      statement('page partnerships', partnerships, [ids]),
      statement('page groups', groups, [ids]),
      statement('page events', events, [ids, after]),
    ]);
    const codes = partners.flatMap(({ nodes }) => nodes.map(({ country }: Row) => country));
    const names = by('code', await statement('page countries', countries, [[...new Set(codes)]]));
    const [labelsOf, partnershipsOf, eventOf] = [by('id', labelled), by('id', partners), by('id', next)];
    const nodes = shown.map((authority) => {
      const [own, event] = [partnershipsOf.get(authority.id)!, eventOf.get(authority.id)];
      const { total: totalCount, nodes: latest } = labelsOf.get(authority.id)!;
      return {
        ...authority,
        labels: { totalCount, nodes: latest },
        partnerships: {
          totalCount: own.total,
          nodes: own.nodes.map((row: Row) => ({ ...row, country: names.get(row.country) })),
        },
        countryGroups: memberships
          .filter(({ id }) => id === authority.id)
          .map(({ code, name }) => ({ code, name })),
        nextEvent: event ? { title: event.title, startDate: event.start_date } : null,
      };
    });
    return { authorities: { totalCount: count!.count, nodes } };
  },
  postgraphile: {
    query: `query ($first: Int, $after: Date) {
      authorities: largestAuthorities(first: $first) {
        totalCount
        nodes {
          rowId name kind population
          labelsByAuthorityId(first: 3, orderBy: [AWARDED_ON_DESC, PRIMARY_KEY_ASC]) { totalCount nodes { status expertiseByExpertiseId { title } } }
          partnershipFrenchAuthoritiesByAuthorityId(first: 3) {
            totalCount
            nodes {
              partnershipByPartnershipId {
                kind startYear
                countryByCountryCode { code name }
                partnershipForeignAuthoritiesByPartnershipIdList { foreignAuthorityByForeignAuthorityId { name } }
              }
            }
          }
          authorityCountryGroupsByAuthorityIdList { countryGroupByGroupCode { code name } }
          nextEvent(after: $after) { title startDate }
        }
      }
    }`,
    variables: { first: 100, after: '2025-01-01' },
  },
  essence: {
    ours: ({ authorities: found }) => [
      found.totalCount,
      ...found.nodes.map((node: Row) => essenceOf(node, node.labels, node.partnerships)),
    ],
    postgraphile: ({ authorities: found }) => [
      found.totalCount,
      ...found.nodes.map((node: Row) =>
        essenceOf(node, node.labelsByAuthorityId, node.partnershipFrenchAuthoritiesByAuthorityId),
      ),
    ],
  },
};
