import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column } from 'typeorm';
import { DateScalar, DateTimeScalar, PartialDateScalar, UrlScalar } from '../values/scalars.js';

export enum Confidence {
  CONFIRMED = 'CONFIRMED',
  CORROBORATED = 'CORROBORATED',
  STATED = 'STATED',
  TO_CONFIRM = 'TO_CONFIRM',
  GENERAL_KNOWLEDGE = 'GENERAL_KNOWLEDGE',
  DERIVED = 'DERIVED',
  ILLUSTRATIVE = 'ILLUSTRATIVE',
  DECLARED = 'DECLARED',
}
registerEnumType(Confidence, {
  name: 'Confidence',
  description: 'Confidence in a statement (fiabilité).',
  valuesConfig: {
    CONFIRMED: { description: 'Read on a page that the project checked, and that is named (confirmé).' },
    CORROBORATED: {
      description:
        'Stated by several open data sets that agree, though one may have drawn on another (corroboré).',
    },
    STATED: {
      description:
        'Stated by one open data set; no source contradicts or supports it (déclaré par une source).',
    },
    TO_CONFIRM: {
      description:
        'Stated by one open data set, while another that lists the ties of this authority leaves it out: over, of another kind, or wrong (à confirmer).',
    },
    GENERAL_KNOWLEDGE: {
      description: 'Widely known, without a source that was read (connaissance générale).',
    },
    DERIVED: { description: 'Derived by rule from confirmed statements, which are linked (déduit).' },
    ILLUSTRATIVE: { description: 'An example for demonstrations; not a fact (illustratif).' },
    DECLARED: { description: 'Declared by the authority concerned (déclaré).' },
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
    description:
      'The licence under which it may be reused, by SPDX identifier where there is one; `LicenseRef-facts-only` for a page that states none, of which this graph has facts and no wording. Null for what was entered here (licence).',
  })
  licence!: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'The date of what this source says, where it differs from that of the others (date de la source).',
  })
  asOf?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which it was read, where it gives no date of its own (date de lecture).',
  })
  readOn?: string | null;
}

@ObjectType('Provenance', {
  description:
    'Sources, date and confidence of a statement (provenance). An edit made here adds the editing party to the sources and keeps the confidence; the date is that of the last edit that changed more than the note.',
})
@Directive('@shareable')
export class Provenance {
  @Field(() => Source, { description: 'The first of the sources.' })
  source!: Source;
  @Field(() => [Source], { description: 'All sources of the statement.' })
  sources!: Source[];
  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'The date of the statement; when its sources give none, the day on which they were read (date de l’information).',
  })
  asOf!: string | null;
  @Field(() => Boolean, {
    description:
      'Whether `asOf` is the day on which the sources were read, because none of them gives a date (date de lecture).',
  })
  asOfIsReadDay!: boolean;
  @Field(() => Confidence, { description: 'Confidence in the statement.' })
  confidence!: Confidence;
  @Field(() => DateTimeScalar, { description: 'When this graph last changed the statement.' })
  updatedAt!: Date;
}

@ObjectType('SourceConflictValue', {
  description: 'Value of a fact according to one source, where sources differ (valeur).',
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
  description: 'A fact on which sources differ; every value is kept (divergence entre sources).',
  simpleResolvers: true,
})
@Directive('@shareable')
export class SourceConflict {
  @Field(() => String, {
    description: 'Name of the fact in the data set, such as `startYear`.',
  })
  field!: string;
  @Field(() => [SourceConflictValue], {
    description:
      'The values of the sources; the graph shows the first one. A value that is entered here comes first, and the others stay.',
  })
  values!: SourceConflictValue[];
}

/** Columns of every table whose rows state facts. */
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

/** Columns of tables whose facts people edit as well. */
export abstract class EditableFactColumns extends FactColumns {
  /** Number of edits by people; 0: as loaded. Triggers maintain it. */
  @Column({ type: 'int', default: 0 })
  version!: number;
}

/**
 * Parses the sources of a line of a data file: parts separated by " ; ", each a title, a URL, or both, and the date of
 * what it says in square brackets where it has one of its own: "Wikidata, https://www.wikidata.org/wiki/Q90 [2022-01-09]".
 * @param licence of all of them, when the data set as a whole has one
 */
export function parseSources(line: string, licence: string | null = null): Source[] {
  return line.split(/\s;\s/).map((dated) => {
    const asOf = dated.match(/ \[(\d{4}(?:-\d{2}){0,2})\]$/)?.[1];
    const part = asOf === undefined ? dated : dated.slice(0, -(asOf.length + 3));
    const url = part.match(/https?:\/\/[^\s"«»]+/)?.[0]?.replace(/[),.]+$/, '') ?? null;
    const rest = (url ? part.replace(url, '').replace(/\(\s*\)/, '') : part).replaceAll(/\s+/g, ' ');
    const text = rest.replace(/^[\s:,–-]+|[\s:,–-]+$/g, '');
    const host = url ? new URL(url).hostname.replace(/^www\./, '') : '';
    // A remark alone, such as "(agenda block)", is not a title.
    const title = url && /^\([^()]*\)$/.test(text) ? `${host} ${text}` : text;
    return { title: title || host || part, url, licence, ...(asOf !== undefined && { asOf }) };
  });
}

/** Parses conflicts of a data file, where each value has the line that names its source. */
export function parseConflicts(
  conflicts: readonly { field: string; values: readonly { value: string; source: string }[] }[],
): SourceConflict[] {
  return conflicts.map(({ field, values }) => ({
    field,
    values: values.map(({ value, source }) => ({ value, source: parseSources(source)[0]! })),
  }));
}

/** Parses a confidence of a data file, such as `general-knowledge`. */
export function parseConfidence(text: string): Confidence {
  return text.toUpperCase().replaceAll('-', '_') as Confidence;
}
