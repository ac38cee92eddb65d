import {
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  OverlappingFieldsCanBeMergedRule,
  ValuesOfCorrectTypeRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import { asRequestError, operationText, requestError, withCode, withMessage } from './errors.js';
import { FieldMergingRule } from './field-merging/field-merging-rule.js';
import { withoutSuggestion, withoutUnknownNames } from './hidden-schema.js';
import { checkText, type Limits } from './limits.js';
import { literalsRule } from './values/index.js';

export interface DocumentReaderOptions {
  limits: Limits;
  /** Whether clients may read the schema: then errors say which names they may have meant, else they tell none. */
  introspection: boolean;
}

/** Most errors of one document: "Did you mean" compares each wrong name with all that there are. */
const MAX_ERRORS = 20;
/** Message of graphql-js when its rules would look at too many fragments. */
const VALIDATION_ABORTED = 'Validation aborted.';

/** Parses and validates texts that were not seen before. */
export class DocumentReader {
  readonly #rules: readonly ValidationRule[];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly options: DocumentReaderOptions,
  ) {
    const { introspection } = options;
    const literals = literalsRule(introspection, 'GRAPHQL_VALIDATION_FAILED');
    const ours = new Map<ValidationRule, ValidationRule>([
      [ValuesOfCorrectTypeRule, literals],
      [OverlappingFieldsCanBeMergedRule, FieldMergingRule],
    ]);
    const rules = specifiedRules.map((rule) => ours.get(rule) ?? rule);
    this.#rules = introspection ? rules : [...rules, NoSchemaIntrospectionCustomRule];
  }

  /** @throws OPERATION_LIMIT_EXCEEDED, GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED */
  parse(text: string): DocumentNode {
    checkText(text, this.options.limits);
    let document: DocumentNode;
    try {
      document = parse(text);
    } catch (error) {
      throw withCode(error as GraphQLError, 'GRAPHQL_PARSE_FAILED');
    }
    this.#checkRoots(document);
    return document;
  }

  /** @throws AggregateError of GRAPHQL_VALIDATION_FAILED; OPERATION_LIMIT_EXCEEDED when that would take too long */
  validate(document: DocumentNode, text: string): void {
    const hideSuggestions = !this.options.introspection;
    const options = { maxErrors: MAX_ERRORS, hideSuggestions };
    const errors = validate(this.schema, document, this.#rules, options);
    if (errors.some(({ message }) => message === VALIDATION_ABORTED))
      throw requestError('OPERATION_LIMIT_EXCEEDED', operationText('REPETITIONS'), { limit: 'repetitions' });
    if (errors.length) throw new AggregateError(errors.map((error) => this.#shown(error, text)));
  }

  #shown(error: GraphQLError, text: string): GraphQLError {
    const coded = withCode(error, 'GRAPHQL_VALIDATION_FAILED');
    if (this.options.introspection) return coded;
    return withMessage(coded, withoutUnknownNames(withoutSuggestion(error.message), text));
  }

  /** @throws GRAPHQL_VALIDATION_FAILED for an operation type that the schema lacks; graphql-js has no rule for that */
  #checkRoots(document: DocumentNode): void {
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION || this.schema.getRootType(definition.operation))
        continue;
      const error = new GraphQLError(`This graph has no ${definition.operation}s.`, {
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      });
      throw asRequestError(error, definition);
    }
  }
}
