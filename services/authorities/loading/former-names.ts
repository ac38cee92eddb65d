import type { Reading } from '#kernel/database';
import { parseConfidence } from '#kernel/graphql';
import { makeId } from '#kernel/values';
import { isSiren } from '#vocabulary';
import type { z } from 'zod';
import type { AuthorityBuilders, ReadonlyAuthorityBuilders } from './authority-builder.js';
import { files, idOf, shapes, type Facts } from './files.js';
import { sourceOfRelease } from './releases.js';

export type FormerName = z.output<typeof shapes.formerName>;

const keyOf = ({ authorityKey, inseeCode, siren, name, until, lastSeen }: FormerName): string =>
  [authorityKey, inseeCode, siren, name, until ?? lastSeen].map((part) => part ?? '').join(' ');

/** Former names of authorities. Rejects one of an authority that is not known, and one with an invalid SIREN. */
export function readFormerNames(reading: Reading, authorities: ReadonlyAuthorityBuilders): FormerName[] {
  return reading.rows(files.formerNames, shapes.formerName, keyOf).filter((row) => {
    const reason = authorities.has(row.authorityKey)
      ? row.siren !== undefined && !isSiren(row.siren) && `SIREN ${row.siren} has a wrong check digit`
      : `${row.authorityKey} is not known`;
    if (reason) reading.reject(files.formerNames, keyOf(row), reason);
    return !reason;
  });
}

/** Provenance of a former name: the release that has it. */
export function factsOfFormerName({ release, confidence, lastSeen }: FormerName): Facts {
  const { source, asOf } = sourceOfRelease(release);
  return { sources: [source], asOf: lastSeen ?? asOf, confidence: parseConfidence(confidence) };
}

/** Day before a day. */
function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

export const formerNameRows = (formerNames: readonly FormerName[]): object[] =>
  formerNames.map((row) => ({
    ...factsOfFormerName(row),
    id: makeId('FormerName', keyOf(row)),
    authorityId: idOf(row.authorityKey),
    kind: row.kind,
    name: row.name,
    inseeCode: row.inseeCode ?? null,
    siren: row.siren ?? null,
    validFrom: row.from ?? null,
    validTo: row.until === undefined ? null : dayBefore(row.until),
    firstSeen: row.firstSeen ?? null,
    lastSeen: row.lastSeen ?? null,
  }));

/** Sets the days on which communes were created; rejects those of communes that are not known. */
export function setCreationDays(reading: Reading, authorities: AuthorityBuilders): void {
  for (const row of reading.rows(files.creations, shapes.creation, ({ inseeCode }) => inseeCode)) {
    const commune = authorities.get(`COM-${row.inseeCode}`);
    if (!commune) {
      reading.reject(files.creations, row.inseeCode, 'no commune of today has this code');
      continue;
    }
    commune.validFrom ??= row.createdOn;
    commune.facts = {
      ...commune.facts,
      sources: [...commune.facts.sources, sourceOfRelease(row.release).source],
    };
  }
}
