import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate, type MutationInput } from '#kernel/mutations';
import { problem } from '#vocabulary';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Partnership } from './partnership.type.js';
import {
  PartnershipCreateInput,
  PartnershipEditInput,
  PartnershipEndInput,
  PartnershipLeaveInput,
  PartnershipPayload,
} from './partnership.write.input.js';
import { SCOPE } from './partnership.rights.js';
import { createPartnership } from './partnership.create.writes.js';
import { editPartnership } from './partnership.writes.js';
import { endPartnership, leavePartnership } from './partnership.ending.writes.js';
import type { Stores } from '../stores.js';

const PARTNERS = problem('PARTNERS_INVALID.EITHER_SIDE');
const change = (name: string, input: MutationInput) => ({
  name,
  input,
  object: 'partnership',
  load: ({ partnerships }: Stores, id: string) => partnerships.byId.load(id),
  constraints: {
    partnership_dates_ordered: problem('DATES_INVALID.ENDS_BEFORE_BEGINS', 'endDate'),
    partnership_country_code_check: problem('COUNTRY_INVALID.PARTNERS', 'foreignAuthorityIds'),
    partnership_country_codes_check: problem('COUNTRY_INVALID.PARTNERS', 'foreignAuthorityIds'),
    partnership_french_partners: PARTNERS,
    partnership_foreign_partners: PARTNERS,
  },
});
/** Partnerships by their ids, in this order; those that are gone meanwhile are left out. */
async function existing({ stores }: Context<Stores>, ids: readonly string[]) {
  const rows = await Promise.all(ids.map((id) => stores.partnerships.byId.load(id)));
  return rows.filter((row) => row !== null);
}
const INPUT = { description: 'Fields of the mutation (saisie).' };
const FIELDS =
  'TEXT_INVALID, PARTNERS_INVALID, AUTHORITY_UNKNOWN, FOREIGN_AUTHORITY_UNKNOWN, COUNTRY_INVALID, THEMES_INVALID, THEME_UNKNOWN, STATUS_INVALID, YEAR_INVALID, DATE_INVALID, DATES_INVALID, AMOUNT_INVALID, DOCUMENTS_INVALID, URL_INVALID';

@Resolver(() => Partnership)
export class PartnershipMutations {
  @Mutation(() => PartnershipPayload, {
    description: `Creates a partnership of an authority for which you have permission (créer un partenariat). Problems: CLOSED, POSSIBLE_DUPLICATE, SOURCE_INVALID, ${FIELDS}.`,
  })
  @RequiresScopes(SCOPE)
  async partnershipCreate(
    @Arg('input', () => PartnershipCreateInput, INPUT) input: PartnershipCreateInput,
    @Ctx() context: Context<Stores>,
  ) {
    let found: string[] = [];
    const payload = await mutate(context, change('partnershipCreate', input), (transaction) =>
      createPartnership(transaction, input, (ids) => (found = ids)),
    );
    return found.length && payload.partnership === null
      ? { ...payload, possibleDuplicates: await existing(context, found) }
      : payload;
  }

  @Mutation(() => PartnershipPayload, {
    description: `Changes a partnership of an authority for which you have permission (modifier un partenariat). Problems: CLOSED, NOT_FOUND, VERSION_CONFLICT, NOTHING_TO_CHANGE, VALUE_NEEDED, ${FIELDS}.`,
  })
  @RequiresScopes(SCOPE)
  partnershipEdit(
    @Arg('input', () => PartnershipEditInput, INPUT) input: PartnershipEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('partnershipEdit', input), (transaction) =>
      editPartnership(transaction, input),
    );
  }

  @Mutation(() => PartnershipPayload, {
    description:
      'Ends a partnership of an authority for which you have permission (clore un partenariat). Problems: CLOSED, NOT_FOUND, VERSION_CONFLICT, STATUS_INVALID, DATE_INVALID, DATES_INVALID.',
  })
  @RequiresScopes(SCOPE)
  partnershipEnd(
    @Arg('input', () => PartnershipEndInput, INPUT) input: PartnershipEndInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('partnershipEnd', input), (transaction) =>
      endPartnership(transaction, input),
    );
  }

  @Mutation(() => PartnershipPayload, {
    description:
      'Removes an authority for which you have permission from the French partners of a partnership (se retirer d’un partenariat). The other partners continue. A partnership from public sources must be ended instead, or an administrator removes the authority. Problems: CLOSED, NOT_FOUND, VERSION_CONFLICT, NOT_A_PARTNER, LAST_PARTNER, STATUS_INVALID, EVIDENCED_BY_SOURCES.',
  })
  @RequiresScopes(SCOPE)
  partnershipLeave(
    @Arg('input', () => PartnershipLeaveInput, INPUT) input: PartnershipLeaveInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('partnershipLeave', input), (transaction) =>
      leavePartnership(transaction, input),
    );
  }
}
