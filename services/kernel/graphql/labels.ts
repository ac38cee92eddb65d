import type { GraphQLEnumType, GraphQLField, GraphQLFieldResolver } from 'graphql';
import { Extensions, Field } from 'type-graphql';
import type { Caller } from '../auth/caller.js';
import { Language, labelIn, type LanguageCode } from '../values/language.js';
import { Provenance, type FactColumns } from './provenance.js';

/**
 * Mark of a field with a shared resolver, which is attached when the schema is built: a method per class would repeat it
 * and pay type-graphql's middleware for each value.
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

/** Field `name(lang)`: a label whose row has `nameFr` and `nameEn`. */
export function LabelField(
  field: string,
  description: string,
  options: { nullable?: boolean } = {},
): PropertyDecorator {
  return marked({ label: field }, () => String, description, options.nullable ?? false);
}

/** Field `language(lang)`: the language of the label `field`. Nullable when the label is. */
export function LabelLanguageField(field: string, options: { nullable?: boolean } = {}): PropertyDecorator {
  return marked(
    { labelLanguage: field },
    () => Language,
    `Language of \`${field}\` for the same \`lang\`: the other language where no translation exists${options.nullable ? '; null where there is no text' : ''}.`,
    options.nullable ?? false,
  );
}

/** Field `provenance`, from the columns of {@link FactColumns}. */
export function ProvenanceField(): PropertyDecorator {
  return marked(
    { provenance: true },
    () => Provenance,
    'Sources, date and confidence of this statement.',
    false,
  );
}

const LANG_DESCRIPTION = 'Language of the text. Default: that of Accept-Language, then French.';

/** Attaches the argument and the resolver to a marked field. */
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
    asOfIsReadDay: row.sources.some(({ readOn }) => readOn != null && readOn === row.asOf),
    confidence: row.confidence,
    updatedAt: row.updatedAt,
  };
}
