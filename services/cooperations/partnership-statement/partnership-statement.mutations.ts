import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate } from '#kernel/mutations';
import { problem } from '#vocabulary';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { PartnershipEntity } from '../partnership/partnership.entity.js';
import { Partnership } from '../partnership/partnership.type.js';
import type { Stores } from '../stores.js';
import {
  PartnershipStatementsWithdrawInput,
  PartnershipStatementsWithdrawPayload,
  PartnershipsRecordInput,
  PartnershipsRecordPayload,
} from './partnership-record.input.js';
import { RECORD_SCOPE } from './partnership-record.rights.js';
import { recordPartnerships, type RecordedRow } from './partnership-record.writes.js';
import { PartnershipStatement } from './partnership-statement.type.js';
import { withdrawStatements } from './partnership-withdraw.writes.js';

const INPUT = { description: 'Fields of the mutation (saisie).' };
const PARTNERS = problem('PARTNERS_INVALID.EITHER_SIDE');

/** Results with the partnerships that their ids name. */
async function loaded({ partnerships }: Stores, results: readonly RecordedRow[]) {
  return Promise.all(
    results.map(async ({ id, candidates, ...result }) => {
      const rows = await Promise.all(candidates.map((candidate) => partnerships.byId.load(candidate)));
      return {
        ...result,
        partnership: id === null ? null : await partnerships.byId.load(id),
        candidates: rows.filter((row) => row !== null),
      };
    }),
  );
}

@Resolver(() => Partnership)
export class PartnershipStatementResolver {
  @FieldResolver(() => [PartnershipStatement], {
    description:
      'What sources that were entered here say of it, the latest first; `provenance` has all sources, those of the data set too (déclarations).',
  })
  statements(@Root() { id }: PartnershipEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.partnershipStatements.ofPartnership(id);
  }

  @Mutation(() => PartnershipsRecordPayload, {
    description:
      'Records what one source states of up to 100 partnerships, each row for itself (enregistrer des partenariats). The same row sent again changes nothing; a newer edition updates it by its key; a partnership that exists gets one more statement. Editors record rows that name one of their authorities. Problems of all rows: ROWS_INVALID, SOURCE_INVALID, TEXT_INVALID, URL_INVALID, DATE_INVALID, CLOSED. Problems of a row: SOURCE_INVALID, PARTNERS_INVALID, AUTHORITY_UNKNOWN, FOREIGN_AUTHORITY_UNKNOWN, COUNTRY_INVALID, TEXT_INVALID, THEMES_INVALID, THEME_UNKNOWN, SECTOR_INVALID, AMOUNT_INVALID, DOCUMENTS_INVALID, URL_INVALID, YEAR_INVALID, DATE_INVALID, DATES_INVALID, DECISION_INVALID, PARTNERSHIP_UNKNOWN.',
  })
  @RequiresScopes(RECORD_SCOPE)
  partnershipsRecord(
    @Arg('input', () => PartnershipsRecordInput, INPUT) input: PartnershipsRecordInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(
      context,
      {
        name: 'partnershipsRecord',
        input,
        object: 'results',
        load: (stores: Stores, _id, details) => loaded(stores, details as RecordedRow[]),
        constraints: {
          partnership_french_partners: PARTNERS,
          partnership_foreign_partners: PARTNERS,
        },
      },
      (transaction) => recordPartnerships(transaction, input),
    );
  }

  @Mutation(() => PartnershipStatementsWithdrawPayload, {
    description:
      'Takes back what an import has recorded, up to 100 statements at a time: partnerships are as they were without them (retirer un import). Editors take back what they recorded themselves.',
  })
  @RequiresScopes(RECORD_SCOPE)
  partnershipStatementsWithdraw(
    @Arg('input', () => PartnershipStatementsWithdrawInput, INPUT) input: PartnershipStatementsWithdrawInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(
      context,
      {
        name: 'partnershipStatementsWithdraw',
        input,
        object: 'withdrawal',
        load: (_stores: Stores, _id, details) => Promise.resolve(details as object),
      },
      (transaction) => withdrawStatements(transaction, input),
    );
  }
}
