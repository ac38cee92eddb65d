import { Command, InvalidArgumentError, Option } from 'commander';
import { OperatorError } from '../settings/operator-error.js';
import {
  auditLines,
  grantLines,
  keyLines,
  partnerLines,
  type Grant,
  type Key,
  type Partner,
} from './access-lines.js';
import type { AccessRooms } from './access-rooms.js';

const ROLES = [
  'PARTNER',
  'ANALYST',
  'AUTHORITY_EDITOR',
  'FOREIGN_AUTHORITY',
  'GROUP_MANAGER',
  'REVIEWER',
  'ADMINISTRATOR',
];
const PARTNER = 'id name createdAt';
const KEY = 'id name prefix scopes createdAt expiresAt revokedAt lastUsedAt partner { id name }';
const GRANT = 'id role of grantedAt revokedAt partner { id name } principal { id issuer subject name }';
const PROBLEMS = 'problems { message field }';

interface Page<Item> {
  nodes: Item[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export interface AccessOutput {
  /** What the command answers; everything else goes beside it. */
  print(line: string): void;
  /** What whoever reads the answer should know. */
  warn(line: string): void;
}

/** Whether a text is an id of the graph. The kernel is loaded when it is asked, which `--help` does without. */
const isId = async (text: string): Promise<boolean> => (await import('#kernel/values')).isId(text);

/** `npm run access -- …`. @param open is called once, by a command that needs the database */
export function accessCommand(open: () => Promise<AccessRooms>, { print, warn }: AccessOutput): Command {
  const program = new Command('access')
    .description(
      'who may do what: partners, their API keys, roles of partners and persons, and what was changed',
    )
    .option('--json', 'answer in JSON');

  const answer = (value: unknown, lines: readonly string[]) =>
    print(program.opts<{ json?: boolean }>().json ? JSON.stringify(value, null, 2) : lines.join('\n'));

  async function all<Item>(
    runtimes: AccessRooms,
    field: string,
    type: string,
    selection: string,
    filter: object,
  ) {
    const items: Item[] = [];
    let after: string | null = null;
    do {
      const operation = `query ($filter: ${type}Filter, $after: String) {
        ${field}(first: 100, after: $after, filter: $filter) { nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`;
      const page: Page<Item> = (await runtimes.ask<Record<string, Page<Item>>>(operation, { filter, after }))[
        field
      ]!;
      items.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    return items;
  }

  async function partnerId(runtimes: AccessRooms, given: string): Promise<string> {
    if (await isId(given)) return given;
    const [found] = await all<Partner>(runtimes, 'partners', 'Partner', PARTNER, { name: { in: [given] } });
    if (!found) throw new OperatorError(`There is no partner "${given}": \`partner list\` names them all.`);
    return found.id;
  }

  const partner = program.command('partner').description('organisations whose programs use the graph');
  partner
    .command('create <name>')
    .description('enter a partner')
    .action(async (name: string) => {
      const made = await (
        await open()
      ).change<{ partner: Partner }>(
        `mutation ($input: PartnerCreateInput!) { partnerCreate(input: $input) { partner { ${PARTNER} } ${PROBLEMS} } }`,
        { name },
      );
      answer(made.partner, [`Entered ${made.partner.name} (${made.partner.id}).`]);
    });
  partner
    .command('list')
    .description('all partners')
    .action(async () => {
      const found = await all<Partner>(await open(), 'partners', 'Partner', PARTNER, {});
      answer(found, partnerLines(found));
    });

  const key = program.command('key').description('API keys of partners');
  key
    .command('create')
    .description('make a key; it is shown this once')
    .requiredOption('--partner <name or id>', 'whose it is')
    .requiredOption('--name <text>', 'what it is for')
    .option('--scope <permission...>', 'confine it to these permissions, such as request:write')
    .option('--days <number>', 'how long it counts', wholeNumber, 365)
    .action(async (options: { partner: string; name: string; scope?: string[]; days: number }) => {
      const runtimes = await open();
      const made = await runtimes.change<{ apiKey: Key; secret: string }>(
        `mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { apiKey { ${KEY} } secret ${PROBLEMS} } }`,
        {
          partnerId: await partnerId(runtimes, options.partner),
          name: options.name,
          ...(options.scope ? { scopes: options.scope } : {}),
          expiresAt: new Date(Date.now() + options.days * 86_400_000).toISOString(),
        },
      );
      answer({ ...made.apiKey, secret: made.secret }, [
        `The key of ${made.apiKey.partner.name}, which is shown this once:`,
        '',
        `  ${made.secret}`,
        '',
        `It counts until ${made.apiKey.expiresAt}. Its holder sends it as a header: authorization: Bearer <key>`,
      ]);
    });
  key
    .command('list')
    .description('keys, without their secrets')
    .option('--partner <name or id>', 'those of this partner')
    .action(async (options: { partner?: string }) => {
      const runtimes = await open();
      const filter =
        options.partner === undefined ? {} : { partner: [await partnerId(runtimes, options.partner)] };
      const found = await all<Key>(runtimes, 'apiKeys', 'ApiKey', KEY, filter);
      answer(found, keyLines(found));
    });
  key
    .command('revoke <key>')
    .description('end a key at once; it is named by its id or by its first characters')
    .action(async (given: string) => {
      const runtimes = await open();
      const made = await runtimes.change<{ apiKey: Key }>(
        `mutation ($input: ApiKeyRevokeInput!) { apiKeyRevoke(input: $input) { apiKey { ${KEY} } ${PROBLEMS} } }`,
        { id: (await isId(given)) ? given : await keyId(runtimes, given) },
      );
      answer(made.apiKey, [
        `The key ${made.apiKey.prefix}… of ${made.apiKey.partner.name} counts no longer.`,
      ]);
    });

  async function keyId(runtimes: AccessRooms, prefix: string): Promise<string> {
    const found = await all<Key>(runtimes, 'apiKeys', 'ApiKey', KEY, { prefix: { in: [prefix] } });
    if (found.length === 1) return found[0]!.id;
    throw new OperatorError(
      found.length
        ? `${found.length} keys begin with ${prefix}: name one by its id, which \`key list\` tells.`
        : `No key begins with "${prefix}": \`key list\` names them all.`,
    );
  }

  program
    .command('grant')
    .description('give a role to a partner, or to a person of an issuer of tokens')
    .addArgument(program.createArgument('<role>', 'the role').choices(ROLES))
    .option('--partner <name or id>', 'to this partner')
    .option('--issuer <address>', 'to the person whom this issuer knows')
    .option('--subject <sub>', 'as this, `sub` of their tokens')
    .option('--name <text>', 'a name for the person')
    .option('--of <id...>', 'confined to these: authorities, foreign authorities or country groups')
    .action(async (role: string, options: GrantOptions) => {
      const runtimes = await open();
      const { partner: whose, ...rest } = options;
      const made = await runtimes.change<{ roleGrant: Grant }>(
        `mutation ($input: RoleGrantInput!) { roleGrant(input: $input) { roleGrant { ${GRANT} } ${PROBLEMS} } }`,
        { role, ...rest, ...(whose === undefined ? {} : { partnerId: await partnerId(runtimes, whose) }) },
      );
      answer(made.roleGrant, [`Granted: ${grantLines([made.roleGrant])[0]}`]);
      const issuer = made.roleGrant.principal?.issuer;
      if (issuer !== undefined && !runtimes.trusts(issuer))
        warn(
          `Warning: ${issuer} is none of OIDC_ISSUERS here, letter by letter: as long as it is not, its tokens are refused.`,
        );
    });
  program
    .command('revoke <id>')
    .description('take a role back at once; `list` tells the id of its grant')
    .action(async (id: string) => {
      const made = await (
        await open()
      ).change<{ roleGrant: Grant }>(
        `mutation ($input: RoleRevokeInput!) { roleRevoke(input: $input) { roleGrant { ${GRANT} } ${PROBLEMS} } }`,
        { id },
      );
      answer(made.roleGrant, [`Revoked: ${grantLines([made.roleGrant])[0]}`]);
    });
  program
    .command('list')
    .description('who has which role')
    .option('--all', 'and who had one')
    .action(async (options: { all?: true }) => {
      const filter = options.all ? {} : { isActive: true };
      const found = await all<Grant>(await open(), 'roleGrants', 'RoleGrant', GRANT, filter);
      answer(found, grantLines(found));
    });
  program
    .command('audit')
    .description('what was changed, the latest first: of a thing, by somebody, or all')
    .option('--of <id>', 'of this thing')
    .option('--by <id>', 'by this person or partner, whose id `viewer` and `list` tell')
    .addOption(new Option('--first <number>', 'how many at most').argParser(wholeNumber).default(20))
    .action(async (options: { of?: string; by?: string; first: number }) => {
      if (options.of !== undefined && !(await isId(options.of)))
        throw new OperatorError(`"${options.of}" is no id of this graph.`);
      const found = await (
        await open()
      ).audit({
        ...(options.of === undefined ? {} : { entity: options.of }),
        ...(options.by === undefined ? {} : { actor: options.by }),
        first: options.first,
      });
      answer(found, auditLines(found));
    });
  return program;
}

interface GrantOptions {
  partner?: string;
  issuer?: string;
  subject?: string;
  name?: string;
  of?: string[];
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d{1,6}$/.test(text) || number < 1)
    throw new InvalidArgumentError('A whole number from 1 is expected.');
  return number;
}
