import { sql, type Reader } from '#kernel/database';
import { textsOf } from '#kernel/errors';
import { ImportFault, failureOf } from '../import/import-failure.js';
import { ImportState } from '../import/import-state.js';
import { MAX_BATCH } from '../matching/foreign-authorities.js';
import type { StepTools } from './job.js';
import { moveOn, progressOf, readerOf, writeHeld } from './work-queue.js';

interface Problem {
  code: string;
  en: string;
  fr: string;
}

interface Withdrawn {
  withdrawn: number;
  left: number;
}
type Answer = Withdrawn & { withdrawal?: Withdrawn; problems: Problem[] };

const PROBLEMS = 'problems { code en: message(lang: EN) fr: message(lang: FR) }';
const WITHDRAW_STATEMENTS = `mutation ($input: PartnershipStatementsWithdrawInput!) {
  partnershipStatementsWithdraw(input: $input) { withdrawal { withdrawn left } ${PROBLEMS} } }`;
const WITHDRAW_AUTHORITIES = `mutation ($input: ForeignAuthoritiesWithdrawInput!) {
  foreignAuthoritiesWithdraw(input: $input) { withdrawn left ${PROBLEMS} } }`;

/** Rows after the one that was reached, by the partial index of those that are being undone. */
export const rowsToUndo = (
  reader: Reader,
  importId: string,
  reached: number,
): Promise<{ id: string; number: number; externalId: string }[]> =>
  reader
    .named('job imports.toUndo')
    .rows(
      sql`SELECT id, number, external_id AS "externalId" FROM import_row WHERE import_id = ${importId} AND number > ${reached} AND is_undoing ORDER BY number LIMIT ${MAX_BATCH}`,
    );

/** Takes back the next statements that the import made, or ends the work. */
export async function stepOfUndoing(tools: StepTools): Promise<void> {
  const { found } = tools;
  const reader = readerOf(tools);
  const rows = await rowsToUndo(reader, found.id, found.reached);
  if (!rows.length) {
    const [{ left } = { left: 0 }] = await reader
      .named('job imports.leftApplied')
      .rows<{ left: number }>(
        sql`SELECT count(*)::int AS left FROM import_row WHERE import_id = ${found.id} AND applied_at IS NOT NULL`,
      );
    // Statements whose results were lost are known to no row; rows that stay may name authorities that the import created.
    if (!left) {
      await withdraw(tools, 'partnershipStatementsWithdraw', 'cooperations', WITHDRAW_STATEMENTS, {
        importId: found.id,
        limit: MAX_BATCH,
      });
      await withdrawAuthorities(tools, {});
    }
    return moveOn(tools, found, left ? ImportState.APPLIED : ImportState.UNDONE);
  }
  const externalIds = [...new Set(rows.map(({ externalId }) => externalId))];
  await withdraw(tools, 'partnershipStatementsWithdraw', 'cooperations', WITHDRAW_STATEMENTS, {
    importId: found.id,
    externalIds,
    limit: MAX_BATCH,
  });
  await writeHeld(
    tools,
    found,
    'job imports.undone',
    progressOf(rows),
    sql`UPDATE import_row r SET is_undoing = FALSE, applied_at = NULL, partnership_id = NULL, fate = NULL, match = NULL
      FROM held WHERE r.import_id = held.id AND r.id = ANY(${rows.map(({ id }) => id)}::uuid[])`,
  );
}

/** Takes back what the import stated of authorities abroad. @throws ImportFault when it is refused */
export const withdrawAuthorities = (
  { found, questions }: Pick<StepTools, 'found' | 'questions'>,
  among: { externalIds?: readonly string[] },
): Promise<void> =>
  withdraw({ questions }, 'foreignAuthoritiesWithdraw', 'authorities', WITHDRAW_AUTHORITIES, {
    importId: found.id,
    ...among,
  });

/** Asks until nothing of the import is left. @throws ImportFault when it is refused */
async function withdraw(
  { questions }: Pick<StepTools, 'questions'>,
  mutation: string,
  subgraph: string,
  text: string,
  input: Record<string, unknown>,
): Promise<void> {
  for (;;) {
    const data = await questions.one<Record<string, Answer>>(subgraph, text, { input });
    const payload = data[mutation]!;
    const [problem] = payload.problems;
    if (problem)
      throw new ImportFault(
        failureOf('WITHDRAWAL_REFUSED', undefined, { message: textsOf({ REASON: problem })('REASON') }),
      );
    const { withdrawn, left } = payload.withdrawal ?? payload;
    if (left === 0 || withdrawn === 0) return;
  }
}
