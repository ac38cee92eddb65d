import { MutationInput, MutationPayload, Problem } from '#kernel/mutations';
import { PartialDateScalar } from '#kernel/values';
import { PartnershipKind, PartnershipStatus, SourceInput } from '#vocabulary';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PartnershipAmountInput, PartnershipDocumentInput } from '../partnership/partnership-parts.input.js';
import { Partnership } from '../partnership/partnership.type.js';
import { PartnershipPairDecision } from '../partnership-duplicate/partnership-duplicate.type.js';

export enum PartnershipRecordOutcome {
  CREATED = 'CREATED',
  JOINED = 'JOINED',
  UPDATED = 'UPDATED',
  UNCHANGED = 'UNCHANGED',
  AMBIGUOUS = 'AMBIGUOUS',
  REFUSED = 'REFUSED',
}
registerEnumType(PartnershipRecordOutcome, {
  name: 'PartnershipRecordOutcome',
  description: 'What became of a row (sort d’une ligne).',
  valuesConfig: {
    CREATED: { description: 'A new partnership was made (créé).' },
    JOINED: { description: 'A partnership that exists has one more statement (rattaché).' },
    UPDATED: { description: 'The statement with this key says something new (mis à jour).' },
    UNCHANGED: { description: 'The statement with this key says the same already (inchangé).' },
    AMBIGUOUS: {
      description:
        'Nothing was written: it could be one of `candidates`; decide, and send it again (ambigu).',
    },
    REFUSED: { description: 'Nothing was written; `problems` has the reasons (refusé).' },
  },
});

@InputType('PartnershipRecordInput', {
  description: 'What one row of a source states of a partnership (ligne d’une source).',
})
export class PartnershipRecordInput {
  @Field(() => String, {
    description:
      'Key of the row in its source, the same in every edition, 1 to 200 characters (clé dans la source).',
  })
  externalId!: string;
  @Field(() => [ID], {
    description: 'Ids of the French partners, the lead partner first, 1 to 30 (collectivités françaises).',
  })
  frenchAuthorityIds!: string[];
  @Field(() => [ID], {
    description:
      'Ids of the foreign partners, of one or several countries, the lead partner first, 1 to 30 (autorités locales étrangères).',
  })
  foreignAuthorityIds!: string[];
  @Field(() => PartnershipKind, { nullable: true, description: 'What kind of tie it is (nature).' })
  kind?: PartnershipKind | null;
  @Field(() => String, {
    nullable: true,
    description: 'Its French title, at most 200 characters (intitulé).',
  })
  titleFr?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Its English title, at most 200 characters (intitulé anglais).',
  })
  titleEn?: string | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'Codes of its themes, by priority, at most 20 (thématiques, par priorité).',
  })
  themeCodes?: string[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'Its purpose code of the OECD, five digits (code-objet du CAD).',
  })
  dacSectorCode?: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Its start, from 1800 on: a year, month or day (début).',
  })
  start?: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Its signature: a year, month or day (signature).',
  })
  signedOn?: string | null;
  @Field(() => PartialDateScalar, { nullable: true, description: 'Its end: a year, month or day (fin).' })
  end?: string | null;
  @Field(() => PartnershipStatus, { nullable: true, description: 'Its status in the source (statut).' })
  status?: PartnershipStatus | null;
  @Field(() => [PartnershipAmountInput], {
    nullable: true,
    description: 'Amounts that are paid for it, at most 20 (montants).',
  })
  amounts?: PartnershipAmountInput[] | null;
  @Field(() => [PartnershipDocumentInput], {
    nullable: true,
    description: 'Documents about it, at most 20 (documents).',
  })
  documents?: PartnershipDocumentInput[] | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'Date of what the row says, where it differs from that of the source (date de l’information).',
  })
  asOf?: string | null;
  @Field(() => String, { nullable: true, description: 'A remark, in English, at most 1,000 characters.' })
  note?: string | null;
  @Field(() => PartnershipPairDecision, {
    nullable: true,
    description:
      'What a person decided of an ambiguous row: `JOIN` with `partnershipId`, or `KEEP_APART` from all that exist (décision).',
  })
  decision?: PartnershipPairDecision | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Id of the partnership of which the row is one more statement (partenariat).',
  })
  partnershipId?: string | null;
}

@InputType('PartnershipsRecordInput', {
  description: 'Rows of one source, at most 100 (lignes d’une source).',
})
export class PartnershipsRecordInput extends MutationInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the import that they belong to, by which `partnershipStatementsWithdraw` takes them back (import).',
  })
  importId?: string | null;
  @Field(() => SourceInput, { description: 'Where they were read (source).' })
  source!: SourceInput;
  @Field(() => [PartnershipRecordInput], { description: 'The rows, 1 to 100 (lignes).' })
  rows!: PartnershipRecordInput[];
}

@ObjectType('PartnershipRecordResult', {
  description: 'What became of one row (résultat d’une ligne).',
  simpleResolvers: true,
})
export class PartnershipRecordResult {
  @Field(() => Int, { description: 'Place of the row among those sent, from 0 (rang).' })
  index!: number;
  @Field(() => PartnershipRecordOutcome, { description: 'What became of it (sort).' })
  outcome!: PartnershipRecordOutcome;
  @Field(() => Partnership, {
    nullable: true,
    description:
      'The partnership that it now is a statement of; null for a row of which nothing was written (partenariat).',
  })
  partnership!: Partnership | null;
  @Field(() => [Partnership], {
    description: 'Partnerships that it could be, at most 5, for an ambiguous row (candidats).',
  })
  candidates!: Partnership[];
  @Field(() => [Problem], {
    description: 'Why it was refused; the path of each begins with `["input", "rows", "3"]` (problèmes).',
  })
  problems!: Problem[];
}

@ObjectType({ description: 'Outcome of a mutation on many rows (résultat).', simpleResolvers: true })
export class PartnershipsRecordPayload extends MutationPayload {
  @Field(() => [PartnershipRecordResult], {
    nullable: true,
    description: 'One result for each row, in their order; null when all were refused (résultats).',
  })
  results!: PartnershipRecordResult[] | null;
}

@InputType('PartnershipStatementsWithdrawInput', {
  description: 'Takes statements of an import back (retrait d’un import).',
})
export class PartnershipStatementsWithdrawInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the import (import).' })
  importId!: string;
  @Field(() => Int, {
    defaultValue: 100,
    description: 'How many statements at most, 1 to 100: send it again while `left` is above 0 (nombre).',
  })
  limit!: number;
}

@ObjectType('PartnershipStatementsWithdrawal', {
  description: 'What was taken back of an import (retrait).',
  simpleResolvers: true,
})
export class PartnershipStatementsWithdrawal {
  @Field(() => Int, { description: 'How many statements were taken back (déclarations retirées).' })
  withdrawn!: number;
  @Field(() => Int, { description: 'How many statements of the import are left (déclarations restantes).' })
  left!: number;
  @Field(() => Int, {
    description: 'How many partnerships that it alone stated were removed (partenariats supprimés).',
  })
  removed!: number;
  @Field(() => Int, {
    description:
      'How many such partnerships stay, because laureates, requests or other partnerships refer to them (partenariats conservés).',
  })
  kept!: number;
}

@ObjectType({ description: 'Outcome of a mutation on an import (résultat).', simpleResolvers: true })
export class PartnershipStatementsWithdrawPayload extends MutationPayload {
  @Field(() => PartnershipStatementsWithdrawal, {
    nullable: true,
    description: 'What was taken back; null when it was refused (retrait).',
  })
  withdrawal!: PartnershipStatementsWithdrawal | null;
}
