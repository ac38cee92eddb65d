import { exampleOf } from './example.js';
import { by, provenanceOf } from './rows.js';
import { hasTieWith } from './ties.js';
import type { Question } from './question.js';

const found = `FROM expertises.expertise e
  WHERE e.theme_code IN (SELECT unnest(subtree_codes) FROM expertises.theme WHERE code = $1) AND e.authority_id IN (SELECT a.id FROM search.authority a WHERE ${hasTieWith('$2')})`;
const page = `SELECT e.id, e.title_fr AS title, e.basis, e.authority_id, e.theme_code, e.country_codes, e.authority_country_codes, e.evidence_ids,
    e.sources, e.as_of, e.confidence ${found} ORDER BY e.theme_code, e.id LIMIT 21`;
const total = `SELECT count(*)::int AS count ${found}`;
const authorities = `SELECT a.id, a.kind, a.name, a.siren, a.population, a.population_year AS "populationYear",
    CASE WHEN d.code IS NULL THEN NULL ELSE jsonb_build_object('code', d.code, 'name', d.name) END AS department,
    CASE WHEN r.code IS NULL THEN NULL ELSE jsonb_build_object('code', r.code, 'name', r.name) END AS region
  FROM authorities.authority a LEFT JOIN authorities.department d ON d.code = a.department_code LEFT JOIN authorities.region r ON r.code = a.region_code
  WHERE a.id = ANY($1::uuid[])`;
const labels = `SELECT 'theme' AS kind, code, name_fr AS fr, name_en AS en FROM expertises.theme WHERE code = ANY($1)
  UNION ALL SELECT 'country', code, name_fr, name_en FROM country_groups.country WHERE code = ANY($2)`;
const evidence = `SELECT p.id, p.kind, p.title_fr AS title, p.start_year AS "startYear", p.status_in_source AS "statusInSource", p.country_code,
    p.sources, p.as_of, p.confidence,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('name', f.name) ORDER BY l.position), '[]') FROM cooperations.partnership_foreign_authority l
      JOIN authorities.foreign_authority f ON f.id = l.foreign_authority_id WHERE l.partnership_id = p.id) AS "foreignAuthorities"
  FROM cooperations.partnership p WHERE p.id = ANY($1::uuid[])`;

/** Question 1 of the acceptance. */
export const expertiseInACountry: Question = {
  name: 'q01',
  title: 'q01, expertise in a country',
  graph: exampleOf('q01'),
  async floor(statement, { theme, country }) {
    const [rows, [count]] = await Promise.all([
      statement('q01 page', page, [theme, country]),
      statement('q01 total', total, [theme, country]),
    ]);
    const shown = rows.slice(0, 20);
    const [bodies, proofs] = await Promise.all([
      statement('q01 authorities', authorities, [shown.map((row) => row.authority_id)]),
      statement('q01 evidence', evidence, [shown.flatMap((row) => row.evidence_ids)]),
    ]);
    const codes = [
      ...shown.flatMap((row) => row.authority_country_codes),
      ...proofs.map((row) => row.country_code),
    ];
    const names = await statement('q01 labels', labels, [
      shown.map((row) => row.theme_code),
      [...new Set(codes)],
    ]);
    const themes = new Map(
      names
        .filter(({ kind }) => kind === 'theme')
        .map(({ code, fr, en }) => [code, { code, nameFr: fr, nameEn: en }]),
    );
    const countries = new Map(
      names.filter(({ kind }) => kind === 'country').map(({ code, fr }) => [code, { code, name: fr }]),
    );
    const authorityById = by('id', bodies);
    const evidenceById = new Map(
      proofs.map(({ country_code, sources, as_of, confidence, ...row }) => [
        row.id,
        {
          ...row,
          country: countries.get(country_code),
          provenance: provenanceOf({ sources, as_of, confidence }),
        },
      ]),
    );
    const nodes = shown.map((row) => ({
      id: row.id,
      title: row.title,
      basis: row.basis,
      authority: authorityById.get(row.authority_id),
      theme: themes.get(row.theme_code),
      countriesOfExperience: row.country_codes.map((code: string) => countries.get(code)),
      countriesOfAuthority: row.authority_country_codes.map((code: string) => countries.get(code)),
      evidence: row.evidence_ids.map((id: string) => evidenceById.get(id)),
      provenance: provenanceOf(row),
    }));
    return { expertises: { totalCount: count!.count, nodes } };
  },
  postgraphile: {
    query: `query ($theme: String!, $country: String!) {
      expertises: expertisesIn(theme: $theme, country: $country, first: 20) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes {
          rowId title basis
          authorityByAuthorityId {
            rowId kind name siren population populationYear
            departmentByDepartmentCode { code name }
            regionByRegionCode { code name }
            authorityCountriesByAuthorityIdList { countryByCountryCode { code name } }
          }
          themeByThemeCode { code nameFr nameEn }
          expertiseCountriesByExpertiseIdList { countryByCountryCode { code name } }
          expertiseEvidencesByExpertiseIdList {
            partnershipByPartnershipId {
              rowId kind title startYear statusInSource
              partnershipForeignAuthoritiesByPartnershipIdList { foreignAuthorityByForeignAuthorityId { name } }
              countryByCountryCode { code name }
              sourceTitle sourceUrl asOf confidence
            }
          }
          sourceTitle sourceUrl asOf confidence
        }
      }
    }`,
    variables: { theme: 'ENV-WATER', country: 'BJ' },
  },
  essence: {
    ours: ({ expertises }) => [
      expertises.totalCount,
      ...expertises.nodes.map((node: any) => [
        node.id,
        node.authority.name,
        node.theme.nameFr,
        node.countriesOfExperience.map(({ code }: any) => code),
        node.countriesOfAuthority.map(({ code }: any) => code),
        node.evidence.map(({ id, foreignAuthorities }: any) => [
          id,
          foreignAuthorities.map(({ name }: any) => name),
        ]),
        node.provenance.source.title,
      ]),
    ],
    postgraphile: ({ expertises }) => [
      expertises.totalCount,
      ...expertises.nodes.map((node: any) => [
        node.rowId,
        node.authorityByAuthorityId.name,
        node.themeByThemeCode.nameFr,
        node.expertiseCountriesByExpertiseIdList.map((row: any) => row.countryByCountryCode.code),
        node.authorityByAuthorityId.authorityCountriesByAuthorityIdList.map(
          (row: any) => row.countryByCountryCode.code,
        ),
        node.expertiseEvidencesByExpertiseIdList.map(({ partnershipByPartnershipId: partnership }: any) => [
          partnership.rowId,
          partnership.partnershipForeignAuthoritiesByPartnershipIdList.map(
            (row: any) => row.foreignAuthorityByForeignAuthorityId.name,
          ),
        ]),
        node.sourceTitle,
      ]),
    ],
  },
};
