import { MutationInput, MutationPayload, Problem } from '#kernel/mutations';
import { PartialDateScalar } from '#kernel/values';
import { CountryCodeScalar, ForeignAuthorityKind, SourceInput } from '#vocabulary';
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ForeignAuthorityCandidate } from '../foreign-authority/foreign-authority-candidate.type.js';
import { ForeignAuthority } from '../foreign-authority/foreign-authority.type.js';
import {
  ForeignAuthorityNameInput,
  LATITUDE,
  LONGITUDE,
  NAMES,
  NATIONAL_ASSOCIATION,
  NOTE,
  SUBDIVISION,
  WIKIDATA,
} from '../foreign-authority/foreign-authority.write.input.js';

export enum ForeignAuthorityRecordOutcome {
  CREATED = 'CREATED',
  JOINED = 'JOINED',
  UNCHANGED = 'UNCHANGED',
  AMBIGUOUS = 'AMBIGUOUS',
  REFUSED = 'REFUSED',
}
registerEnumType(ForeignAuthorityRecordOutcome, {
  name: 'ForeignAuthorityRecordOutcome',
  description: 'What became of a row (résultat).',
  valuesConfig: {
    CREATED: { description: 'The authority was not known, and was entered (créée).' },
    JOINED: {
      description: 'The authority is known: the source joins its sources (rattachée).',
    },
    UNCHANGED: { description: 'The source said the same of it before (inchangée).' },
    AMBIGUOUS: {
      description:
        'It may be one of the candidates: send the row again with a decision. Nothing was written (ambiguë).',
    },
    REFUSED: { description: 'The row has problems. Nothing was written (refusée).' },
  },
});

export enum ForeignAuthorityDecision {
  JOIN = 'JOIN',
  KEEP_APART = 'KEEP_APART',
}
registerEnumType(ForeignAuthorityDecision, {
  name: 'ForeignAuthorityDecision',
  description: 'What a person decided on a row that was ambiguous (décision).',
  valuesConfig: {
    JOIN: { description: 'It is the authority that `foreignAuthorityId` names (rattacher).' },
    KEEP_APART: { description: 'It is none of the candidates: enter it (créer).' },
  },
});

@InputType('ForeignAuthorityRecordInput', {
  description: 'A local authority abroad as a source states it (ligne).',
})
export class ForeignAuthorityRecordInput {
  @Field(() => String, {
    description:
      'Its key in the source, at most 200 characters, the same each time: a row given again changes nothing (clé dans la source).',
  })
  externalId!: string;
  @Field(() => String, { description: 'Its name, at most 200 characters (nom).' })
  name!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Language of the name, by ISO 639-1; absent: `fr` (langue du nom).',
  })
  nameLanguage?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Its name in its own language and script (nom local).',
  })
  localName?: string | null;
  @Field(() => [ForeignAuthorityNameInput], { nullable: true, description: NAMES })
  names?: ForeignAuthorityNameInput[] | null;
  @Field(() => ForeignAuthorityKind, {
    nullable: true,
    description: 'What kind of authority it is; absent: the source does not say (nature).',
  })
  kind?: `${ForeignAuthorityKind}` | null;
  @Field(() => CountryCodeScalar, { description: 'Its country, another than France (pays).' })
  country!: string;
  @Field(() => String, { nullable: true, description: SUBDIVISION })
  subdivisionCode?: string | null;
  @Field(() => Float, { nullable: true, description: LATITUDE })
  latitude?: number | null;
  @Field(() => Float, { nullable: true, description: LONGITUDE })
  longitude?: number | null;
  @Field(() => String, { nullable: true, description: WIKIDATA })
  wikidataId?: string | null;
  @Field(() => String, { nullable: true, description: NATIONAL_ASSOCIATION })
  nationalAssociation?: string | null;
  @Field(() => String, { nullable: true, description: NOTE })
  note?: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Date of what the row says; absent: that of the source (date de l’information).',
  })
  asOf?: string | null;
  @Field(() => ForeignAuthorityDecision, {
    nullable: true,
    description: 'What a person decided, when the row was ambiguous (décision).',
  })
  decision?: `${ForeignAuthorityDecision}` | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Id of the authority to which the decision `JOIN` joins it (autorité locale étrangère).',
  })
  foreignAuthorityId?: string | null;
}

@InputType('ForeignAuthoritiesRecordInput', {
  description: 'Local authorities abroad that one source states (lot de lignes).',
})
export class ForeignAuthoritiesRecordInput extends MutationInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Id of the import of which the rows are, by which they can be taken back (import).',
  })
  importId?: string | null;
  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the French authority for which an editor enters them; absent: the first of the grant. Others need none (collectivité).',
  })
  authorityId?: string | null;
  @Field(() => SourceInput, { description: 'Where the rows were read (source).' })
  source!: SourceInput;
  @Field(() => [ForeignAuthorityRecordInput], { description: 'The rows, from 1 to 100 (lignes).' })
  rows!: ForeignAuthorityRecordInput[];
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Only tells what would become of the rows, and writes nothing (à blanc).',
  })
  dryRun!: boolean;
}

@ObjectType('ForeignAuthorityRecordResult', {
  description: 'What became of a row (résultat d’une ligne).',
  simpleResolvers: true,
})
export class ForeignAuthorityRecordResult {
  @Field(() => Int, { description: 'Place of the row in the input, from 0 (rang).' })
  index!: number;
  @Field(() => ForeignAuthorityRecordOutcome, { description: 'What became of it (résultat).' })
  outcome!: `${ForeignAuthorityRecordOutcome}`;
  @Field(() => ForeignAuthority, {
    nullable: true,
    description: 'The authority; null for a row that is ambiguous or refused (autorité locale étrangère).',
  })
  foreignAuthority!: ForeignAuthority | null;
  @Field(() => [ForeignAuthorityCandidate], {
    description: 'Authorities that it may be, when it is ambiguous, the likeliest first (candidates).',
  })
  candidates!: ForeignAuthorityCandidate[];
  @Field(() => [Problem], {
    description: 'Everything that is wrong in the row, when it is refused (problèmes).',
  })
  problems!: Problem[];
}

@ObjectType('ForeignAuthoritiesRecordPayload', {
  description: 'What became of the rows (résultats).',
  simpleResolvers: true,
})
export class ForeignAuthoritiesRecordPayload extends MutationPayload {
  @Field(() => [ForeignAuthorityRecordResult], {
    nullable: true,
    description:
      'One result for each row, in their order; null when the whole batch was refused (résultats).',
  })
  results!: ForeignAuthorityRecordResult[] | null;
}

@InputType('ForeignAuthoritiesWithdrawInput', {
  description: 'An import whose authorities shall be taken back (retrait d’un import).',
})
export class ForeignAuthoritiesWithdrawInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the import.' })
  importId!: string;
  @Field(() => [String], {
    nullable: true,
    description: 'Only rows with these keys in their source, 1 to 100; absent: all of the import (clés).',
  })
  externalIds?: string[] | null;
  @Field(() => Int, {
    defaultValue: 100,
    description: 'Rows that are taken back at once, from 1 to 100: repeat until none is left (nombre).',
  })
  limit!: number;
}

@ObjectType('ForeignAuthoritiesWithdrawPayload', {
  description: 'How far an import was taken back (retrait).',
  simpleResolvers: true,
})
export class ForeignAuthoritiesWithdrawPayload extends MutationPayload {
  @Field(() => Int, { description: 'Rows that were taken back now (lignes retirées).' })
  withdrawn!: number;
  @Field(() => Int, {
    description:
      'Authorities among them that no list shows any more, since only this import had stated them (autorités retirées).',
  })
  deleted!: number;
  @Field(() => Int, {
    description:
      'Authorities among them that the import had entered and that stay, because another source states them, somebody edited them, or an entry was merged into them (autorités conservées).',
  })
  kept!: number;
  @Field(() => Int, {
    description: 'Rows of the import that are left: repeat until there is none (lignes restantes).',
  })
  left!: number;
}
