import { knownCountries, knownLanguages } from '#vocabulary';
import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, sql, type Sql } from '#kernel/database';
import {
  ListReader,
  choiceCondition,
  overlapCondition,
  parentOf,
  textCondition,
  type ListDefinition,
  type ListParent,
} from '#kernel/lists';
import { holderConditions, holderPartnershipConditions } from '../holder/holder.conditions.js';
import { countriesOfWork, tieConditions } from '../holder/holder.ties.js';
import { unclassifiedPartnerships } from './unclassified.js';
import { withFilter } from '../absence.js';
import { ExpertiseEntity } from './expertise.entity.js';
import type { ExpertiseFilter, ExpertiseOrderField, ExpertisesArgs } from './expertise.input.js';
import type { ExpertiseBasis } from './expertise.type.js';
import { currentBasis, basisOf } from '../label/label-in-force.sql.js';
import { themeCondition } from '../theme/theme.store.js';
import { knownPlaces, knownThemes } from '../known-codes.js';

const columns = sql`${columnsOf(ExpertiseEntity, 'e', ['searchText', 'basis'])}, ${basisOf} AS basis`;

const expertises: ListDefinition<`${ExpertiseOrderField}`> = {
  name: 'Expertise',
  select: columns,
  from: sql`(SELECT * FROM expertise WHERE withdrawn_on IS NULL) e`,
  id: sql`e.id`,
  orders: {
    THEME: { by: sql`e.theme_code`, type: 'text' },
    TITLE_FR: { by: sql`e.title_fr COLLATE "fr-FR-x-icu"`, type: 'text' },
    TITLE_EN: { by: sql`coalesce(e.title_en, e.title_fr) COLLATE "en-x-icu"`, type: 'text' },
    EVIDENCE: { by: sql`cardinality(e.evidence_ids)`, type: 'int' },
  },
  defaultOrder: [{ field: 'THEME', direction: 'ASC' }],
};

function conditionsOf(filter: ExpertiseFilter): Sql[] {
  return [
    ...themeCondition(sql`e.theme_code`, filter.theme),
    ...tieConditions(filter.country),
    ...overlapCondition(sql`e.country_codes`, filter.countryOfExperience),
    ...choiceCondition(currentBasis, filter.basis),
    ...overlapCondition(sql`e.languages`, filter.language),
    ...overlapCondition(sql`e.mobilisation_modes`, filter.mobilisation),
    ...textCondition(sql`e.search_text`, filter.text),
    ...holderConditions(filter.authority),
    ...holderPartnershipConditions(filter.partnership),
  ];
}

export const ofAuthority = parentOf({
  name: 'Authority',
  key: sql`e.authority_id`,
  type: 'uuid',
});
export const ofCountry = parentOf({
  name: 'Country',
  join: countriesOfWork,
  key: sql`country_of_work.code`,
  type: 'text',
});
export const ofTheme = parentOf({
  name: 'Theme',
  join: sql`JOIN theme t ON t.code = e.theme_code CROSS JOIN LATERAL unnest(t.path_codes) AS above(code)`,
  key: sql`above.code`,
  type: 'text',
});
export const ofEvidence = parentOf({
  name: 'Partnership',
  join: sql`CROSS JOIN LATERAL unnest(e.evidence_ids) AS evidence(id)`,
  key: sql`evidence.id`,
  type: 'uuid',
});

export interface Published {
  languages: boolean;
  mobilisation: boolean;
  /** Bases with at least one expertise. */
  bases: `${ExpertiseBasis}`[];
  labels: boolean;
}

const publishedFacts = sql`SELECT coalesce(bool_or(languages IS NOT NULL), false) AS languages,
  coalesce(bool_or(mobilisation_modes IS NOT NULL), false) AS mobilisation,
  coalesce(array_agg(DISTINCT ${currentBasis}), '{}') AS bases,
  EXISTS (SELECT FROM label) AS labels FROM expertise e WHERE e.withdrawn_on IS NULL`;

export function expertiseStore(tools: StoreTools) {
  const { reader, cursors } = tools;
  let published: Promise<Published> | undefined;
  const list = new ListReader<ExpertiseEntity, `${ExpertiseOrderField}`>(expertises, reader, cursors, {
    theme: knownThemes(tools),
    country: knownCountries,
    countryOfExperience: knownCountries,
    language: knownLanguages,
    ...knownPlaces(tools),
  });
  return {
    byId: byKey<string, ExpertiseEntity>(
      (ids) =>
        reader
          .named('Expertise.byId')
          .rows(sql`SELECT ${columns} FROM expertise e WHERE e.id = ${anyKey(ids, 'uuid')}`),
      (expertise) => expertise.id,
    ),
    page: async (args: ExpertisesArgs, parent?: ListParent) =>
      withFilter(await list.pageOf(args, conditionsOf, parent), args.filter, parent),
    /** Number of partnerships that meet what else was asked for, and have no theme; 0 when no theme was asked for. */
    async unclassified(filter: ExpertiseFilter, parent: ListParent | undefined): Promise<number> {
      const statement = unclassifiedPartnerships(filter, parent);
      if (!statement) return 0;
      const [row] = await reader.named('Expertise.unclassified').rows<{ count: number }>(statement);
      return row!.count;
    },
    /** Which rarely published facts are known at all; read once per request. */
    published: () =>
      (published ??= reader
        .named('Expertise.published')
        .rows<Published>(publishedFacts)
        .then(([row]) => row!)),
  };
}
