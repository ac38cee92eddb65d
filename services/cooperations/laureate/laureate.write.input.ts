import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput, MutationPayload } from '#kernel/mutations';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Laureate } from './laureate.type.js';

const FRENCH = 'Ids of the French authorities that carry it, 1 to 30 (collectivités françaises).';
const FOREIGN = 'Ids of their partners, all of one country, 1 to 30 (autorités locales étrangères).';

@InputType()
abstract class LaureateFields extends MutationInput {
  @Field(() => ID, { nullable: true, description: 'Code of the call that retained it (appel à projets).' })
  callCode?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The call as it was announced, at most 200 characters (intitulé de l’appel).',
  })
  callName?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Its French title, at most 200 characters (intitulé du projet).',
  })
  titleFr?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Its English title, at most 200 characters (intitulé anglais).',
  })
  titleEn?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Id of the partnership that it belongs to (partenariat).',
  })
  partnershipId?: string | null;
  @Field(() => Int, { nullable: true, description: 'Grant in euros (montant).' })
  amountEur?: number | null;
  @Field(() => String, { nullable: true, description: 'A remark, in English, at most 1,000 characters.' })
  note?: string | null;
}

@InputType('LaureateAddInput', { description: 'A project that a call retained (nouveau lauréat).' })
export class LaureateAddInput extends LaureateFields {
  @Field(() => Int, {
    description: 'Year of the award, from 2000 to the current year; it selects the campaign (année).',
  })
  year!: number;
  @Field(() => [ID], { description: FRENCH })
  frenchAuthorityIds!: string[];
  @Field(() => [ID], { description: FOREIGN })
  foreignAuthorityIds!: string[];
}

@InputType('LaureateEditInput', {
  description:
    'Changes to a laureate; omitted fields stay as they are, null clears a field that can be empty (modification d’un lauréat).',
})
export class LaureateEditInput extends LaureateFields {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => Int, {
    nullable: true,
    description: 'Year of the award, from 2000 to the current year (année).',
  })
  year?: number | null;
  @Field(() => [ID], { nullable: true, description: FRENCH })
  frenchAuthorityIds?: string[] | null;
  @Field(() => [ID], { nullable: true, description: FOREIGN })
  foreignAuthorityIds?: string[] | null;
}

@InputType('LaureateWithdrawInput', {
  description: 'Removes a laureate from all lists and counts (retrait d’un lauréat).',
})
export class LaureateWithdrawInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
}

@ObjectType('LaureatePayload', {
  description: 'Result of a change to a laureate (résultat).',
  simpleResolvers: true,
})
export class LaureatePayload extends MutationPayload {
  @Field(() => Laureate, {
    nullable: true,
    description: 'The laureate after the change; null when it was refused.',
  })
  laureate!: Laureate | null;
}
