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
import type { AccessClient } from './access-client.js';

const ROLES = [
  'PARTNER',
  'ANALYST',
  'AUTHORITY_EDITOR',
  'FOREIGN_AUTHORITY',
  'GROUP_MANAGER',
  'CONTRIBUTOR',
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
  /** Prints the output of the command on standard output. */
  print(line: string): void;
  /** Prints a warning on standard error. */
  warn(line: string): void;
}

/** Whether a text is an id of the graph. Imports the kernel only when called, so that `--help` does not load it. */
const isId = async (text: string): Promise<boolean> => (await import('#kernel/values')).isId(text);

/** The command `npm run access -- …`. @param open called once, by a subcommand that needs the database */
export function accessCommand(open: () => Promise<AccessClient>, { print, warn }: AccessOutput): Command {
  const program = new Command('access')
    .description(
      'manage permissions: partners, their API keys, roles of partners and persons; show the audit',
    )
    .option('--json', 'print JSON');

  const answer = (value: unknown, lines: readonly string[]) =>
    print(program.opts<{ json?: boolean }>().json ? JSON.stringify(value, null, 2) : lines.join('\n'));

  async function all<Item>(
    client: AccessClient,
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
      const page: Page<Item> = (await client.query<Record<string, Page<Item>>>(operation, { filter, after }))[
        field
      ]!;
      items.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    return items;
  }

  async function partnerId(client: AccessClient, nameOrId: string): Promise<string> {
    if (await isId(nameOrId)) return nameOrId;
    const [found] = await all<Partner>(client, 'partners', 'Partner', PARTNER, { name: { in: [nameOrId] } });
    if (!found)
      throw new OperatorError(`There is no partner "${nameOrId}": \`partner list\` shows all partners.`);
    return found.id;
  }

  const partner = program.command('partner').description('organisations whose programs use the graph');
  partner
    .command('create <name>')
    .description('create a partner')
    .action(async (name: string) => {
      const made = await (
        await open()
      ).mutate<{ partner: Partner }>(
        `mutation ($input: PartnerCreateInput!) { partnerCreate(input: $input) { partner { ${PARTNER} } ${PROBLEMS} } }`,
        { name },
      );
      answer(made.partner, [`Created ${made.partner.name} (${made.partner.id}).`]);
    });
  partner
    .command('list')
    .description('list all partners')
    .action(async () => {
      const found = await all<Partner>(await open(), 'partners', 'Partner', PARTNER, {});
      answer(found, partnerLines(found));
    });

  const key = program.command('key').description('API keys of partners');
  key
    .command('create')
    .description('create a key; the secret is shown only once')
    .requiredOption('--partner <name or id>', 'partner that gets the key')
    .requiredOption('--name <text>', 'purpose of the key')
    .option('--scope <permission...>', 'limit it to these permissions, such as request:write')
    .option('--days <number>', 'days until it expires', wholeNumber, 365)
    .action(async (options: { partner: string; name: string; scope?: string[]; days: number }) => {
      const client = await open();
      const made = await client.mutate<{ apiKey: Key; secret: string }>(
        `mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { apiKey { ${KEY} } secret ${PROBLEMS} } }`,
        {
          partnerId: await partnerId(client, options.partner),
          name: options.name,
          ...(options.scope ? { scopes: options.scope } : {}),
          expiresAt: new Date(Date.now() + options.days * 86_400_000).toISOString(),
        },
      );
      answer({ ...made.apiKey, secret: made.secret }, [
        `The key of ${made.apiKey.partner.name}, shown only once:`,
        '',
        `  ${made.secret}`,
        '',
        `It is valid until ${made.apiKey.expiresAt}. The partner sends it as a header: authorization: Bearer <key>`,
      ]);
    });
  key
    .command('list')
    .description('list keys, without their secrets')
    .option('--partner <name or id>', 'keys of this partner only')
    .action(async (options: { partner?: string }) => {
      const client = await open();
      const filter =
        options.partner === undefined ? {} : { partner: [await partnerId(client, options.partner)] };
      const found = await all<Key>(client, 'apiKeys', 'ApiKey', KEY, filter);
      answer(found, keyLines(found));
    });
  key
    .command('revoke <key>')
    .description('revoke a key immediately, by its id or its first characters')
    .action(async (idOrPrefix: string) => {
      const client = await open();
      const made = await client.mutate<{ apiKey: Key }>(
        `mutation ($input: ApiKeyRevokeInput!) { apiKeyRevoke(input: $input) { apiKey { ${KEY} } ${PROBLEMS} } }`,
        { id: (await isId(idOrPrefix)) ? idOrPrefix : await keyId(client, idOrPrefix) },
      );
      answer(made.apiKey, [`The key ${made.apiKey.prefix}… of ${made.apiKey.partner.name} is revoked.`]);
    });

  async function keyId(client: AccessClient, prefix: string): Promise<string> {
    const found = await all<Key>(client, 'apiKeys', 'ApiKey', KEY, { prefix: { in: [prefix] } });
    if (found.length === 1) return found[0]!.id;
    throw new OperatorError(
      found.length
        ? `${found.length} keys begin with ${prefix}: give the id of one, which \`key list\` shows.`
        : `No key begins with "${prefix}": \`key list\` shows all keys.`,
    );
  }

  program
    .command('grant')
    .description('grant a role to a partner, or to a person of an issuer of tokens')
    .addArgument(program.createArgument('<role>', 'the role').choices(ROLES))
    .option('--partner <name or id>', 'partner that gets the role')
    .option('--issuer <address>', 'issuer of the tokens of the person that gets the role')
    .option('--subject <sub>', '`sub` in these tokens')
    .option('--name <text>', 'a name for the person')
    .option('--of <id...>', 'limit it to these authorities, foreign authorities or country groups')
    .action(async (role: string, options: GrantOptions) => {
      const client = await open();
      const { partner: partnerName, ...rest } = options;
      const made = await client.mutate<{ roleGrant: Grant }>(
        `mutation ($input: RoleGrantInput!) { roleGrant(input: $input) { roleGrant { ${GRANT} } ${PROBLEMS} } }`,
        {
          role,
          ...rest,
          ...(partnerName === undefined ? {} : { partnerId: await partnerId(client, partnerName) }),
        },
      );
      answer(made.roleGrant, [`Granted: ${grantLines([made.roleGrant])[0]}`]);
      const issuer = made.roleGrant.principal?.issuer;
      if (issuer !== undefined && !client.trusts(issuer))
        warn(
          `Warning: ${issuer} is not one of the OIDC_ISSUERS here (compared character by character): its tokens are refused until it is.`,
        );
    });
  program
    .command('revoke <id>')
    .description('revoke a role immediately, by the id of its grant, which `list` shows')
    .action(async (id: string) => {
      const made = await (
        await open()
      ).mutate<{ roleGrant: Grant }>(
        `mutation ($input: RoleRevokeInput!) { roleRevoke(input: $input) { roleGrant { ${GRANT} } ${PROBLEMS} } }`,
        { id },
      );
      answer(made.roleGrant, [`Revoked: ${grantLines([made.roleGrant])[0]}`]);
    });
  program
    .command('list')
    .description('list the roles that are granted')
    .option('--all', 'include revoked grants')
    .action(async (options: { all?: true }) => {
      const filter = options.all ? {} : { isActive: true };
      const found = await all<Grant>(await open(), 'roleGrants', 'RoleGrant', GRANT, filter);
      answer(found, grantLines(found));
    });
  program
    .command('audit')
    .description('show changes, the latest first: all, those of an entity, or those by a person or partner')
    .option('--of <id>', 'changes of this entity')
    .option(
      '--by <id>',
      'changes by this person or partner; `list`, and `principal` or `partner` of `viewer`, show the id',
    )
    .addOption(new Option('--first <number>', 'maximum number of changes').argParser(wholeNumber).default(20))
    .action(async (options: { of?: string; by?: string; first: number }) => {
      if (options.of !== undefined && !(await isId(options.of)))
        throw new OperatorError(`"${options.of}" is not an id of this graph.`);
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
