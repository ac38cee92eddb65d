import type { Reading } from '#kernel/database';
import type { ReadonlyAuthorityBuilders } from './authority-builder.js';
import { idOf } from './files.js';
import { intermunicipalKey, type PackageRows } from './package.js';

/** Rows of communes in intermunicipal bodies, each pair once. Rejects a member that is not known. */
export function membershipRows(
  reading: Reading,
  { intermunicipalFiles }: PackageRows,
  authorities: ReadonlyAuthorityBuilders,
): object[] {
  return intermunicipalFiles.flatMap(({ file, rows }) =>
    rows.flatMap((body) => {
      const groupKey = intermunicipalKey(body);
      if (!authorities.has(groupKey)) return [];
      return [...new Set(body.membres.map(({ code }) => code))].flatMap((code) => {
        if (authorities.has(`COM-${code}`))
          return [{ memberId: idOf(`COM-${code}`), groupId: idOf(groupKey) }];
        reading.reject(file, body.code, `its member ${code} is not known`);
        return [];
      });
    }),
  );
}
