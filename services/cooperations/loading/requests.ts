import type { Reading, TableRows } from '#kernel/database';
import { searchText } from '#kernel/lists';
import { makeId } from '#kernel/values';
import { statedFact } from '#vocabulary';
import { CooperationRequestEntity } from '../cooperation-request/cooperation-request.entity.js';
import { accepted, partnersProblem, themesProblem } from './checks.js';
import { authorityIds, partnershipIdOf } from './facts.js';
import { files } from './files.js';
import type { References } from './references.js';
import { shapes, type Shape } from './shapes.js';

export function readRequests(
  reading: Reading,
  references: References,
  partnerships: Set<string>,
): Shape<'request'>[] {
  return accepted(
    reading,
    files.requests,
    reading.rows(files.requests, shapes.request, (row) => row.key),
    (row) => row.key,
    (row) => {
      if (row.needFr === null && row.needEn === null) return 'expected a need in French or English';
      if (row.expiresOn !== null && row.openedOn >= row.expiresOn) return 'expected openedOn < expiresOn';
      if (row.partnershipKey !== null && !partnerships.has(row.partnershipKey))
        return `partnership ${row.partnershipKey} is not known`;
      const foreignAuthorityKeys = row.foreignAuthorityKey === null ? [] : [row.foreignAuthorityKey];
      return (
        partnersProblem(
          { ...row, frenchAuthorityKeys: row.answeredByKeys, foreignAuthorityKeys },
          references,
        ) ?? themesProblem(row, references.themes)
      );
    },
  );
}

export function requestTable(requests: readonly Shape<'request'>[], { foreign }: References): TableRows {
  return {
    entity: CooperationRequestEntity,
    key: ['id'],
    rows: requests.map((row) => ({
      ...row,
      ...statedFact(row),
      id: makeId('CooperationRequest', row.key),
      foreignAuthorityId:
        row.foreignAuthorityKey === null ? null : makeId('ForeignAuthority', row.foreignAuthorityKey),
      answeredByIds: authorityIds(row.answeredByKeys),
      partnershipId: partnershipIdOf(row.partnershipKey),
      searchText: searchText([
        row.foreignAuthorityText,
        ...(row.foreignAuthorityKey === null ? [] : foreign.get(row.foreignAuthorityKey)!),
        row.needFr,
        row.needEn,
      ]),
    })),
  };
}
