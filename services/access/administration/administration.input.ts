import { TextCodeFilter, enumFilterOf, listArgsOf, orderInputOf } from '#kernel/lists';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { Role } from '../role-grant/roles.js';

const ALL = { nullable: true, description: 'All of these.' };
const ANY = { nullable: true, description: 'At least one of these.' };
const NONE = { nullable: true, description: 'None of this.' };

export enum PartnerOrderField {
  NAME = 'NAME',
  CREATED_AT = 'CREATED_AT',
}
registerEnumType(PartnerOrderField, {
  name: 'PartnerOrderField',
  description: 'Sort keys of partners.',
  valuesConfig: {
    NAME: { description: 'By name, as in a French dictionary.' },
    CREATED_AT: { description: 'By when they were entered.' },
  },
});

@InputType('PartnerFilter', { description: 'Conditions on partners; all of them must hold.' })
export class PartnerFilter {
  @Field(() => TextCodeFilter, { nullable: true, description: 'By name, whole and as it is written.' })
  name?: TextCodeFilter;
  @Field(() => [PartnerFilter], ALL)
  and?: PartnerFilter[];
  @Field(() => [PartnerFilter], ANY)
  or?: PartnerFilter[];
  @Field(() => PartnerFilter, NONE)
  not?: PartnerFilter;
}

const PartnerOrder = orderInputOf<`${PartnerOrderField}`>(PartnerOrderField, 'PartnerOrder', 'partners');
@ArgsType()
export class PartnersArgs extends listArgsOf(PartnerFilter, PartnerOrder) {}

export enum ApiKeyOrderField {
  CREATED_AT = 'CREATED_AT',
  EXPIRES_AT = 'EXPIRES_AT',
}
registerEnumType(ApiKeyOrderField, {
  name: 'ApiKeyOrderField',
  description: 'Sort keys of API keys.',
  valuesConfig: {
    CREATED_AT: { description: 'By when they were made.' },
    EXPIRES_AT: { description: 'By when they cease to count.' },
  },
});

@InputType('ApiKeyFilter', { description: 'Conditions on API keys; all of them must hold.' })
export class ApiKeyFilter {
  @Field(() => [ID], { nullable: true, description: 'Of one of these partners, by id.' })
  partner?: string[];
  @Field(() => TextCodeFilter, { nullable: true, description: 'By the first characters of the secret.' })
  prefix?: TextCodeFilter;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it counts now: neither revoked nor expired.',
  })
  isActive?: boolean;
  @Field(() => [ApiKeyFilter], ALL)
  and?: ApiKeyFilter[];
  @Field(() => [ApiKeyFilter], ANY)
  or?: ApiKeyFilter[];
  @Field(() => ApiKeyFilter, NONE)
  not?: ApiKeyFilter;
}

const ApiKeyOrder = orderInputOf<`${ApiKeyOrderField}`>(ApiKeyOrderField, 'ApiKeyOrder', 'API keys');
@ArgsType()
export class ApiKeysArgs extends listArgsOf(ApiKeyFilter, ApiKeyOrder) {}

export enum RoleGrantOrderField {
  GRANTED_AT = 'GRANTED_AT',
}
registerEnumType(RoleGrantOrderField, {
  name: 'RoleGrantOrderField',
  description: 'Sort keys of role grants.',
  valuesConfig: { GRANTED_AT: { description: 'By when they were granted.' } },
});

const RoleFilter = enumFilterOf(Role, 'RoleFilter', 'role');

@InputType('RoleGrantFilter', { description: 'Conditions on role grants; all of them must hold.' })
export class RoleGrantFilter {
  @Field(() => RoleFilter, { nullable: true, description: 'By role.' })
  role?: InstanceType<typeof RoleFilter>;
  @Field(() => [ID], { nullable: true, description: 'Of one of these partners, by id.' })
  partner?: string[];
  @Field(() => [ID], { nullable: true, description: 'Of one of these persons, by id.' })
  principal?: string[];
  @Field(() => [ID], { nullable: true, description: 'Confined to one of these things, among others.' })
  of?: string[];
  @Field(() => Boolean, { nullable: true, description: 'Whether it stands.' })
  isActive?: boolean;
  @Field(() => [RoleGrantFilter], ALL)
  and?: RoleGrantFilter[];
  @Field(() => [RoleGrantFilter], ANY)
  or?: RoleGrantFilter[];
  @Field(() => RoleGrantFilter, NONE)
  not?: RoleGrantFilter;
}

const RoleGrantOrder = orderInputOf<`${RoleGrantOrderField}`>(
  RoleGrantOrderField,
  'RoleGrantOrder',
  'role grants',
);
@ArgsType()
export class RoleGrantsArgs extends listArgsOf(RoleGrantFilter, RoleGrantOrder) {}
