import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { KEEP_CHANGES_DAYS } from '../outbox/compaction.js';
import { DateTimeScalar } from '../values/scalars.js';

export enum ChangeOperation {
  CREATED = 'CREATED',
  UPDATED = 'UPDATED',
  CLOSED = 'CLOSED',
  DELETED = 'DELETED',
}
registerEnumType(ChangeOperation, {
  name: 'ChangeOperation',
  description: 'What happened to a thing.',
  valuesConfig: {
    CREATED: { description: 'It is new (créé).' },
    UPDATED: { description: 'Something of it changed (modifié).' },
    CLOSED: { description: 'It was closed, such as a merged authority, and stays readable (fermé).' },
    DELETED: { description: 'It is gone (supprimé).' },
  },
});

/** What every event of a subscription to changes has, beside the thing that changed. */
@ObjectType({ simpleResolvers: true })
export abstract class LiveEvent {
  @Field(() => String, { description: 'Subscribe `after` it to go on with what follows.' })
  cursor!: string;
  @Field(() => ChangeOperation, { description: 'What happened.' })
  operation!: ChangeOperation;
  @Field(() => ID, { description: 'Id of the thing, also when it is gone.' })
  entityId!: string;
  @Field(() => DateTimeScalar, { description: 'When.' })
  changedAt!: Date;
}

/** Of the `after` of a subscription. */
export const AFTER_DESCRIPTION = `Go on after this cursor, which this subscription gave, or \`changes\`: nothing is missed in between, but for steps older than ${KEEP_CHANGES_DAYS} days, of which the last of each thing is kept. From now when absent.`;
