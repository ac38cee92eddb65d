import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput, MutationPayload } from '#kernel/mutations';
import { PartialDateScalar, UrlScalar } from '#kernel/values';
import { SirenScalar } from '#vocabulary';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Authority } from '../authority/authority.type.js';
import { MAX_MEMBERS, MAX_MEMBERS_AT_ONCE } from './body-member.entity.js';

export enum BodyKind {
  JOINT_SYNDICATE = 'JOINT_SYNDICATE',
  ASSOCIATION = 'ASSOCIATION',
}
registerEnumType(BodyKind, {
  name: 'BodyKind',
  description: 'Kind of an authority that is created here (nature de l’organisme).',
  valuesConfig: {
    JOINT_SYNDICATE: {
      description: 'A body that authorities of several levels have created for a task (syndicat mixte).',
    },
    ASSOCIATION: { description: 'An association of authorities (association de collectivités).' },
  },
});

const SHORT_NAME =
  'An abbreviation or a shorter name by which it is known, at most 100 characters (sigle ou nom court).';
const SIREN = 'Its SIREN, where it has one (numéro SIREN).';
const DEPARTMENT =
  'Code of the département, or of the overseas collectivity, in which it has its seat (département du siège). The région follows from it.';
const REGION =
  'Code of the région in which it has its seat, for a body that is larger than a département (région du siège).';
const WEBSITE = 'Its website; mailboxes are stated by `authorityContactEdit` (site web).';
const FROM = 'Since when it exists (date de création).';
const NOTE = 'A remark, in English, at most 1,000 characters (remarque).';

@InputType('BodyCreateInput', {
  description:
    'A new joint syndicate or association of authorities (création d’un syndicat mixte ou d’une association).',
})
export class BodyCreateInput extends MutationInput {
  @Field(() => BodyKind, { description: 'What kind of body it is (nature).' })
  kind!: BodyKind;
  @Field(() => String, { description: 'Its name, at most 200 characters (nom).' })
  name!: string;
  @Field(() => String, { nullable: true, description: SHORT_NAME })
  shortName?: string | null;
  @Field(() => SirenScalar, { nullable: true, description: SIREN })
  siren?: string | null;
  @Field(() => String, { nullable: true, description: DEPARTMENT })
  departmentCode?: string | null;
  @Field(() => String, { nullable: true, description: REGION })
  regionCode?: string | null;
  @Field(() => [ID], {
    description: `Ids of its members, French authorities that exist, of any kind: 1 to ${MAX_MEMBERS_AT_ONCE}; \`bodyEdit\` adds more (membres).`,
  })
  memberIds!: string[];
  @Field(() => UrlScalar, { nullable: true, description: WEBSITE })
  website?: string | null;
  @Field(() => PartialDateScalar, { nullable: true, description: FROM })
  validFrom?: string | null;
  @Field(() => String, { nullable: true, description: NOTE })
  note?: string | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Creates it although another one has such a name: a person has compared them (créer malgré un homonyme). A SIREN that another one has is refused all the same.',
  })
  createAnyway!: boolean;
}

@InputType('BodyEditInput', {
  description:
    'Changes to a joint syndicate or an association; omitted fields stay as they are, null clears a field that can be empty (modification d’un organisme).',
})
export class BodyEditInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => BodyKind, { nullable: true, description: 'What kind of body it is (nature).' })
  kind?: BodyKind | null;
  @Field(() => String, { nullable: true, description: 'Its name, at most 200 characters (nom).' })
  name?: string | null;
  @Field(() => String, { nullable: true, description: SHORT_NAME })
  shortName?: string | null;
  @Field(() => SirenScalar, { nullable: true, description: SIREN })
  siren?: string | null;
  @Field(() => String, { nullable: true, description: DEPARTMENT })
  departmentCode?: string | null;
  @Field(() => String, { nullable: true, description: REGION })
  regionCode?: string | null;
  @Field(() => [ID], {
    nullable: true,
    description: `Ids of authorities that become members, at most ${MAX_MEMBERS_AT_ONCE} at once, and ${MAX_MEMBERS} in all (nouveaux membres).`,
  })
  addMemberIds?: string[] | null;
  @Field(() => [ID], {
    nullable: true,
    description: `Ids of members that leave, at most ${MAX_MEMBERS_AT_ONCE}; one stays at least (membres sortants).`,
  })
  removeMemberIds?: string[] | null;
  @Field(() => UrlScalar, { nullable: true, description: WEBSITE })
  website?: string | null;
  @Field(() => PartialDateScalar, { nullable: true, description: FROM })
  validFrom?: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'When it was dissolved without a successor, today at the latest; it is closed then, and cannot be opened again. For those who may create bodies (date de dissolution).',
  })
  validTo?: string | null;
  @Field(() => String, { nullable: true, description: NOTE })
  note?: string | null;
}

@ObjectType('BodyPayload', {
  description: 'Result of a change to a joint syndicate or an association (résultat).',
  simpleResolvers: true,
})
export class BodyPayload extends MutationPayload {
  @Field(() => Authority, {
    nullable: true,
    description: 'The body after the change; null when it was refused.',
  })
  authority!: Authority | null;
  @Field(() => [Authority], {
    description:
      'With the problem POSSIBLE_DUPLICATE, the authorities that may be the same, at most five; else empty (doublons possibles).',
  })
  candidates!: Authority[];
}
