import { COUNTRIES, FACT, deleted, renamed, type Write } from './write-context.js';

export const countryGroups: Write[] = [
  renamed('country', 'Country', 'name_en = $2, aliases = ARRAY[$2]'),
  ({ any, run }) =>
    run('UPDATE country SET least_developed = NOT least_developed WHERE id = $1', [any('Country')]),
  // Many rows in one statement.
  ({ random, run }) =>
    run('UPDATE country SET sub_region = $1 WHERE code LIKE $2', [
      random.word(),
      `${random.pick(['B', 'M', 'S'])}%`,
    ]),
  ({ born, random, run }) => {
    const id = born('CountryGroup');
    return run(
      `INSERT INTO country_group (id, code, name_fr, name_en, country_codes, status, search_text, sources, confidence)
       VALUES ($1, $2, $3, $3, $4, 'LISTED', '', ${FACT})`,
      [id, `TEST-${id}`, random.word(), [random.pick(COUNTRIES), 'FR']],
    );
  },
  renamed('country_group', 'CountryGroup', 'name_fr = $2'),
  ({ any, random, run }) =>
    run('UPDATE country_group SET country_codes = $2 WHERE id = $1', [
      any('CountryGroup'),
      ['FR', ...random.some(COUNTRIES, 4)],
    ]),
  deleted('country_group', 'CountryGroup'),
  ({ any, born, random, run }) =>
    run(
      `INSERT INTO country_group_term (id, group_code, person, role, authority_id, sources, confidence)
       SELECT $1, code, 'test', $3, $4, '[{"title":"test"}]', 'ILLUSTRATIVE' FROM country_group WHERE id = $2`,
      [
        born('CountryGroupTerm'),
        any('CountryGroup'),
        random.pick(['CHAIR', 'REFERENT']),
        random.chance(0.8) ? any('Authority') : null,
      ],
    ),
  ({ any, random, run }) =>
    run('UPDATE country_group_term SET authority_id = $2, role = $3 WHERE id = $1', [
      any('CountryGroupTerm'),
      any('Authority'),
      random.pick(['CHAIR', 'REFERENT']),
    ]),
  deleted('country_group_term', 'CountryGroupTerm'),
];
