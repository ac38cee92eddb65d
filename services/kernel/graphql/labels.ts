import type { GraphQLEnumType, GraphQLField, GraphQLFieldResolver } from 'graphql';
import { Extensions, Field } from 'type-graphql';
import type { Caller } from '../auth/caller.js';
import { Language, labelIn, type LanguageCode } from '../values/language.js';
import { Provenance, type FactColumns } from './provenance.js';

/**
 * Fields whose resolver is the same everywhere are marked here and given that resolver once, when the schema is
 * built: a method per class would say the same and pay type-graphql's middleware for each value.
 */
type Mark = { label: string } | { labelLanguage: string } | { provenance: true };

function marked(
  mark: Mark,
  type: () => Function | typeof String | object,
  description: string,
  nullable: boolean,
): PropertyDecorator {
  return (target, property) => {
    Field(type as () => typeof String, { description, nullable, simple: true })(target, property as string);
    Extensions({ mark })(target, property as string);
  };
}

/** `name(lang)`: a label that the row keeps as `nameFr` and `nameEn`. */
export function LabelField(
  field: string,
  description: string,
  options: { nullable?: boolean } = {},
): PropertyDecorator {
  return marked({ label: field }, () => String, description, options.nullable ?? false);
}

/** `language(lang)`: the language in which `field` answers. Nullable beside a label that is. */
export function LabelLanguageField(field: string, options: { nullable?: boolean } = {}): PropertyDecorator {
  return marked(
    { labelLanguage: field },
    () => Language,
    `The language in which \`${field}\` answers for the same \`lang\`: the other one where it was not translated${options.nullable ? '; null where there is none' : ''}.`,
    options.nullable ?? false,
  );
}

/** `provenance`, drawn from the columns of {@link FactColumns}. */
export function ProvenanceField(): PropertyDecorator {
  return marked(
    { provenance: true },
    () => Provenance,
    'Where this was read, of when it is, and how sure it is.',
    false,
  );
}

const LANG_DESCRIPTION = 'The language wanted; when absent, that of Accept-Language, then French.';

/** Gives a marked field its argument and its resolver. */
export function resolveMarked(
  field: GraphQLField<unknown, { caller: Caller }>,
  languageType: () => GraphQLEnumType,
): void {
  const mark = field.extensions.mark as Mark | undefined;
  if (!mark) return;
  if ('provenance' in mark) {
    field.resolve = (row) => provenanceOf(row as FactColumns);
    return;
  }
  const source = 'label' in mark ? mark.label : mark.labelLanguage;
  const part = 'label' in mark ? 'text' : 'language';
  field.args = [
    {
      name: 'lang',
      type: languageType(),
      description: LANG_DESCRIPTION,
      defaultValue: undefined,
      deprecationReason: undefined,
      extensions: {},
      astNode: undefined,
    },
  ];
  const resolve: GraphQLFieldResolver<unknown, { caller: Caller }> = (row, args, { caller }) =>
    labelIn(
      row as Record<string, unknown>,
      source,
      (args.lang as LanguageCode | null | undefined) ?? caller.language,
    )[part];
  field.resolve = resolve;
}

export function provenanceOf(row: FactColumns): Provenance {
  const [first] = row.sources;
  return {
    source: first!,
    sources: row.sources,
    asOf: row.asOf,
    confidence: row.confidence,
    updatedAt: row.updatedAt,
  };
}
