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

/** Fields of every subscription event, beside the entity that changed. */
@ObjectType({ simpleResolvers: true })
export abstract class LiveEvent {
  @Field(() => String, {
    description: 'Cursor of this event: subscribe `after` it to resume with the next one.',
  })
  cursor!: string;
  @Field(() => ChangeOperation, { description: 'Kind of the change.' })
  operation!: ChangeOperation;
  @Field(() => ID, { description: 'Id of the changed entity, also when it was deleted.' })
  entityId!: string;
  @Field(() => DateTimeScalar, { description: 'Time of the change.' })
  changedAt!: Date;
}

/** Description of the `after` of a subscription. */
export const AFTER_DESCRIPTION = `Resume after this cursor of this subscription or of \`changes\`. No change in between is missed; of changes older than ${KEEP_CHANGES_DAYS} days, only the last one of each entity remains. Default: from now.`;
