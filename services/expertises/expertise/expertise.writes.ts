import { requirePermission, requirePermissionToCreate } from '#kernel/auth';
import { columnsOf, sql } from '#kernel/database';
import { refusal } from '#kernel/errors';
import { Confidence } from '#kernel/graphql';
import { searchText } from '#kernel/lists';
import {
  lockRow,
  validateOptionalText,
  definedOnly,
  requireChanges,
  type Transaction,
} from '#kernel/mutations';
import { isLanguageCode, newId, requireId } from '#kernel/values';
import { today, todayDate, todayText, validateCountries } from '#vocabulary';
import { ExpertiseEntity } from './expertise.entity.js';
import type {
  ExpertiseDeclareInput,
  ExpertiseEditInput,
  ExpertiseWithdrawInput,
} from './expertise.write.input.js';
import { enteredBy, partyOf, withSource } from '../party.js';

const SCOPE = 'expertise:write';
const TITLE = 200;
const BODY = 10_000;
const VALUES = 50;
const COUNTRIES = 10;

/** What an edit gives: undefined and null stay what they are. */
function given<Value, Result>(
  value: Value | null | undefined,
  change: (value: Value) => Result,
): Result | null | undefined {
  return value == null ? (value as null | undefined) : change(value);
}

/** Each once; none of them is as good as not stated. */
function codes(
  values: readonly string[],
  isKnown: (code: string) => boolean,
  problem: string,
  expected: string,
  field: string,
  most = VALUES,
): string[] | null {
  const unknown = values.find((code) => !isKnown(code));
  if (unknown !== undefined || values.length > most)
    throw refusal(problem, `At most ${most} ${expected}.`, field);
  return values.length ? [...new Set(values)].sort() : null;
}

/** What is written, as columns; undefined for what the input leaves out. */
function written(input: Omit<ExpertiseEditInput, 'id' | 'version'>) {
  const text = (
    field:
      | 'titleFr'
      | 'titleEn'
      | 'descriptionFr'
      | 'descriptionEn'
      | 'mobilisationTermsFr'
      | 'mobilisationTermsEn',
  ) => validateOptionalText(input[field], field, field.startsWith('title') ? TITLE : BODY);
  return {
    titleFr: text('titleFr'),
    titleEn: text('titleEn'),
    descriptionFr: text('descriptionFr'),
    descriptionEn: text('descriptionEn'),
    mobilisationTermsFr: text('mobilisationTermsFr'),
    mobilisationTermsEn: text('mobilisationTermsEn'),
    languages: given(input.languages, (values) =>
      codes(
        values,
        isLanguageCode,
        'LANGUAGE_UNKNOWN',
        'languages, each by its code in ISO 639-1 such as "en"',
        'languages',
      ),
    ),
    mobilisationModes: given(input.mobilisationModes, (modes) =>
      modes.length ? [...new Set(modes)].sort() : null,
    ),
    countryCodes:
      input.countriesOfExperience === undefined
        ? undefined
        : countriesAbroad(input.countriesOfExperience ?? []),
  };
}

/** Each once. @throws Refusal COUNTRY_UNKNOWN, COUNTRIES_INVALID */
function countriesAbroad(countries: readonly string[]): string[] {
  const field = 'countriesOfExperience';
  if (countries.includes('FR')) throw refusal('COUNTRY_UNKNOWN', 'Countries other than France.', field);
  return validateCountries([...new Set(countries)], field, COUNTRIES).sort();
}

/**
 * Countries in which the authority works, as far as sources show it, and those that are named: a value that PostgreSQL
 * works out, with the parameters of {@link workedInParameters}.
 */
export const workedIn = (): string =>
  `ARRAY(SELECT unnest(o.authority_country_codes) FROM expertise o WHERE o.authority_id = :worker AND o.basis = 'EVIDENCED'
    UNION SELECT unnest(:named::text[]) ORDER BY 1)`;

export const workedInParameters = (authorityId: string, countries: readonly string[]) => ({
  worker: authorityId,
  named: countries,
});

/** @returns the id of the new expertise */
export async function declareExpertise(tx: Transaction, input: ExpertiseDeclareInput): Promise<string> {
  const authorityId = requireId('Authority', input.authorityId, 'input.authorityId');
  requirePermissionToCreate(tx.actor, SCOPE, authorityId, 'authorityId');
  const { countryCodes, languages, mobilisationModes, ...texts } = written({
    countriesOfExperience: [],
    ...input,
  });
  const [theme] = await tx.rows(sql`SELECT FROM theme WHERE code = ${input.themeCode}`);
  if (!theme) throw refusal('THEME_UNKNOWN', 'No theme has this code; `themes` lists them all.', 'themeCode');
  const id = newId('Expertise');
  await tx.manager
    .createQueryBuilder()
    .insert()
    .into(ExpertiseEntity)
    .values({
      ...definedOnly({ ...texts, languages, mobilisationModes }),
      titleFr: texts.titleFr!,
      id,
      authorityId,
      themeCode: input.themeCode,
      basis: 'DECLARED',
      countryCodes: countryCodes!,
      authorityCountryCodes: workedIn,
      evidenceIds: [],
      searchText: searchText([texts.titleFr, texts.titleEn]),
      sources: [enteredBy(partyOf(tx.actor, SCOPE, authorityId))],
      asOf: todayText,
      confidence: Confidence.DECLARED,
    })
    .setParameters(workedInParameters(authorityId, countryCodes!))
    .execute();
  return id;
}

async function lockExpertise(
  tx: Transaction,
  input: { id: string; version: number },
): Promise<ExpertiseEntity> {
  const id = requireId('Expertise', input.id, 'input.id');
  const select = sql`SELECT ${columnsOf(ExpertiseEntity, 'e')} FROM expertise e WHERE e.id = ${id}`;
  const { authorityId } = await lockRow<ExpertiseEntity>(tx, 'Expertise', select);
  // Who may not edit it is told nothing of its version.
  requirePermission(tx.actor, SCOPE, authorityId);
  const row = await lockRow<ExpertiseEntity>(tx, 'Expertise', select, input.version);
  if (row.withdrawnOn !== null)
    throw refusal('EXPERTISE_WITHDRAWN', 'It was withdrawn: declare it anew.', 'id');
  return row;
}

const bySources = (message: string, field: string) => refusal('EVIDENCED_BY_SOURCES', message, field);

/** @returns its id */
export async function editExpertise(tx: Transaction, input: ExpertiseEditInput): Promise<string> {
  const row = await lockExpertise(tx, input);
  const isEvidenced = row.basis === 'EVIDENCED';
  for (const field of ['titleFr', 'titleEn', 'countriesOfExperience'] as const)
    if (isEvidenced && input[field] !== undefined)
      throw bySources('It is what its sources say. Describe it, or declare another one.', field);
  if (input.titleFr === null)
    throw refusal('TEXT_INVALID', 'It has a title in French: leave it out to keep it.', 'titleFr');
  const fields = written(input);
  const retitled = (['titleFr', 'titleEn'] as const).find(
    (field) => input[field] !== undefined && fields[field] !== row[field],
  );
  if (retitled) await requireFreeTitle(tx, row.id, retitled);
  const source = enteredBy(partyOf(tx.actor, SCOPE, row.authorityId));
  requireChanges(fields);
  const { titleFr, titleEn, countryCodes, ...others } = fields;
  const changes = definedOnly({
    ...others,
    titleFr: titleFr ?? undefined,
    titleEn,
    countryCodes,
    authorityCountryCodes: countryCodes && workedIn,
    searchText:
      retitled && searchText([titleFr ?? row.titleFr, titleEn === undefined ? row.titleEn : titleEn]),
    sources: withSource(row.sources, source),
    // The day of a declaration is that of its last edit; what sources say keeps theirs.
    asOf: isEvidenced ? undefined : todayText,
  });
  await tx.manager
    .createQueryBuilder()
    .update(ExpertiseEntity)
    .set(changes)
    .where({ id: row.id })
    .setParameters(workedInParameters(row.authorityId, countryCodes ?? []))
    .execute();
  return row.id;
}

/** A label is for what it was asked for. */
async function requireFreeTitle(tx: Transaction, id: string, field: string): Promise<void> {
  const [held] = await tx.rows<{ labelled: boolean; asked: boolean }>(sql`SELECT
    EXISTS (SELECT FROM label h WHERE h.expertise_id = ${id} AND h.revoked_on IS NULL AND coalesce(h.valid_until, 'infinity') >= ${today}) AS labelled,
    EXISTS (SELECT FROM label_application a WHERE a.expertise_id = ${id} AND a.status IN ('SUBMITTED', 'UNDER_REVIEW')) AS asked`);
  if (held!.labelled) throw refusal('LABEL_STANDS', 'A label stands behind it under this title.', field);
  if (held!.asked) throw refusal('LABEL_APPLIED_FOR', 'A label is asked for it under this title.', field);
}

/**
 * What sources show is not its authority's to take back: it goes when they no longer say it.
 * @returns its id
 */
export async function withdrawExpertise(tx: Transaction, input: ExpertiseWithdrawInput): Promise<string> {
  const { id, basis } = await lockExpertise(tx, input);
  if (basis === 'EVIDENCED')
    throw bySources(
      'Partnerships show it, and their sources are public: it is not a declaration that can be taken back.',
      'id',
    );
  await tx.manager.update(ExpertiseEntity, { id }, { withdrawnOn: todayDate });
  return id;
}
