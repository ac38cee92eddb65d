import { requirePermission, requirePermissionToCreate } from '#kernel/auth';
import { columnsOf, sql } from '#kernel/database';
import { Confidence } from '#kernel/graphql';
import { searchText } from '#kernel/lists';
import {
  lockRow,
  validateOptionalText,
  definedOnly,
  refuseAny,
  requireChanges,
  validateAll,
  type Transaction,
} from '#kernel/mutations';
import { isLanguageCode, newId, requireId } from '#kernel/values';
import { problem, refusal, today, todayDate, todayText, validateCountries } from '#vocabulary';
import { ExpertiseEntity } from './expertise.entity.js';
import type {
  ExpertiseDeclareInput,
  ExpertiseEditInput,
  ExpertiseWithdrawInput,
} from './expertise.write.input.js';
import { sourceOfSide, workflowSide, withSource } from '../workflow-side.js';

const SCOPE = 'expertise:write';
const TITLE = 200;
const BODY = 10_000;
const MAX_LANGUAGES = 50;
const COUNTRIES = 10;

/** Applies a function to a value; undefined and null stay as they are. */
function mapDefined<Value, Result>(
  value: Value | null | undefined,
  change: (value: Value) => Result,
): Result | null | undefined {
  return value == null ? (value as null | undefined) : change(value);
}

/**
 * Validates language codes and returns the distinct ones, sorted; an empty list means not stated, which is null.
 * @throws Refusal LANGUAGE_UNKNOWN
 */
function validateLanguages(values: readonly string[]): string[] | null {
  if (values.length > MAX_LANGUAGES || !values.every(isLanguageCode))
    throw refusal('LANGUAGE_UNKNOWN.UP_TO', 'languages', { max: MAX_LANGUAGES });
  return values.length ? [...new Set(values)].sort() : null;
}

/**
 * Validated columns of the input; undefined for omitted fields.
 * @throws Refusal TEXT_INVALID, LANGUAGE_UNKNOWN, COUNTRY_UNKNOWN, COUNTRIES_INVALID
 */
async function validateFields(input: Omit<ExpertiseEditInput, 'id' | 'version'>) {
  const text = (
    field:
      | 'titleFr'
      | 'titleEn'
      | 'descriptionFr'
      | 'descriptionEn'
      | 'mobilisationTermsFr'
      | 'mobilisationTermsEn',
  ) => validateOptionalText(input[field], field, field.startsWith('title') ? TITLE : BODY);
  return validateAll({
    titleFr: () => text('titleFr'),
    titleEn: () => text('titleEn'),
    descriptionFr: () => text('descriptionFr'),
    descriptionEn: () => text('descriptionEn'),
    mobilisationTermsFr: () => text('mobilisationTermsFr'),
    mobilisationTermsEn: () => text('mobilisationTermsEn'),
    languages: () => mapDefined(input.languages, validateLanguages),
    mobilisationModes: () =>
      mapDefined(input.mobilisationModes, (modes) => (modes.length ? [...new Set(modes)].sort() : null)),
    countryCodes: () =>
      input.countriesOfExperience === undefined
        ? undefined
        : countriesAbroad(input.countriesOfExperience ?? []),
  });
}

/** Validates countries and returns the distinct ones, sorted. @throws Refusal COUNTRY_UNKNOWN, COUNTRIES_INVALID */
function countriesAbroad(countries: readonly string[]): string[] {
  const field = 'countriesOfExperience';
  if (countries.includes('FR')) throw refusal('COUNTRY_UNKNOWN.ABROAD', field);
  return validateCountries([...new Set(countries)], field, COUNTRIES).sort();
}

/**
 * SQL for the countries in which an authority works: those of its EVIDENCED expertises and those given, with the parameters
 * of {@link countriesOfWorkParameters}.
 */
export const countriesOfWork = (): string =>
  `ARRAY(SELECT unnest(o.authority_country_codes) FROM expertise o WHERE o.authority_id = :worker AND o.basis = 'EVIDENCED'
    UNION SELECT unnest(:named::text[]) ORDER BY 1)`;

export const countriesOfWorkParameters = (authorityId: string, countries: readonly string[]) => ({
  worker: authorityId,
  named: countries,
});

/** @returns the id of the new expertise */
export async function declareExpertise(tx: Transaction, input: ExpertiseDeclareInput): Promise<string> {
  const authorityId = requireId('Authority', input.authorityId, 'input.authorityId');
  requirePermissionToCreate(tx.actor, SCOPE, authorityId, 'authorityId');
  const [theme] = await tx.rows(sql`SELECT FROM theme WHERE code = ${input.themeCode}`);
  const { fields } = await validateAll({
    fields: () => validateFields({ countriesOfExperience: [], ...input }),
    theme: () =>
      refuseAny([!theme && problem('THEME_UNKNOWN', 'themeCode', { code: input.themeCode.slice(0, 50) })]),
  });
  const { countryCodes, languages, mobilisationModes, ...texts } = fields;
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
      authorityCountryCodes: countriesOfWork,
      evidenceIds: [],
      searchText: searchText([texts.titleFr, texts.titleEn]),
      sources: [sourceOfSide(workflowSide(tx.actor, SCOPE, authorityId))],
      asOf: todayText,
      confidence: Confidence.DECLARED,
    })
    .setParameters(countriesOfWorkParameters(authorityId, countryCodes!))
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
  // Checks the permission before the version, so that others learn nothing of the version.
  requirePermission(tx.actor, SCOPE, authorityId);
  const row = await lockRow<ExpertiseEntity>(tx, 'Expertise', select, input.version);
  if (row.withdrawnOn !== null) throw refusal('EXPERTISE_WITHDRAWN.DECLARE_AGAIN', 'id');
  return row;
}

/** @returns the id of the expertise */
export async function editExpertise(tx: Transaction, input: ExpertiseEditInput): Promise<string> {
  const row = await lockExpertise(tx, input);
  const isEvidenced = row.basis === 'EVIDENCED';
  const { fields } = await validateAll({
    changeable: () =>
      refuseAny([
        ...(['titleFr', 'titleEn', 'countriesOfExperience'] as const).map(
          (field) =>
            isEvidenced && input[field] !== undefined && problem('EVIDENCED_BY_SOURCES.FIELD', field),
        ),
        !isEvidenced && input.titleFr === null && problem('TEXT_INVALID.REQUIRED', 'titleFr'),
      ]),
    fields: () => validateFields(input),
  });
  const retitled = (['titleFr', 'titleEn'] as const).find(
    (field) => input[field] !== undefined && fields[field] !== row[field],
  );
  if (retitled) await requireTitleChangeable(tx, row.id, retitled);
  const source = sourceOfSide(workflowSide(tx.actor, SCOPE, row.authorityId));
  requireChanges(fields);
  const { titleFr, titleEn, countryCodes, ...otherFields } = fields;
  const changes = definedOnly({
    ...otherFields,
    titleFr: titleFr ?? undefined,
    titleEn,
    countryCodes,
    authorityCountryCodes: countryCodes && countriesOfWork,
    searchText:
      retitled && searchText([titleFr ?? row.titleFr, titleEn === undefined ? row.titleEn : titleEn]),
    sources: withSource(row.sources, source),
    // A declaration is dated by its last edit; facts from sources keep their date.
    asOf: isEvidenced ? undefined : todayText,
  });
  await tx.manager
    .createQueryBuilder()
    .update(ExpertiseEntity)
    .set(changes)
    .where({ id: row.id })
    .setParameters(countriesOfWorkParameters(row.authorityId, countryCodes ?? []))
    .execute();
  return row.id;
}

/**
 * Refuses a new title while a label or a submitted application refers to the old one.
 * @throws Refusal LABEL_STANDS, LABEL_APPLIED_FOR
 */
async function requireTitleChangeable(tx: Transaction, id: string, field: string): Promise<void> {
  const [label] = await tx.rows<{ labelled: boolean; appliedFor: boolean }>(sql`SELECT
    EXISTS (SELECT FROM label h WHERE h.expertise_id = ${id} AND h.revoked_on IS NULL AND coalesce(h.valid_until, 'infinity') >= ${today}) AS labelled,
    EXISTS (SELECT FROM label_application a WHERE a.expertise_id = ${id} AND a.status IN ('SUBMITTED', 'UNDER_REVIEW')) AS "appliedFor"`);
  if (label!.labelled) throw refusal('LABEL_STANDS.TITLE', field);
  if (label!.appliedFor) throw refusal('LABEL_APPLIED_FOR.TITLE', field);
}

/**
 * Withdraws a declared expertise. An EVIDENCED one cannot be withdrawn: a load removes it when its sources no longer state it.
 * @returns the id of the expertise
 */
export async function withdrawExpertise(tx: Transaction, input: ExpertiseWithdrawInput): Promise<string> {
  const { id, basis } = await lockExpertise(tx, input);
  if (basis === 'EVIDENCED') throw refusal('EVIDENCED_BY_SOURCES.EXPERTISE', 'id');
  await tx.manager.update(ExpertiseEntity, { id }, { withdrawnOn: todayDate });
  return id;
}
