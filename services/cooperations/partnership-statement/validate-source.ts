import type { Source } from '#kernel/graphql';
import { refuseAny, requireLikelyDates, validateAll, validateText, validateUrl } from '#kernel/mutations';
import { problem, sourceKeyProblem, type SourceInput } from '#vocabulary';
import { createHash } from 'node:crypto';
import type { Stated } from './stated.js';

const MAX_EXTERNAL_ID = 200;

/** The source of an input, checked. @throws Refusal SOURCE_INVALID, TEXT_INVALID, URL_INVALID, DATE_INVALID */
export async function validateSource(input: SourceInput): Promise<{ key: string; source: Source }> {
  const { key, title, url, licence } = await validateAll({
    key: () => {
      refuseAny([sourceKeyProblem(input.key, 'source.key')]);
      return input.key;
    },
    title: () => validateText(input.title, 'source.title', 200),
    url: () => (input.url == null ? null : validateUrl(input.url, 'source.url')),
    licence: () => validateText(input.licence, 'source.licence', 200),
    asOf: () => requireLikelyDates({ 'source.asOf': input.asOf }, ['source.asOf']),
  });
  return { key, source: { title, url, licence, ...(input.asOf != null && { asOf: input.asOf }) } };
}

/** Problem of a key in a source; undefined for a valid one. */
export const externalIdProblem = (externalId: string, field: string) =>
  externalId.length >= 1 && externalId.length <= MAX_EXTERNAL_ID && !/\p{Cc}/u.test(externalId)
    ? undefined
    : problem('SOURCE_INVALID.EXTERNAL_ID', field, { max: MAX_EXTERNAL_ID });

/** Digest of what a statement says; the day on which its source was read is no part of it. */
export function digestOf(stated: Stated, { readOn: _, ...source }: Source, asOf: string | null): string {
  return createHash('sha256')
    .update(JSON.stringify([stated, source, asOf]))
    .digest('base64url');
}
