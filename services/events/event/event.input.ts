import { DateFilter, TextCodeFilter, enumFilterOf, listArgsOf, orderInputOf } from '#kernel/lists';
import { CountryCodeFilter } from '#vocabulary';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { EventKind, EventMode, EventStatus } from './event.type.js';

export enum EventOrderField {
  START_DATE = 'START_DATE',
  STARTS_AT = 'STARTS_AT',
}
registerEnumType(EventOrderField, {
  name: 'EventOrderField',
  description: 'Sort keys of events.',
  valuesConfig: {
    START_DATE: { description: 'By the first day where it takes place (premier jour).' },
    STARTS_AT: {
      description:
        'By the instant at which it begins, whatever its time zone; an event whose time is not known is the last of its first day (début).',
    },
  },
});

const EventKindFilter = enumFilterOf(EventKind, 'EventKindFilter', 'kind of an event');
const EventStatusFilter = enumFilterOf(EventStatus, 'EventStatusFilter', 'status of an event');
const EventModeFilter = enumFilterOf(EventMode, 'EventModeFilter', 'way in which an event is attended');

@InputType('EventFilter', { description: 'Conditions on events; all of them must hold.' })
export class EventFilter {
  @Field(() => EventKindFilter, { nullable: true, description: 'By kind.' })
  kind?: InstanceType<typeof EventKindFilter>;
  @Field(() => EventStatusFilter, { nullable: true, description: 'By status.' })
  status?: InstanceType<typeof EventStatusFilter>;
  @Field(() => EventModeFilter, { nullable: true, description: 'By mode of attendance.' })
  mode?: InstanceType<typeof EventModeFilter>;
  @Field(() => CountryCodeFilter, { nullable: true, description: 'By the countries that they are about.' })
  country?: CountryCodeFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'By the code of their country group, such as `MG`; `notIn` keeps events without a group.',
  })
  countryGroup?: TextCodeFilter;
  @Field(() => DateFilter, { nullable: true, description: 'By the first day.' })
  startDate?: DateFilter;
  @Field(() => DateFilter, {
    nullable: true,
    description: 'By the last day; with `startDate` it finds what is in progress.',
  })
  endDate?: DateFilter;
  @Field(() => String, {
    nullable: true,
    description:
      'Beginnings of words in the title or the place; all must occur. Accents and case do not matter.',
  })
  text?: string;
  @Field(() => [EventFilter], { nullable: true, description: 'All of these.' })
  and?: EventFilter[];
  @Field(() => [EventFilter], { nullable: true, description: 'At least one of these.' })
  or?: EventFilter[];
  @Field(() => EventFilter, { nullable: true, description: 'None of this.' })
  not?: EventFilter;
}

const EventOrder = orderInputOf<`${EventOrderField}`>(EventOrderField, 'EventOrder', 'events');
@ArgsType()
export class EventsArgs extends listArgsOf(EventFilter, EventOrder) {}
