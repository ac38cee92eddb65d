import { explainedConnectionOf } from '#vocabulary';
import { versionField } from '#kernel/errors';
import {
  LabelField,
  LabelLanguageField,
  Node,
  Provenance,
  ProvenanceField,
  SourceConflict,
} from '#kernel/graphql';
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
  description: 'Kind of an event.',
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
    UNKNOWN: { description: 'Not stated by any source (non précisé).' },
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
  description: 'Status of an event according to its sources.',
  valuesConfig: {
    SAVE_THE_DATE: { description: 'The date is announced, details will follow (date à retenir).' },
    SCHEDULED: { description: 'It is planned (prévu).' },
    HELD: { description: 'It was held (tenu).' },
    POSTPONED: {
      description: 'Postponed; the old dates remain until new ones are known (reporté).',
    },
    CANCELLED: { description: 'It will not be held (annulé).' },
    UNKNOWN: { description: 'It was announced, and no source states its outcome (inconnu).' },
  },
});

export enum EventRole {
  PRESIDENT = 'PRESIDENT',
  CHAIR = 'CHAIR',
}
registerEnumType(EventRole, {
  name: 'EventRole',
  description: 'Role of an authority in an event, held by its representative.',
  valuesConfig: {
    PRESIDENT: { description: 'Its representative presided over the country group then (présidence).' },
    CHAIR: { description: 'Its representative chaired the meeting (animation de séance).' },
  },
});

@ObjectType('EventParticipant', {
  description:
    'An authority that had a role in an event (participant). Lists of attendance are not published: only roles are known.',
  simpleResolvers: true,
})
export class EventParticipant {
  @Field(() => EventRole, { description: 'Its role in the event (rôle).' })
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
  @Field(() => EventKind, { description: 'Its kind (type).' })
  kind!: EventKind;
  @Field(() => DateScalar, { description: 'Its first day (début).' })
  startDate!: string;
  @Field(() => DateScalar, { description: 'Its last day, the first one when it lasts one day (fin).' })
  endDate!: string;
  @Field(() => TimeScalar, {
    nullable: true,
    description: 'Time at which it begins, in `timeZone` (heure de début); null when not published.',
  })
  startTime!: string | null;
  @Field(() => TimeScalar, {
    nullable: true,
    description: 'Time at which it ends, in `timeZone` (heure de fin); null when not published.',
  })
  endTime!: string | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'The instant at which it begins; null when the time is not known. By RFC 5545, a time that comes twice is the first one, and one that clocks pass over has the offset of before.',
  })
  startsAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The instant at which it ends; null when the time is not known.',
  })
  endsAt!: Date | null;
  @Field(() => String, {
    description:
      'Time zone of its days and times, by its IANA name, such as `Europe/Paris` or `Africa/Porto-Novo` (fuseau horaire).',
  })
  timeZone!: string;
  @Field(() => EventMode, { description: 'How it is attended (modalité).' })
  mode!: EventMode;
  @Field(() => String, {
    nullable: true,
    description: 'Where it is held (lieu); null when not published.',
  })
  place!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Last day for registration or for handing in files (date limite d’inscription); null when not published.',
  })
  registrationDeadline!: string | null;
  @Field(() => EventStatus, { description: 'Its status according to its sources (statut).' })
  status!: EventStatus;
  @Field(() => String, {
    nullable: true,
    description: 'Reason for which the organisers postponed or cancelled it (motif); null when not stated.',
  })
  statusReason!: string | null;
  @versionField()
  version!: number;
  @Field(() => Boolean, {
    description:
      'Whether it begins today, on the calendar of its time zone, or later, and is neither postponed nor cancelled (à venir).',
  })
  isUpcoming!: boolean;
  @Field(() => String, { nullable: true, description: 'A remark of the editors of this graph, in English.' })
  note!: string | null;
  @Field(() => [SourceConflict], {
    description: 'Fields on which sources differ, usually none (contradictions).',
  })
  conflicts!: SourceConflict[];
  @ProvenanceField()
  provenance!: Provenance;
}

export const EventConnection = explainedConnectionOf(Event, 'Event', 'events (événements)');
