import type { StoreTools } from '#kernel/context';
import { anyKey, columnsOf, listByKey, sql } from '#kernel/database';
import { orderedStatements } from './consolidate.js';
import { PartnershipStatementEntity } from './partnership-statement.entity.js';

const columns = columnsOf(PartnershipStatementEntity, 's', ['previous', 'importIds', 'recordedBy', 'digest']);

export function partnershipStatementStore({ reader }: StoreTools) {
  const ofPartnership = listByKey<string, PartnershipStatementEntity>(
    (ids) =>
      reader
        .named('PartnershipStatement.ofPartnership')
        .rows(
          sql`SELECT ${columns} FROM partnership_statement s WHERE s.partnership_id = ${anyKey(ids, 'uuid')} ORDER BY s.id`,
        ),
    (statement) => statement.partnershipId,
  );
  return {
    /** Statements of a partnership, in the order in which they count. */
    async ofPartnership(id: string): Promise<PartnershipStatementEntity[]> {
      return orderedStatements(await ofPartnership.load(id)) as PartnershipStatementEntity[];
    },
  };
}
