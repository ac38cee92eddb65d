import type { Caller, SubgraphClient } from '#kernel/auth';
import { parse, type DocumentNode, type GraphQLError } from 'graphql';
import { ImportFault, failureOf } from '../import/import-failure.js';

/** A root field that is asked for with many sets of variables. */
export interface FieldQuestion {
  /** GraphQL types of its variables by name, which are those of its arguments, too. */
  variables: Readonly<Record<string, string>>;
  field: string;
  selection: string;
}

/** Fields in one document: enough to save calls, few enough to keep a call short. */
const FIELDS = 25;
const documents = new Map<string, DocumentNode>();

function documentOf(text: string): DocumentNode {
  let document = documents.get(text);
  if (!document) documents.set(text, (document = parse(text)));
  return document;
}

function textOf({ variables, field, selection }: FieldQuestion, count: number): string {
  const names = Object.entries(variables);
  const numbers = Array.from({ length: count }, (_, index) => index);
  const declared = numbers.flatMap((number) => names.map(([name, type]) => `$${name}${number}: ${type}`));
  const fields = numbers.map((number) => {
    const given = names.map(([name]) => `${name}: $${name}${number}`);
    return `f${number}: ${field}(${given.join(', ')}) { ${selection} }`;
  });
  return `query (${declared.join(', ')}) { ${fields.join('\n')} }`;
}

/** A failure of another subgraph that passes: the step is tried again later. */
export class SubgraphAway extends Error {
  override readonly name = 'SubgraphAway';
}

const PASSING = new Set(['SUBGRAPH_UNAVAILABLE', 'TIMEOUT', 'CONFLICT']);
const FORBIDDEN = new Set(['FORBIDDEN', 'UNAUTHENTICATED']);

/** What the job asks of other subgraphs, on behalf of whoever asked for the work: they check the permissions. */
export class SubgraphQuestions {
  constructor(
    private readonly clients: ReadonlyMap<string, SubgraphClient>,
    private readonly caller: Caller,
    private readonly signal?: AbortSignal,
  ) {}

  /** Answers in the order of the variables. @throws SubgraphAway, ImportFault */
  async many<Answer>(
    subgraph: string,
    question: FieldQuestion,
    variables: readonly Readonly<Record<string, unknown>>[],
  ): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (let from = 0; from < variables.length; from += FIELDS) {
      const some = variables.slice(from, from + FIELDS);
      const numbered = some.flatMap((values, number) =>
        Object.keys(question.variables).map((name) => [`${name}${number}`, values[name] ?? null]),
      );
      const data = await this.one<Record<string, Answer>>(
        subgraph,
        textOf(question, some.length),
        Object.fromEntries(numbered) as Record<string, unknown>,
      );
      answers.push(...some.map((_, number) => data[`f${number}`]!));
    }
    return answers;
  }

  /** Data of one document. @throws SubgraphAway, ImportFault */
  async one<Data>(subgraph: string, text: string, variables: Record<string, unknown>): Promise<Data> {
    const client = this.clients.get(subgraph);
    if (!client) throw new Error(`${subgraph} is not among the subgraphs that imports call`);
    const { data, errors } = await client.execute({
      document: documentOf(text),
      variables,
      caller: this.caller,
      ...(this.signal ? { signal: this.signal } : {}),
    });
    const [error] = errors ?? [];
    if (error) throw faultOf(subgraph, error);
    // As over HTTP: dates become text, and objects have prototypes.
    return JSON.parse(JSON.stringify(data)) as Data;
  }
}

type SubgraphError = Pick<GraphQLError, 'message' | 'extensions'>;

/** What an error means for the work. Its message is in one language, so that people are told by code and scopes. */
export function faultOf(subgraph: string, { message, extensions }: SubgraphError): Error {
  const code = String(extensions?.code);
  if (PASSING.has(code)) return new SubgraphAway(`${subgraph}: ${message}`);
  if (FORBIDDEN.has(code)) {
    const requires = Array.isArray(extensions.requires) ? extensions.requires.map(String) : [];
    const scopes = requires.length ? requires.join(' / ') : code;
    return new ImportFault(failureOf('FORBIDDEN', undefined, { scopes }), {
      cause: new Error(`${subgraph}: ${message}`),
    });
  }
  return new Error(`${subgraph} answers ${code}: ${message}`);
}
