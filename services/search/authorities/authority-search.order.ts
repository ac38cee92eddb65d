import { orderInputOf } from '#kernel/lists';
import { registerEnumType } from 'type-graphql';

export enum AuthoritySearchOrderField {
  RELEVANCE = 'RELEVANCE',
  NAME = 'NAME',
  POPULATION = 'POPULATION',
  EXPERTISES = 'EXPERTISES',
  PARTNERSHIPS = 'PARTNERSHIPS',
  INSEE_CODE = 'INSEE_CODE',
  KIND = 'KIND',
}
registerEnumType(AuthoritySearchOrderField, {
  name: 'AuthoritySearchOrderField',
  description: 'Sort keys of a search for authorities.',
  valuesConfig: {
    RELEVANCE: {
      description:
        'What meets `text` best comes first, whatever the direction, then the larger population; without `text`, by name (pertinence).',
    },
    NAME: { description: 'By name, in French order: accents count last (nom).' },
    POPULATION: {
      description: 'By population; those whose population is not known come last, either way (population).',
    },
    EXPERTISES: { description: 'By number of expertises (nombre d’expertises).' },
    PARTNERSHIPS: { description: 'By number of partnerships (nombre de partenariats).' },
    INSEE_CODE: { description: 'By INSEE code; those without one come last, either way (code INSEE).' },
    KIND: { description: 'By kind, in the alphabetical order of its values (nature).' },
  },
});

export const AuthoritySearchOrder = orderInputOf<`${AuthoritySearchOrderField}`>(
  AuthoritySearchOrderField,
  'AuthoritySearchOrder',
  'found authorities',
);
