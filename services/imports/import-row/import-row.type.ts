import { LabelField, LabelLanguageField, Node, Private } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { DateTimeScalar, PartialDateScalar } from '#kernel/values';
import { CountryCodeScalar, PartnershipKind } from '#vocabulary';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Authority } from '../references/authority.type.js';
import { ForeignAuthority } from '../references/foreign-authority.type.js';
import { ImportRowFate } from './import-row-fate.js';
import { ImportDecisionAction } from './row-decision.js';

@ObjectType('ImportCell', {
  description: 'A cell of a row, as the file has it (cellule).',
  simpleResolvers: true,
})
export class ImportCell {
  @Field(() => String, { description: 'Header of its column (colonne).' })
  column!: string;
  @Field(() => String, { description: 'Its text (valeur).' })
  value!: string;
}

@ObjectType('ImportCellProblem', {
  description: 'What is wrong with a row, or what is to be decided about it (problème).',
  simpleResolvers: true,
})
export class ImportCellProblem {
  @Field(() => String, { description: 'Stable code for programs, such as `COUNTRY_UNKNOWN`.' })
  code!: string;
  @Field(() => String, { description: 'Header of the column, or empty for the whole row (colonne).' })
  column!: string;
  @Field(() => String, { description: 'What the cell has (valeur).' })
  value!: string;
  @LabelField('expected', 'What would be right (valeur attendue).')
  expected!: string;
  @LabelLanguageField('expected')
  language!: string;
  @Field(() => Boolean, { description: 'Whether the row is refused for it; if not, it is a remark.' })
  refuses!: boolean;
}

@ObjectType('ImportedFrenchAuthority', {
  description: 'A French partner as a row names it, and whom that means (partenaire français).',
  simpleResolvers: true,
})
export class ImportedFrenchAuthority {
  @Field(() => String, {
    nullable: true,
    description: 'How the row names it; null: by a code alone (nom).',
  })
  name!: string | null;
  @Field(() => Authority, {
    nullable: true,
    description: 'The authority; null when none, or no single one, is meant (collectivité).',
  })
  authority!: Authority | null;
  @Field(() => [Authority], {
    description: 'Those that can be meant, the likeliest first; empty when one is sure (candidates).',
  })
  candidates!: Authority[];
}

@ObjectType('ImportedForeignAuthority', {
  description: 'A partner abroad as a row names it, and whom that means (partenaire étranger).',
  simpleResolvers: true,
})
export class ImportedForeignAuthority {
  @Field(() => String, { description: 'How the row names it (nom).' })
  name!: string;
  @Field(() => CountryCodeScalar, { description: 'Its country, ISO 3166-1 alpha-2 (pays).' })
  countryCode!: string;
  @Field(() => ForeignAuthority, {
    nullable: true,
    description: 'The authority; null when none, or no single one, is meant (autorité étrangère).',
  })
  foreignAuthority!: ForeignAuthority | null;
  @Field(() => [ForeignAuthority], {
    description: 'Those that can be meant, the likeliest first; empty when one is sure (candidates).',
  })
  candidates!: ForeignAuthority[];
  @Field(() => Boolean, { description: 'Whether it is to be created, since none is near (à créer).' })
  creates!: boolean;
}

@ObjectType('ImportedAmount', {
  description: 'An amount that a row states (montant).',
  simpleResolvers: true,
})
export class ImportedAmountType {
  @Field(() => Float, { description: 'In units of the currency (montant).' })
  amount!: number;
  @Field(() => String, { description: 'ISO 4217 (devise).' })
  currency!: string;
  @Field(() => Int, { nullable: true, description: 'Its year; null: not stated (année).' })
  year!: number | null;
  @Field(() => String, { nullable: true, description: 'Who pays; null: not stated (financeur).' })
  funder!: string | null;
}

@ObjectType('ImportedDocument', {
  description: 'A document that a row refers to (document).',
  simpleResolvers: true,
})
export class ImportedDocumentType {
  @Field(() => String, { nullable: true, description: 'Its title; null: none (titre).' })
  title!: string | null;
  @Field(() => String, { description: 'Its web address (adresse).' })
  url!: string;
}

@ObjectType('ImportedPartnership', {
  description: 'What was understood of a row (partenariat lu).',
  simpleResolvers: true,
})
export class ImportedPartnership {
  @Field(() => PartnershipKind, { nullable: true, description: 'Its kind; null: not stated (nature).' })
  kind!: PartnershipKind | null;
  @Field(() => String, { nullable: true, description: 'Its title in French; null: none.' })
  titleFr!: string | null;
  @Field(() => String, { nullable: true, description: 'Its title in English; null: none.' })
  titleEn!: string | null;
  @Field(() => [String], { description: 'Codes of its themes (thématiques).' })
  themes!: string[];
  @Field(() => String, {
    nullable: true,
    description: 'OECD purpose code; null: not stated (code-objet du CAD).',
  })
  dacSectorCode!: string | null;
  @Field(() => PartialDateScalar, { nullable: true, description: 'When it began; null: not stated (début).' })
  start!: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'When it was signed; null: not stated (signature).',
  })
  signedOn!: string | null;
  @Field(() => PartialDateScalar, { nullable: true, description: 'When it ended; null: not stated (fin).' })
  end!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      '`ONGOING`, `ENDED`, `SUSPENDED`, `UNDER_NEGOTIATION` or `UNKNOWN`; null: not stated (état).',
  })
  status!: string | null;
  @Field(() => [ImportedAmountType], { description: 'Its amounts (montants).' })
  amounts!: ImportedAmountType[];
  @Field(() => [ImportedDocumentType], { description: 'Its documents (documents).' })
  documents!: ImportedDocumentType[];
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'When the source said so; null: as the whole source (date de l’information).',
  })
  asOf!: string | null;
  @Field(() => String, { nullable: true, description: 'A remark; null: none (remarque).' })
  note!: string | null;
}

@ObjectType('ImportDecision', {
  description: 'What somebody decided about a row (décision).',
  simpleResolvers: true,
})
export class ImportDecision {
  @Field(() => ImportDecisionAction, { description: 'The decision (décision).' })
  action!: ImportDecisionAction;
  @Field(() => [ID], { description: 'Ids of the candidates that are meant (candidats retenus).' })
  candidateIds!: string[];
}

@ObjectType('ImportRow', {
  description: 'A row of an imported file, and what becomes of it (ligne d’import).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Private()
export class ImportRow extends Node {
  @Field(() => String, {
    nullable: true,
    description: 'Sheet of the workbook; null for other files (feuille).',
  })
  sheet!: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Line or row in the file, from 1; null for one that is missing from it (ligne).',
  })
  rowNumber!: number | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Its key in the source, drawn from its content where the source has none; null when the row could not be read (clé).',
  })
  externalId!: string | null;
  @Field(() => ImportRowFate, {
    nullable: true,
    description: 'What becomes of it; null until a preview has reached it (sort).',
  })
  fate!: ImportRowFate | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it entered the graph; null: it is not there (date d’application).',
  })
  appliedAt!: Date | null;
}

export const ImportRowConnection = connectionOf(ImportRow, 'ImportRow', 'rows of an import (lignes)');
