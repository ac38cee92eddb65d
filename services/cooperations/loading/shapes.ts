import { isCalendarDate, isPartialDate } from '#kernel/values';
import {
  AuthorityKind,
  ForeignAuthorityKind,
  isSiren,
  PartnershipKind,
  PartnershipStatus,
  statedConfidence,
} from '#vocabulary';
import { z } from 'zod';
import { CallForProjectsKind } from '../call-for-projects/call.type.js';
import { CooperationRequestStatus } from '../cooperation-request/cooperation-request.type.js';

const text = z.string().min(1);
const date = z.string().refine(isCalendarDate, 'expected a day such as 2022-01-27');
const partialDate = z.string().refine(isPartialDate, 'expected a year, a month or a day');
const year = z.number().int().min(1800).max(2100);
const count = z.number().int().min(0).nullable();
const percent = z.number().int().min(0).max(100).nullable();
const countryCode = z.string().regex(/^[A-Z]{2}$/, 'expected a country code');
const abroad = countryCode.refine((code) => code !== 'FR', 'expected a country other than FR');
const foreignKinds = Object.keys(ForeignAuthorityKind).join('|');
const foreignKey = z
  .string()
  .regex(new RegExp(`^[A-Z]{2}:(${foreignKinds}):.+$`), 'expected a key such as MG:REGION:Melaky');
const fact = { source: text, confidence: statedConfidence, asOf: partialDate.nullish() };
const conflicts = z.array(
  z.object({ field: text, values: z.array(z.object({ value: text, source: text })).min(2) }),
);

/** Shapes of the rows of each data file; a row of another shape is rejected. */
export const shapes = {
  theme: z.object({ code: text, parentCode: text.nullable() }),
  frenchAuthority: z.object({
    key: text,
    kind: z.enum(AuthorityKind),
    name: text,
    inseeCode: text.nullable(),
    siren: z.string().refine(isSiren, 'expected a SIREN number').nullable(),
    departmentCode: text.nullable(),
    regionCode: text.nullable(),
    population: count,
  }),
  foreignAuthority: z.object({ key: foreignKey, names: z.array(text).min(1) }),
  partnership: z.object({
    ...fact,
    key: text,
    titleFr: text.nullable(),
    titleEn: text.nullish(),
    kind: z.enum(PartnershipKind),
    frenchAuthorityKeys: z.array(text).min(1),
    historicalFrenchName: text.nullable(),
    historicalFrenchNameUntil: year.nullish(),
    foreignAuthorityKeys: z.array(foreignKey),
    countryCode: abroad,
    startYear: year.nullable(),
    startYearConfidence: statedConfidence.nullable(),
    signedOn: date.nullable(),
    endDate: date.nullable(),
    statusInSource: z.enum(PartnershipStatus),
    themeCodes: z.array(text),
    amountEur: count.optional(),
    funder: text.nullish(),
    grantedOn: date.nullish(),
    dacSectorCode: z
      .string()
      .regex(/^\d{5}$/, 'expected five digits')
      .nullish(),
    note: text.nullable(),
    conflicts,
  }),
  call: z.object({
    ...fact,
    code: text,
    nameFr: text,
    nameEn: text.nullable(),
    kind: z.enum(CallForProjectsKind),
    countryCodes: z.array(abroad),
    themeCodes: z.array(text),
    opensOn: date.nullable(),
    closesOn: date.nullable(),
    resultsOn: date.nullable(),
    maxCofinancingLeastDevelopedPercent: percent,
    maxCofinancingOtherPercent: percent,
    minimumFrenchAuthorities: count,
    minimumMonths: count,
    maximumMonths: count,
    applicants: text.nullable(),
    applications: count,
    laureates: count,
    grantEur: count,
    totalBudgetEur: count,
    note: text.nullable(),
    conflicts,
  }),
  campaign: z.object({
    ...fact,
    code: text,
    year,
    nameFr: text,
    nameEn: text.nullish(),
    calls: count,
    applications: count,
    laureates: count,
    decisionOn: date.nullable(),
    note: text.nullable(),
    conflicts,
  }),
  laureate: z.object({
    ...fact,
    key: text,
    callCode: text.nullable(),
    callName: text.nullable(),
    campaignYear: year,
    titleFr: text.nullable(),
    titleEn: text.nullish(),
    frenchAuthorityKeys: z.array(text).min(1),
    foreignAuthorityKeys: z.array(foreignKey).min(1),
    countryCode: abroad,
    partnershipKey: text.nullable(),
    amountEur: count,
    note: text.nullable(),
  }),
  request: z.object({
    ...fact,
    key: text,
    foreignAuthorityKey: foreignKey.nullable(),
    foreignAuthorityText: text,
    countryCode: abroad,
    themeCodes: z.array(text),
    needFr: text.nullable(),
    needEn: text.nullable(),
    languages: z.array(z.string().regex(/^[a-z]{2}$/, 'expected a language code')),
    urgency: text.nullable(),
    openedOn: partialDate,
    expiresOn: date.nullable(),
    status: z.enum(CooperationRequestStatus),
    answeredByKeys: z.array(text),
    partnershipKey: text.nullable(),
    note: text.nullable(),
  }),
  figure: z.object({
    ...fact,
    key: text,
    nameFr: text,
    nameEn: text,
    values: z.array(z.object({ labelFr: text, labelEn: text, value: z.number() })).min(1),
    note: text.nullable(),
  }),
};

export type Shape<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;
