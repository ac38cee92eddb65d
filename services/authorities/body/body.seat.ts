import { sql } from '#kernel/database';
import type { Transaction } from '#kernel/mutations';
import { refusal } from '#vocabulary';
import type { AuthorityEntity } from '../authority/authority.entity.js';

type Seat = Pick<AuthorityEntity, 'departmentCode' | 'departmentCodes' | 'regionCode'>;

/**
 * Place of the seat of a body. The région follows from the département; an overseas collectivity lies in none.
 * @throws Refusal SEAT_INVALID for a code that does not exist, and for a région in which the département is not
 */
export async function seatOf(
  transaction: Transaction,
  departmentCode: string | null,
  regionCode: string | null,
): Promise<Seat> {
  if (departmentCode === null) {
    if (regionCode !== null && !(await hasRegion(transaction, regionCode)))
      throw refusal('SEAT_INVALID.REGION', 'regionCode', { code: regionCode });
    return { departmentCode, departmentCodes: [], regionCode };
  }
  const [department] = await transaction.named('Body.department').rows<{ regionCode: string | null }>(
    sql`SELECT region_code AS "regionCode" FROM department WHERE code = ${departmentCode}
      UNION ALL SELECT NULL FROM authority WHERE department_codes @> ARRAY[${departmentCode}]::text[] AND region_code IS NULL
      LIMIT 1`,
  );
  if (!department) throw refusal('SEAT_INVALID.DEPARTMENT', 'departmentCode', { code: departmentCode });
  if (regionCode !== null && regionCode !== department.regionCode)
    throw refusal('SEAT_INVALID.DIFFER', 'regionCode', { department: departmentCode, region: regionCode });
  return { departmentCode, departmentCodes: [departmentCode], regionCode: department.regionCode };
}

async function hasRegion(transaction: Transaction, code: string): Promise<boolean> {
  const found = await transaction
    .named('Body.region')
    .rows(sql`SELECT code FROM region WHERE code = ${code}`);
  return found.length > 0;
}
