import { Command, InvalidArgumentError } from 'commander';
import { findOperation } from './operations.js';
import type { RecordedGraph } from './graph.js';
import { groupStatements, statementLines, summaryLine } from './report.js';

const WARM_UPS = 3;

interface Options {
  variables?: Record<string, unknown>;
  analyze: boolean;
}

/**
 * The command `npm run sql -- …`.
 * @param open called once, after the operation was found
 * @param print prints a line of the output
 */
export function sqlCommand(open: () => Promise<RecordedGraph>, print: (line: string) => void): Command {
  return new Command('sql')
    .description('print the SQL statements of an operation, with the caller and the plan of each')
    .argument(
      '<operation>',
      'an example operation by its number (q01) or name, or the path of a .graphql file',
    )
    .option('--variables <JSON>', 'values of its variables, instead of those in its file', jsonObject)
    .option('--no-analyze', 'print plans only, without executing the statements again for times and buffers')
    .showHelpAfterError('(--help prints the usage)')
    .action(async (nameOrPath: string, { variables, analyze }: Options) => {
      const found = findOperation(nameOrPath);
      const operation = variables ? { ...found, variables } : found;
      const graph = await open();
      // The first run plans the operation and reads reference tables into memory; each connection prepares statements.
      const first = await graph.statementsOf(operation);
      for (let run = 1; run < WARM_UPS; run += 1) await graph.statementsOf(operation);
      const groups = groupStatements(await graph.statementsOf(operation));
      print(`${operation.name} ${JSON.stringify(operation.variables)}`);
      print('');
      for (const group of groups)
        for (const line of statementLines(group, await graph.planOf(group.slowest, analyze))) print(line);
      print(summaryLine(groups));
      const texts = new Set(groups.map(({ slowest }) => slowest.text));
      const firstRunOnly = groupStatements(first.filter(({ text }) => !texts.has(text)));
      if (firstRunOnly.length)
        print(
          `Only the first run reads what stays in memory: ${firstRunOnly.map(({ slowest }) => `${slowest.subgraph}: ${slowest.name}`).join(', ')}`,
        );
    });
}

function jsonObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InvalidArgumentError(`A JSON object is expected (${(cause as Error).message}).`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidArgumentError('A JSON object is expected, such as {"first": 10}.');
  return value as Record<string, unknown>;
}
