import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput, MutationPayload } from '#kernel/mutations';
import { DateScalar } from '#kernel/values';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CooperationRequest, UrgencyLevel } from './cooperation-request.type.js';

export enum RequestClosingReason {
  COOPERATION_BEGUN = 'COOPERATION_BEGUN',
  PARTNER_FOUND_ELSEWHERE = 'PARTNER_FOUND_ELSEWHERE',
  NO_LONGER_NEEDED = 'NO_LONGER_NEEDED',
}
registerEnumType(RequestClosingReason, {
  name: 'RequestClosingReason',
  description: 'Why its author closed a request for cooperation.',
  valuesConfig: {
    COOPERATION_BEGUN: { description: 'The cooperation has begun (coopération engagée).' },
    PARTNER_FOUND_ELSEWHERE: { description: 'A partner was found in another way (partenaire trouvé).' },
    NO_LONGER_NEEDED: { description: 'The need is no longer there (besoin disparu).' },
  },
});

const THEMES = 'Codes of its themes, 1 to 10, each once, such as `EDU-TRAINING`; the most important first.';
const NEED_FR = 'What is sought, in French, at most 10,000 characters; French, English or both are required.';
const NEED_EN =
  'What is sought, in English, at most 10,000 characters; French, English or both are required.';
const LANGUAGES = 'Working languages: 1 to 10 codes (ISO 639-1, lower case) such as `fr`.';
const URGENCY = 'What makes it urgent, in words, at most 500 characters.';
const EXPIRES =
  'Last day of the request, after today and at most two years ahead; it expires at the end of that day in Europe/Paris.';
const CONTACT =
  'Role mailbox, not that of a named person, which begins with the name of an office such as `mairie@` or `cooperation@`; visible to the author’s side and to the authority whose reply is accepted.';
const POPULATION =
  'Inhabitants of the requesting authority: `matches` compares sizes with it, since no source of this graph has populations of authorities abroad.';

@InputType('CooperationRequestPublishInput', { description: 'A new request.' })
export class CooperationRequestPublishInput extends MutationInput {
  @Field(() => ID, { description: 'The authority abroad that asks.' })
  foreignAuthorityId!: string;
  @Field(() => [ID], { description: THEMES })
  themeCodes!: string[];
  @Field(() => String, { nullable: true, description: NEED_FR })
  needFr?: string | null;
  @Field(() => String, { nullable: true, description: NEED_EN })
  needEn?: string | null;
  @Field(() => [String], { description: LANGUAGES })
  languages!: string[];
  @Field(() => UrgencyLevel, { description: 'When help is needed.' })
  urgencyLevel!: UrgencyLevel;
  @Field(() => String, { nullable: true, description: URGENCY })
  urgency?: string | null;
  @Field(() => DateScalar, { description: EXPIRES })
  expiresOn!: string;
  @Field(() => String, { description: CONTACT })
  contact!: string;
  @Field(() => Int, { nullable: true, description: POPULATION })
  population?: number | null;
}

@InputType('CooperationRequestEditInput', {
  description: 'Changes to an open request; omitted fields stay as they are, null clears a field.',
})
export class CooperationRequestEditInput extends MutationInput {
  @Field(() => ID, { description: 'The request.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => [ID], { nullable: true, description: THEMES })
  themeCodes?: string[] | null;
  @Field(() => String, { nullable: true, description: NEED_FR })
  needFr?: string | null;
  @Field(() => String, { nullable: true, description: NEED_EN })
  needEn?: string | null;
  @Field(() => [String], { nullable: true, description: LANGUAGES })
  languages?: string[] | null;
  @Field(() => UrgencyLevel, { nullable: true, description: 'When help is needed.' })
  urgencyLevel?: UrgencyLevel | null;
  @Field(() => String, { nullable: true, description: URGENCY })
  urgency?: string | null;
  @Field(() => DateScalar, { nullable: true, description: EXPIRES })
  expiresOn?: string | null;
  @Field(() => String, { nullable: true, description: CONTACT })
  contact?: string | null;
  @Field(() => Int, { nullable: true, description: POPULATION })
  population?: number | null;
}

@InputType('CooperationRequestCloseInput', { description: 'A request that its author closes.' })
export class CooperationRequestCloseInput extends MutationInput {
  @Field(() => ID, { description: 'The request, open or matched.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => RequestClosingReason, { description: 'Reason for closing.' })
  reason!: RequestClosingReason;
}

const REQUEST = 'The request after the change; null when it was refused (demande).';

@ObjectType('CooperationRequestPublishPayload', {
  description: 'Result of publishing a request (résultat).',
  simpleResolvers: true,
})
export class CooperationRequestPublishPayload extends MutationPayload {
  @Field(() => CooperationRequest, { nullable: true, description: REQUEST })
  cooperationRequest!: object | null;
}

@ObjectType('CooperationRequestEditPayload', {
  description: 'Result of changing a request (résultat).',
  simpleResolvers: true,
})
export class CooperationRequestEditPayload extends MutationPayload {
  @Field(() => CooperationRequest, { nullable: true, description: REQUEST })
  cooperationRequest!: object | null;
}

@ObjectType('CooperationRequestClosePayload', {
  description: 'Result of closing a request (résultat).',
  simpleResolvers: true,
})
export class CooperationRequestClosePayload extends MutationPayload {
  @Field(() => CooperationRequest, { nullable: true, description: REQUEST })
  cooperationRequest!: object | null;
}
