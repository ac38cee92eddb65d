import { enumFilterOf, listArgsOf, orderInputOf } from '#kernel/lists';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { AccessRequestStatus } from './access-request.type.js';

export enum AccessRequestOrderField {
  SUBMITTED_AT = 'SUBMITTED_AT',
}
registerEnumType(AccessRequestOrderField, {
  name: 'AccessRequestOrderField',
  description: 'Sort keys of requests for access.',
  valuesConfig: { SUBMITTED_AT: { description: 'By when they were submitted (dépôt).' } },
});

const AccessRequestStatusFilter = enumFilterOf(
  AccessRequestStatus,
  'AccessRequestStatusFilter',
  'status of a request for access',
);

@InputType('AccessRequestFilter', {
  description: 'Conditions on requests for access; all of them must hold.',
})
export class AccessRequestFilter {
  @Field(() => AccessRequestStatusFilter, { nullable: true, description: 'What became of it (statut).' })
  status?: InstanceType<typeof AccessRequestStatusFilter>;
  @Field(() => [AccessRequestFilter], { nullable: true, description: 'All of these.' })
  and?: AccessRequestFilter[];
  @Field(() => [AccessRequestFilter], { nullable: true, description: 'At least one of these.' })
  or?: AccessRequestFilter[];
  @Field(() => AccessRequestFilter, { nullable: true, description: 'None of this.' })
  not?: AccessRequestFilter;
}

const AccessRequestOrder = orderInputOf<`${AccessRequestOrderField}`>(
  AccessRequestOrderField,
  'AccessRequestOrder',
  'requests for access',
);
@ArgsType()
export class AccessRequestsArgs extends listArgsOf(AccessRequestFilter, AccessRequestOrder) {}
