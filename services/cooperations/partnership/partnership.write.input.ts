import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput, MutationPayload } from '#kernel/mutations';
import { DateScalar, PartialDateScalar } from '#kernel/values';
import { PartnershipKind, PartnershipStatus, SourceInput } from '#vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PartnershipAmountInput, PartnershipDocumentInput } from './partnership-parts.input.js';
import { Partnership } from './partnership.type.js';

const FRENCH =
  'Ids of the French partners, the lead partner first, 1 to 30, at least one of them yours (collectivités françaises).';
const FOREIGN =
  'Ids of the foreign partners, of one or several countries, the lead partner first, 1 to 30 (autorités locales étrangères).';
const STATUS =
  'Its state: `UNDER_NEGOTIATION`, `ONGOING`, `SUSPENDED` or `UNKNOWN` (statut). Use `partnershipEnd` to end it; an ended partnership cannot be reopened.';

@InputType()
abstract class PartnershipFields extends MutationInput {
  @Field(() => String, {
    nullable: true,
    description: 'Its French title, at most 200 characters (intitulé).',
  })
  titleFr?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Its English title, at most 200 characters (intitulé anglais).',
  })
  titleEn?: string | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'Codes of its themes, by priority, at most 20 (thématiques, par priorité).',
  })
  themeCodes?: string[] | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Year of the first agreement, from 1800 on (année de la première convention).',
  })
  startYear?: number | null;
  @Field(() => DateScalar, { nullable: true, description: 'Day of the signature (date de signature).' })
  signedOn?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Its last day, past or future, not before its start or signature (date de fin).',
  })
  endDate?: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Its start: a year, month or day; instead of `startYear`, or more precise than it (début).',
  })
  start?: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Its signature: a year, month or day; instead of `signedOn` (signature).',
  })
  signed?: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Its end: a year, month or day; instead of `endDate` (fin).',
  })
  end?: string | null;
  @Field(() => [PartnershipAmountInput], {
    nullable: true,
    description:
      'Amounts that are paid for it, at most 20; `Partnership.amountEur` is the sum in euros when one funder pays it (montants).',
  })
  amounts?: PartnershipAmountInput[] | null;
  @Field(() => [PartnershipDocumentInput], {
    nullable: true,
    description: 'Documents about it, at most 20 (documents).',
  })
  documents?: PartnershipDocumentInput[] | null;
  @Field(() => SourceInput, {
    nullable: true,
    description: 'Where it was read; without a source it is what the authority says itself (source).',
  })
  source?: SourceInput | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'Date of what is stated; that of the source or, without one, today when absent (date de l’information).',
  })
  asOf?: string | null;
  @Field(() => String, { nullable: true, description: 'A remark, in English, at most 1,000 characters.' })
  note?: string | null;
}

@InputType('PartnershipCreateInput', { description: 'A new partnership (création d’un partenariat).' })
export class PartnershipCreateInput extends PartnershipFields {
  @Field(() => PartnershipKind, { description: 'What kind of tie it is (nature).' })
  kind!: PartnershipKind;
  @Field(() => [ID], { description: FRENCH })
  frenchAuthorityIds!: string[];
  @Field(() => [ID], { description: FOREIGN })
  foreignAuthorityIds!: string[];
  @Field(() => PartnershipStatus, {
    nullable: true,
    description: 'Its state; `ENDED` for one that is over. `ONGOING` when absent (statut).',
  })
  status?: PartnershipStatus | null;
  @Field(() => String, {
    nullable: true,
    description: 'Its key in the source, 1 to 200 characters; needs `source` (clé dans la source).',
  })
  externalId?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Creates it although one with the same partners, kind and years exists; false when absent (créer tout de même).',
  })
  createAnyway?: boolean | null;
}

@InputType('PartnershipEditInput', {
  description:
    'Changes to a partnership; omitted fields stay as they are, null clears a field that can be empty (modification d’un partenariat).',
})
export class PartnershipEditInput extends PartnershipFields {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => PartnershipKind, { nullable: true, description: 'What kind of tie it is (nature).' })
  kind?: PartnershipKind | null;
  @Field(() => [ID], {
    nullable: true,
    description: `${FRENCH} Unless you are an administrator, you add and remove only your own, and keep one of them; use \`partnershipLeave\` to remove the last.`,
  })
  frenchAuthorityIds?: string[] | null;
  @Field(() => [ID], { nullable: true, description: FOREIGN })
  foreignAuthorityIds?: string[] | null;
  @Field(() => PartnershipStatus, { nullable: true, description: STATUS })
  status?: PartnershipStatus | null;
}

@InputType('PartnershipEndInput', { description: 'The end of a partnership (fin d’un partenariat).' })
export class PartnershipEndInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Its last day, today in Europe/Paris at the latest; today when absent (date de fin).',
  })
  endDate?: string | null;
}

@InputType('PartnershipLeaveInput', {
  description:
    'Removes a French authority that is not a partner or no longer wants to be one (retrait d’une collectivité d’un partenariat).',
})
export class PartnershipLeaveInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the partnership.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => ID, {
    description: 'Id of the French authority that leaves, for which you write (collectivité).',
  })
  authorityId!: string;
}

@ObjectType('PartnershipPayload', {
  description: 'Result of a change to a partnership (résultat).',
  simpleResolvers: true,
})
export class PartnershipPayload extends MutationPayload {
  @Field(() => Partnership, {
    nullable: true,
    description: 'The partnership after the change; null when it was refused.',
  })
  partnership!: Partnership | null;
  @Field(() => [Partnership], {
    nullable: true,
    description:
      'For POSSIBLE_DUPLICATE: what exists already, the most likely first; null otherwise (doublons possibles).',
  })
  possibleDuplicates?: Partnership[] | null;
}
