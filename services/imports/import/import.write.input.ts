import { MutationInput, MutationPayload } from '#kernel/mutations';
import { SourceInput } from '#vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { FileContentScalar } from './file-content.scalar.js';
import { Import } from './import.type.js';

const ID_OF = 'Id of the import (import).';

/** What is known of a file before its content. */
@InputType()
abstract class FileInput extends MutationInput {
  @Field(() => String, { description: 'Name of the file, at most 200 characters (nom du fichier).' })
  fileName!: string;
  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the French authority for which an editor imports: rows must name one of theirs. Editors of one may leave it out, others need none (collectivité).',
  })
  authorityId?: string | null;
  @Field(() => SourceInput, { description: 'Where its statements come from (source).' })
  source!: SourceInput;
  @Field(() => String, {
    nullable: true,
    description:
      'Name of a known layout, such as `wikidata-p190`; absent: it is recognised by the headers (modèle de fichier).',
  })
  profile?: string | null;
  @Field(() => FileContentScalar, {
    nullable: true,
    description:
      'A layout of your own in YAML, which says which column is which field, instead of a known one; at most 50,000 characters (correspondance).',
  })
  map?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Sheet of a workbook; absent: the one that the layout names, or the first (feuille).',
  })
  sheet?: string | null;
}

@InputType('ImportUploadInput', {
  description: 'A file to be imported that fits into one request (fichier à importer).',
})
export class ImportUploadInput extends FileInput {
  @Field(() => FileContentScalar, {
    nullable: true,
    description: 'The content of a text file, instead of `base64` (texte).',
  })
  text?: string | null;
  @Field(() => FileContentScalar, {
    nullable: true,
    description: 'The content of any file in base64 (RFC 4648), instead of `text`.',
  })
  base64?: string | null;
}

@InputType('ImportBeginInput', {
  description: 'A file to be imported whose content follows in parts (fichier en plusieurs parties).',
})
export class ImportBeginInput extends FileInput {}

@InputType('ImportAppendInput', {
  description:
    'The next part of a file; a request holds as much as the limit of its body allows, in base64 three quarters of it (partie de fichier).',
})
export class ImportAppendInput extends MutationInput {
  @Field(() => ID, { description: ID_OF })
  id!: string;
  @Field(() => Int, {
    description: 'Number of the part, from 1; a part that arrived before may be sent again (numéro).',
  })
  number!: number;
  @Field(() => FileContentScalar, {
    nullable: true,
    description: 'The part as text, instead of `base64` (texte).',
  })
  text?: string | null;
  @Field(() => FileContentScalar, {
    nullable: true,
    description: 'The part in base64 (RFC 4648), instead of `text`.',
  })
  base64?: string | null;
}

@InputType('ImportFinishInput', { description: 'An import whose file has arrived (fin de l’envoi).' })
export class ImportFinishInput extends MutationInput {
  @Field(() => ID, { description: ID_OF })
  id!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'SHA-256 of the file in hexadecimal digits, with which what has arrived is compared (empreinte).',
  })
  digest?: string | null;
}

@InputType('ImportPreviewInput', { description: 'An import to be compared with the graph (aperçu).' })
export class ImportPreviewInput extends MutationInput {
  @Field(() => ID, { description: ID_OF })
  id!: string;
}

@InputType('ImportApplyInput', { description: 'An import to be entered into the graph (application).' })
export class ImportApplyInput extends MutationInput {
  @Field(() => ID, { description: ID_OF })
  id!: string;
}

@InputType('ImportStopInput', { description: 'An import whose work is to stop (arrêt).' })
export class ImportStopInput extends MutationInput {
  @Field(() => ID, { description: ID_OF })
  id!: string;
}

@InputType('ImportDeleteInput', { description: 'An import to be deleted (suppression).' })
export class ImportDeleteInput extends MutationInput {
  @Field(() => ID, { description: ID_OF })
  id!: string;
}

@InputType('ImportUndoInput', { description: 'An import to be taken back (annulation).' })
export class ImportUndoInput extends MutationInput {
  @Field(() => ID, { description: ID_OF })
  id!: string;
  @Field(() => [ID], {
    nullable: true,
    description: 'Only these rows of it, at most 100, by id; absent: the whole import (lignes).',
  })
  rowIds?: string[] | null;
}

@ObjectType('ImportDeletePayload', {
  description: 'What became of the request to delete an import.',
  simpleResolvers: true,
})
export class ImportDeletePayload extends MutationPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'Id of the import that is gone; null when it was refused (import supprimé).',
  })
  deletedId!: string | null;
}

@ObjectType('ImportPayload', {
  description: 'What became of the request about an import.',
  simpleResolvers: true,
})
export class ImportPayload extends MutationPayload {
  @Field(() => Import, { nullable: true, description: 'The import; null when it was refused (import).' })
  import!: Import | null;
}
