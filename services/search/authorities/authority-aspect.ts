import { sql, type Sql } from '#kernel/database';
import { registerEnumType } from 'type-graphql';
import { statusOf } from './expertise-condition.js';

export enum AuthorityAspect {
  EXPERTISE = 'EXPERTISE',
  PARTNERSHIP = 'PARTNERSHIP',
  LABEL = 'LABEL',
  COUNTRY_GROUP = 'COUNTRY_GROUP',
  WEBSITE = 'WEBSITE',
  POPULATION = 'POPULATION',
  SIREN = 'SIREN',
  INSEE_CODE = 'INSEE_CODE',
  DEPARTMENT = 'DEPARTMENT',
  REGION = 'REGION',
  SHORT_NAME = 'SHORT_NAME',
  OTHER_NAME = 'OTHER_NAME',
  FORMER_CODE = 'FORMER_CODE',
  FORMER_NAME = 'FORMER_NAME',
  POSTAL_CODE = 'POSTAL_CODE',
  SUCCESSOR = 'SUCCESSOR',
}
registerEnumType(AuthorityAspect, {
  name: 'AuthorityAspect',
  description: 'Something that this graph can know of an authority, or not.',
  valuesConfig: {
    EXPERTISE: { description: 'An expertise (expertise).' },
    PARTNERSHIP: { description: 'A partnership (partenariat).' },
    LABEL: { description: 'A label that is valid today (label en vigueur).' },
    COUNTRY_GROUP: { description: 'A part in a country group (groupe-pays).' },
    WEBSITE: { description: 'A website (site web).' },
    POPULATION: { description: 'A population (population).' },
    SIREN: { description: 'A SIREN (numéro SIREN).' },
    INSEE_CODE: { description: 'An INSEE code (code INSEE).' },
    DEPARTMENT: { description: 'A département in which it lies (département).' },
    REGION: { description: 'A région in which it lies (région).' },
    SHORT_NAME: { description: 'A short name (nom court).' },
    OTHER_NAME: { description: 'Another name (autre nom).' },
    FORMER_CODE: { description: 'A code of a commune that has merged into it (ancien code).' },
    FORMER_NAME: {
      description: 'A name that it, or a body which it replaced or absorbed, had before (ancien nom).',
    },
    POSTAL_CODE: { description: 'A postal code (code postal).' },
    SUCCESSOR: { description: 'An authority that succeeds it since it was closed (successeur).' },
  },
});

/** Condition of each aspect on an authority `a`. */
export const ASPECTS: Readonly<Record<`${AuthorityAspect}`, Sql>> = {
  EXPERTISE: sql`a.expertise_count > 0`,
  PARTNERSHIP: sql`a.partnership_count > 0`,
  LABEL: sql`EXISTS (SELECT FROM label l WHERE l.authority_id = a.id AND l.revoked_on IS NULL
    AND ${statusOf(sql`daterange(l.valid_from, l.valid_until, '[]')`)} = 'ACTIVE')`,
  COUNTRY_GROUP: sql`a.country_group_codes <> '{}'`,
  WEBSITE: sql`a.website IS NOT NULL`,
  POPULATION: sql`a.population IS NOT NULL`,
  SIREN: sql`a.siren IS NOT NULL`,
  INSEE_CODE: sql`a.insee_code IS NOT NULL`,
  DEPARTMENT: sql`a.department_code IS NOT NULL`,
  REGION: sql`a.region_code IS NOT NULL`,
  SHORT_NAME: sql`a.short_name IS NOT NULL`,
  OTHER_NAME: sql`a.aliases <> '{}'`,
  FORMER_CODE: sql`a.former_codes <> '{}'`,
  FORMER_NAME: sql`a.former_names <> '{}'`,
  POSTAL_CODE: sql`a.postal_codes <> '{}'`,
  SUCCESSOR: sql`a.successor_id IS NOT NULL`,
};
