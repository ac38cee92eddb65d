import { versionField } from '#kernel/errors';
import { LabelField, LabelLanguageField, Node, Private } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { DateTimeScalar, PartialDateScalar } from '#kernel/values';
import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import { ImportRowFate } from '../import-row/import-row-fate.js';
import { ImportState } from './import-state.js';

@ObjectType('ImportSource', {
  description: 'Where the statements of an import come from (source de l’import).',
  simpleResolvers: true,
})
export class ImportSource {
  @Field(() => String, {
    description:
      'Short name that all editions of the source share, such as `afccre`: with the key of a row, it finds again what an earlier edition said (clé).',
  })
  key!: string;
  @Field(() => String, { description: 'Its title (titre).' })
  title!: string;
  @Field(() => String, { nullable: true, description: 'Its web address; null: none (adresse).' })
  url!: string | null;
  @Field(() => String, { description: 'The licence of its content (licence).' })
  licence!: string;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'When it made its statements, unless a row says so; null: not known (date).',
  })
  asOf!: string | null;
}

@ObjectType('ImportFailure', {
  description: 'Why an import stopped (cause de l’échec).',
  simpleResolvers: true,
})
export class ImportFailureType {
  @Field(() => String, { description: 'Stable code for programs, such as `FORMAT_UNKNOWN`.' })
  code!: string;
  @LabelField('message', 'What happened, and what to do (message).')
  message!: string;
  @LabelLanguageField('message')
  language!: string;
}

@ObjectType('ImportProgress', {
  description: 'How much of the present work on an import is done (avancement).',
  simpleResolvers: true,
})
export class ImportProgress {
  @Field(() => Int, { description: 'Rows done; while the file is read, rows read (lignes traitées).' })
  done!: number;
  @Field(() => Int, { description: 'Rows to do; 0 while their number is not known (lignes à traiter).' })
  total!: number;
}

@ObjectType('ImportFateCount', {
  description: 'How many rows of an import have the same fate (nombre par sort).',
  simpleResolvers: true,
})
export class ImportFateCount {
  @Field(() => ImportRowFate, {
    nullable: true,
    description: 'The fate; null for rows that no preview has reached (sort).',
  })
  fate!: ImportRowFate | null;
  @Field(() => Int, { description: 'Number of rows (nombre de lignes).' })
  count!: number;
}

@ObjectType('Import', {
  description:
    'A file of partnerships that somebody brings in: read, previewed, decided upon, applied and, if need be, taken back (import). Visible to its importer, and to reviewers and administrators; nothing of it is in the graph before it is applied.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Private()
export class Import extends Node {
  @Field(() => String, { description: 'Name of the file (nom du fichier).' })
  fileName!: string;
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the file, in hexadecimal digits; null until it was read (empreinte).',
  })
  digest!: string | null;
  @Field(() => Float, { description: 'Size of the file in bytes, as far as it has arrived (taille).' })
  byteLength!: number;
  @Field(() => String, {
    nullable: true,
    description:
      'Name of the layout by which its columns are read; null until it was recognised, and with a layout of its own (modèle de fichier).',
  })
  profile!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The layout that the importer wrote, in YAML; null with one that is known (correspondance).',
  })
  map!: string | null;
  @Field(() => ImportState, { description: 'How far it has got (état).' })
  state!: ImportState;
  @Field(() => ImportState, {
    nullable: true,
    description: 'The work in which it failed; null unless it failed (étape de l’échec).',
  })
  failedIn!: ImportState | null;
  @Field(() => Boolean, {
    description: 'Whether its work stops after the present batch, as `importStop` asked (arrêt demandé).',
  })
  isStopping!: boolean;
  @Field(() => DateTimeScalar, { description: 'When its upload began (date de création).' })
  createdAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was applied last, wholly or in part; null: it was not (date d’application).',
  })
  appliedAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was taken back; null: it was not (date d’annulation).',
  })
  undoneAt!: Date | null;
  @versionField()
  version!: number;
}

export const ImportConnection = connectionOf(Import, 'Import', 'imports (imports)');
