import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column } from 'typeorm';
import { DateTimeScalar, PartialDateScalar, UrlScalar } from '../values/scalars.js';

export enum Confidence {
  CONFIRMED = 'CONFIRMED',
  GENERAL_KNOWLEDGE = 'GENERAL_KNOWLEDGE',
  DERIVED = 'DERIVED',
  ILLUSTRATIVE = 'ILLUSTRATIVE',
  DECLARED = 'DECLARED',
}
registerEnumType(Confidence, {
  name: 'Confidence',
  description: 'How sure a statement is.',
  valuesConfig: {
    CONFIRMED: { description: 'Read in the source that is named (confirmé).' },
    GENERAL_KNOWLEDGE: {
      description: 'Widely known, without a source that was read (connaissance générale).',
    },
    DERIVED: { description: 'Drawn by rule from confirmed statements, which are linked (déduit).' },
    ILLUSTRATIVE: { description: 'An example for demonstrations; not a fact (illustratif).' },
    DECLARED: { description: 'The authority concerned says so of itself (déclaré).' },
  },
});

@ObjectType('Source', { description: 'Where a statement was read (source).', simpleResolvers: true })
@Directive('@shareable')
export class Source {
  @Field(() => String, { description: 'Name of the page, document or data set.' })
  title!: string;
  @Field(() => UrlScalar, { nullable: true, description: 'Its address, where it has one.' })
  url!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The licence under which it may be reused, where it states one.',
  })
  licence!: string | null;
}

@ObjectType('Provenance', {
  description:
    'Where a statement comes from, of when it is, and how sure it is (provenance). Who edits one here is added to its sources: how sure it is stays as it was, and its date is that of the last edit of more than its note.',
})
@Directive('@shareable')
export class Provenance {
  @Field(() => Source, { description: 'The first of the sources.' })
  source!: Source;
  @Field(() => [Source], { description: 'Every source that says so.' })
  sources!: Source[];
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'The date of the statement; null when the source gives none.',
  })
  asOf!: string | null;
  @Field(() => Confidence, { description: 'How sure the statement is.' })
  confidence!: Confidence;
  @Field(() => DateTimeScalar, { description: 'When this graph last changed the statement.' })
  updatedAt!: Date;
}

@ObjectType('SourceConflictValue', {
  description: 'What one source says, where others say something else (valeur).',
  simpleResolvers: true,
})
@Directive('@shareable')
export class SourceConflictValue {
  @Field(() => String, { description: 'The value as that source gives it.' })
  value!: string;
  @Field(() => Source, { description: 'The source that gives it.' })
  source!: Source;
}

@ObjectType('SourceConflict', {
  description:
    'A fact on which sources differ: every value is kept, none is struck out (divergence entre sources).',
  simpleResolvers: true,
})
@Directive('@shareable')
export class SourceConflict {
  @Field(() => String, {
    description: 'The fact in question, named as in the data set, such as `startYear`.',
  })
  field!: string;
  @Field(() => [SourceConflictValue], {
    description:
      'What the sources say; the first one is what this graph shows. A value that is entered here comes first, and the others stay.',
  })
  values!: SourceConflictValue[];
}

/** The columns of every table whose rows state facts. */
export abstract class FactColumns {
  @Column({ type: 'jsonb' })
  sources!: Source[];
  @Column({ type: 'text', nullable: true })
  asOf!: string | null;
  @Column({ type: 'text' })
  confidence!: Confidence;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
}

/** The columns of tables whose facts people write, too. */
export abstract class EditableFactColumns extends FactColumns {
  /** How often people have changed the row; 0: as loaded. Triggers keep it. */
  @Column({ type: 'int', default: 0 })
  version!: number;
}

/**
 * The sources that a line of a data file names: parts set apart by " ; ", each a title, an address, or both.
 * @param licence of all of them, where the data set as a whole has one
 */
export function parseSources(line: string, licence: string | null = null): Source[] {
  return line.split(/\s;\s/).map((part) => {
    const url = part.match(/https?:\/\/[^\s"«»]+/)?.[0]?.replace(/[),.]+$/, '') ?? null;
    const rest = (url ? part.replace(url, '').replace(/\(\s*\)/, '') : part).replaceAll(/\s+/g, ' ');
    const said = rest.replace(/^[\s:,–-]+|[\s:,–-]+$/g, '');
    const host = url ? new URL(url).hostname.replace(/^www\./, '') : '';
    // A remark alone, such as "(agenda block)", is no name of a page.
    const title = url && /^\([^()]*\)$/.test(said) ? `${host} ${said}` : said;
    return { title: title || host || part, url, licence };
  });
}

/** Conflicts of a data file, each value with the line that names its source. */
export function parseConflicts(
  conflicts: readonly { field: string; values: readonly { value: string; source: string }[] }[],
): SourceConflict[] {
  return conflicts.map(({ field, values }) => ({
    field,
    values: values.map(({ value, source }) => ({ value, source: parseSources(source)[0]! })),
  }));
}

/** `general-knowledge` as the enum has it. */
export function parseConfidence(text: string): Confidence {
  return text.toUpperCase().replaceAll('-', '_') as Confidence;
}
