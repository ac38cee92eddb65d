import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate } from '#kernel/mutations';
import { newId } from '#kernel/values';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { shownCandidates } from '../foreign-authority/foreign-authority.candidates.js';
import { WRITE_SCOPE } from '../foreign-authority/foreign-authority.rights.js';
import { FOREIGN_AUTHORITY_CONSTRAINTS } from '../foreign-authority/foreign-authority.writes.js';
import type { Stores } from '../stores.js';
import {
  ForeignAuthoritiesRecordInput,
  ForeignAuthoritiesRecordPayload,
  ForeignAuthoritiesWithdrawInput,
  ForeignAuthoritiesWithdrawPayload,
} from './foreign-authority-record.write.input.js';
import { checkRows, planRows, type RowPlan } from './record.plan.js';
import { batchOf, batchProblems, mayChange, recordAuthorities } from './record.writes.js';
import { rowsLeft, withdrawImport, type Withdrawal } from './withdraw.writes.js';

const NOTHING: Withdrawal = { withdrawn: 0, deleted: 0, kept: 0, left: 0 };

@Resolver()
export class ForeignAuthorityRecordMutations {
  @Mutation(() => ForeignAuthoritiesRecordPayload, {
    description:
      'Records up to 100 local authorities abroad that one source states, each by itself, in one transaction (enregistrer un lot). A row is of the authority that its key in the source had before, else of the one with its item of Wikidata, else of the only namesake in its country that nothing speaks against; one that is alike is AMBIGUOUS, and one without any likeness is entered. Problems of the batch: ROWS_INVALID, SOURCE_INVALID, TEXT_INVALID, URL_INVALID, NOT_FOUND, AUTHORITY_UNKNOWN, CLOSED. Problems of a row: those of `foreignAuthorityCreate`, EXTERNAL_ID_REPEATED, VALUE_NEEDED, FOREIGN_AUTHORITY_UNKNOWN.',
  })
  @RequiresScopes(WRITE_SCOPE)
  async foreignAuthoritiesRecord(
    @Arg('input', () => ForeignAuthoritiesRecordInput, { description: 'The rows and their source.' })
    input: ForeignAuthoritiesRecordInput,
    @Ctx() context: Context<Stores>,
  ) {
    let plans: RowPlan[] | undefined;
    if (input.dryRun) return outcomesAlone(context, input);
    return mutate(
      context,
      {
        name: 'foreignAuthoritiesRecord',
        input,
        object: 'results',
        load: async (stores: Stores) => resultsOf(stores, plans ?? (await plansNow(context, input))),
        constraints: FOREIGN_AUTHORITY_CONSTRAINTS,
      },
      async (tx) => {
        plans = await recordAuthorities(tx, input);
        const written = plans.find((plan) => 'id' in plan);
        return written && 'id' in written ? written.id : newId('ForeignAuthority');
      },
    );
  }

  @Mutation(() => ForeignAuthoritiesWithdrawPayload, {
    description:
      'Takes back what an import stated of foreign authorities, up to 100 rows at once (retirer un import): its source leaves their sources, and those that it had entered leave lists and search, unless another source or import states them, somebody edited them, or an entry was merged into them. Take its partnerships back first. Problems: NOT_FOUND, ROWS_INVALID.',
  })
  @RequiresScopes(WRITE_SCOPE)
  async foreignAuthoritiesWithdraw(
    @Arg('input', () => ForeignAuthoritiesWithdrawInput, { description: 'The import.' })
    input: ForeignAuthoritiesWithdrawInput,
    @Ctx() context: Context<Stores>,
  ) {
    let withdrawal: Withdrawal | undefined;
    const payload = await mutate(
      context,
      {
        name: 'foreignAuthoritiesWithdraw',
        input,
        object: 'withdrawal',
        load: async () =>
          (withdrawal ??= { ...NOTHING, left: await rowsLeft(context.reader, input.importId) }),
      },
      async (tx) => {
        withdrawal = await withdrawImport(tx, input);
        return newId('ForeignAuthority');
      },
    );
    return { ...payload, ...(withdrawal ?? NOTHING) };
  }
}

/** Answer to a dry run. An authority that would be entered has no id yet. */
async function outcomesAlone(context: Context<Stores>, input: ForeignAuthoritiesRecordInput) {
  const answer = { clientMutationId: input.clientMutationId ?? null, asOf: null };
  const problems = await batchProblems(input);
  if (problems.length) return { ...answer, problems, results: null };
  const plans = await plansNow(context, input);
  const results = await resultsOf(context.stores, plans);
  return {
    ...answer,
    problems,
    results: results.map((result) =>
      result.outcome === 'CREATED' ? { ...result, foreignAuthority: null } : result,
    ),
  };
}

/** What would become of the rows now: the answer to a request that is repeated. */
async function plansNow(
  { reader, caller: { actor } }: Context<Stores>,
  input: ForeignAuthoritiesRecordInput,
): Promise<RowPlan[]> {
  const batch = batchOf(input);
  return planRows(reader, batch, await checkRows(batch), (record) => mayChange(actor, record));
}

const resultsOf = (stores: Stores, plans: readonly RowPlan[]) =>
  Promise.all(
    plans.map(async (plan, index) => ({
      index,
      outcome: plan.outcome,
      foreignAuthority: 'id' in plan ? await stores.foreignAuthorities.byId.load(plan.id) : null,
      candidates: 'candidates' in plan ? await shownCandidates(stores, plan.candidates) : [],
      problems: 'problems' in plan ? plan.problems : [],
    })),
  );
