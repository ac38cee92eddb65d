import { versionField } from '#kernel/errors';
import {
  LabelField,
  LabelLanguageField,
  Node,
  Provenance,
  ProvenanceField,
  SourceConflict,
} from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { DateScalar, DateTimeScalar, TimeScalar } from '#kernel/values';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';

export enum EventKind {
  COUNTRY_GROUP_MEETING = 'COUNTRY_GROUP_MEETING',
  STEERING_COMMITTEE = 'STEERING_COMMITTEE',
  STUDY_MISSION = 'STUDY_MISSION',
  MISSION = 'MISSION',
  ASSISES = 'ASSISES',
  BILATERAL_MEETINGS = 'BILATERAL_MEETINGS',
  CONFERENCE = 'CONFERENCE',
  WEBINAR = 'WEBINAR',
  WORKSHOP = 'WORKSHOP',
  TALK = 'TALK',
  SELECTION_COMMITTEE = 'SELECTION_COMMITTEE',
  TRAINING = 'TRAINING',
  MEETING = 'MEETING',
}
registerEnumType(EventKind, {
  name: 'EventKind',
  description: 'What an event is.',
  valuesConfig: {
    COUNTRY_GROUP_MEETING: { description: 'A country group meets (réunion de groupe-pays).' },
    STEERING_COMMITTEE: { description: 'A steering committee sits (comité de pilotage).' },
    STUDY_MISSION: { description: 'A journey to learn from partners (mission d’étude).' },
    MISSION: { description: 'A journey of a delegation (mission).' },
    ASSISES: {
      description:
        'The general meeting of the authorities of two countries (assises de la coopération décentralisée).',
    },
    BILATERAL_MEETINGS: {
      description: 'Days of meetings between the authorities of two countries (rencontres).',
    },
    CONFERENCE: { description: 'A conference (conférence).' },
    WEBINAR: { description: 'A seminar online (webinaire).' },
    WORKSHOP: { description: 'A workshop (atelier).' },
    TALK: { description: 'A talk by one or a few speakers (causerie, décryptage).' },
    SELECTION_COMMITTEE: { description: 'A committee chooses among files (comité de sélection).' },
    TRAINING: { description: 'A course (formation).' },
    MEETING: { description: 'A meeting of another kind (réunion).' },
  },
});

export enum EventMode {
  IN_PERSON = 'IN_PERSON',
  ONLINE = 'ONLINE',
  HYBRID = 'HYBRID',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(EventMode, {
  name: 'EventMode',
  description: 'How an event is attended.',
  valuesConfig: {
    IN_PERSON: { description: 'At a place (en présentiel).' },
    ONLINE: { description: 'At a distance (en visioconférence).' },
    HYBRID: { description: 'Either way (hybride).' },
    UNKNOWN: { description: 'No source says (non précisé).' },
  },
});

export enum EventStatus {
  SAVE_THE_DATE = 'SAVE_THE_DATE',
  SCHEDULED = 'SCHEDULED',
  HELD = 'HELD',
  POSTPONED = 'POSTPONED',
  CANCELLED = 'CANCELLED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(EventStatus, {
  name: 'EventStatus',
  description: 'What became of an event, as far as sources say.',
  valuesConfig: {
    SAVE_THE_DATE: { description: 'The date is announced, details will follow (date à retenir).' },
    SCHEDULED: { description: 'It is to take place (prévu).' },
    HELD: { description: 'It took place (tenu).' },
    POSTPONED: {
      description: 'It was put off; its dates are the old ones until new ones are known (reporté).',
    },
    CANCELLED: { description: 'It does not take place (annulé).' },
    UNKNOWN: { description: 'It was announced, and no source says what became of it (inconnu).' },
  },
});

export enum EventRole {
  PRESIDENT = 'PRESIDENT',
  CHAIR = 'CHAIR',
}
registerEnumType(EventRole, {
  name: 'EventRole',
  description: 'What an authority was to an event, by its representative.',
  valuesConfig: {
    PRESIDENT: { description: 'Its representative presided over the country group then (présidence).' },
    CHAIR: { description: 'Its representative chaired the meeting (animation de séance).' },
  },
});

@ObjectType('EventParticipant', {
  description:
    'An authority that had a part in an event (participant). Lists of attendance are not published: only roles are known.',
  simpleResolvers: true,
})
export class EventParticipant {
  @Field(() => EventRole, { description: 'Its part in the event (rôle).' })
  role!: EventRole;
  @ProvenanceField()
  provenance!: Provenance;
}

@ObjectType('Event', {
  description: 'A meeting, mission or other date of the agenda of decentralised cooperation (événement).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Event extends Node {
  @LabelField('title', 'Its title (intitulé).')
  title!: string;
  @LabelLanguageField('title')
  language!: string;
  @Field(() => EventKind, { description: 'What it is (type).' })
  kind!: EventKind;
  @Field(() => DateScalar, { description: 'Its first day (début).' })
  startDate!: string;
  @Field(() => DateScalar, { description: 'Its last day, the first one when it lasts one day (fin).' })
  endDate!: string;
  @Field(() => TimeScalar, {
    nullable: true,
    description: 'When it begins, on the clocks of `timeZone`; null when no source says so (heure de début).',
  })
  startTime!: string | null;
  @Field(() => TimeScalar, {
    nullable: true,
    description: 'When it ends, on the clocks of `timeZone`; null when no source says so (heure de fin).',
  })
  endTime!: string | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The instant at which it begins; null when the time is not known.',
  })
  startsAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The instant at which it ends; null when the time is not known.',
  })
  endsAt!: Date | null;
  @Field(() => String, { description: 'Time zone of its times, such as `Europe/Paris` (fuseau horaire).' })
  timeZone!: string;
  @Field(() => EventMode, { description: 'How it is attended (modalité).' })
  mode!: EventMode;
  @Field(() => String, {
    nullable: true,
    description: 'Where it takes place; null when no source says so (lieu).',
  })
  place!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The last day on which one may register, or hand in a file; null when none was published (date limite d’inscription).',
  })
  registrationDeadline!: string | null;
  @Field(() => EventStatus, { description: 'What became of it, as far as sources say (statut).' })
  status!: EventStatus;
  @Field(() => String, {
    nullable: true,
    description:
      'Why it was put off or called off, as its organisers say; null when they say nothing (motif).',
  })
  statusReason!: string | null;
  @versionField()
  version!: number;
  @Field(() => Boolean, {
    description:
      'Whether it begins today (Europe/Paris) or later, and is neither postponed nor cancelled (à venir).',
  })
  isUpcoming!: boolean;
  @Field(() => String, { nullable: true, description: 'A remark of ours, in English.' })
  note!: string | null;
  @Field(() => [SourceConflict], {
    description: 'Fields of which sources say different things; none as a rule (contradictions).',
  })
  conflicts!: SourceConflict[];
  @ProvenanceField()
  provenance!: Provenance;
}

export const EventConnection = connectionOf(Event, 'Event', 'events (événements)');
