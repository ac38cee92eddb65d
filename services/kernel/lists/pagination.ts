import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import {
  ArgsType,
  Directive,
  Field,
  InputType,
  Int,
  ObjectType,
  registerEnumType,
  type ClassType,
} from 'type-graphql';
import type { Text } from '../errors/messages.js';
import { badUserInput, expected } from '../errors/errors.js';
import { acceptedSecrets, signingSecret, type Secrets } from '../values/secrets.js';
import { IS_EXACT_DESCRIPTION, TOTAL_DESCRIPTION, type Total } from './total.js';

export const DEFAULT_PAGE = 20;
export const MAX_PAGE = 100;
/** Cost of counting a whole list. */
export const COUNT_COST = '@cost(weight: 5)';
/** Sizes of a page of a connection, for `@listSize`. */
export const PAGE_SIZES =
  'slicingArguments: ["first", "last"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false';
/** Cost of a page by its size arguments. */
export const PAGE_COST = `@listSize(assumedSize: ${DEFAULT_PAGE}, ${PAGE_SIZES})`;

export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'Direction of a sort key (sens du tri).',
  valuesConfig: {
    ASC: { description: 'Smallest first, or from A to Z (croissant).' },
    DESC: { description: 'Largest first, or from Z to A (décroissant).' },
  },
});

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many items from the start (or after \`after\`): 1 to ${MAX_PAGE}, ${DEFAULT_PAGE} when absent.`,
  })
  first?: number | null;
  @Field(() => String, { nullable: true, description: 'Only what follows this cursor of the same list.' })
  after?: string | null;
  @Field(() => Int, {
    nullable: true,
    description: `How many items from the end (or before \`before\`): 1 to ${MAX_PAGE}.`,
  })
  last?: number | null;
  @Field(() => String, { nullable: true, description: 'Only what precedes this cursor of the same list.' })
  before?: string | null;
}

/** Part of a list that a page covers. */
export interface Slice {
  limit: number;
  backward: boolean;
  cursor: string | null;
}

/** Slice that the arguments ask for. @throws BAD_USER_INPUT for sizes out of 1…100, both ends at once, or a cursor of the other end */
export function sliceOf(args: PageArgs): Slice {
  const { first, last, after, before } = args;
  if (first != null && last != null) {
    throw badUserInput({ argument: 'first', expected: expected('FIRST_OR_LAST') });
  }
  for (const [argument, value] of [
    ['first', first],
    ['last', last],
  ] as const) {
    if (value != null && (value < 1 || value > MAX_PAGE)) {
      throw badUserInput({ argument, expected: expected('NUMBER', { min: 1, max: MAX_PAGE }) });
    }
  }
  const backward = last != null;
  if (backward && after != null)
    throw badUserInput({ argument: 'after', expected: expected('FIRST_WITH_AFTER') });
  if (before != null && !backward)
    throw badUserInput({ argument: 'before', expected: expected('LAST_WITH_BEFORE') });
  return {
    limit: (backward ? last : first) ?? DEFAULT_PAGE,
    backward,
    cursor: (backward ? before : after) ?? null,
  };
}

/** Hash that binds cursors to their list. Computed lazily: a page of nested lists has a hundred of them, few are used. */
export type ListMark = () => string;

/**
 * Codec of cursors: the sort values of one row with an HMAC of those values and the list that they belong to (type,
 * parent, filter, order), so that a forged cursor or one of another list is refused.
 */
export class CursorCodec {
  constructor(private readonly secret: Secrets) {}

  /** @param list everything that determines the items of the list and their order */
  listMark(list: unknown): ListMark {
    let mark: string | undefined;
    return () =>
      (mark ??= createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 16));
  }

  encode(mark: ListMark, values: readonly (string | null)[]): string {
    const body = Buffer.from(JSON.stringify(values)).toString('base64url');
    return `${body}.${signatureOf(signingSecret(this.secret), mark(), body)}`;
  }

  /**
   * @param expectedCursor for the error: the expected cursor
   * @throws BAD_USER_INPUT when the cursor is not one of this list
   */
  decode(
    mark: ListMark,
    cursor: string,
    argument: string,
    expectedCursor: Text = expected('CURSOR_OF_LIST'),
  ): string[] {
    const [body = '', signature = '', ...more] = cursor.split('.');
    const actual = Buffer.from(signature);
    const isValid = acceptedSecrets(this.secret).some((secret) => {
      const valid = Buffer.from(signatureOf(secret, mark(), body));
      return actual.length === valid.length && timingSafeEqual(actual, valid);
    });
    if (more.length || !isValid) throw badUserInput({ argument, expected: expectedCursor });
    return JSON.parse(Buffer.from(body, 'base64url').toString()) as string[];
  }
}

function signatureOf(secret: string, mark: string, body: string): string {
  return createHmac('sha256', secret).update(mark).update(body).digest('base64url').slice(0, 16);
}

@ObjectType('PageInfo', {
  description: 'Where a page stands in its list (Relay cursor connections).',
  simpleResolvers: true,
})
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean, { description: 'There is more after this page.' })
  hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'There is more before this page.' })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last item; null on an empty page.' })
  endCursor!: string | null;
}

export interface Edge<Row> {
  cursor: string;
  node: Row;
}

export interface Page<Row> {
  nodes: Row[];
  edges: Edge<Row>[];
  pageInfo: PageInfo;
}

/** Result of a list; nodes, page and total are read only when requested. */
export interface Connection<Row> {
  /** Nodes of the page, without its cursors. */
  nodes(): Promise<Row[]>;
  page(): Promise<Page<Row>>;
  total(): Promise<Total>;
  /** Further fields of the connection by name, each read when it is requested. */
  parts?: Readonly<Record<string, () => Promise<unknown>>> | undefined;
}

/**
 * GraphQL classes of a Relay connection over a type.
 * @param plural name of the items, for the descriptions: "authorities (collectivités)"
 */
export function connectionOf(node: ClassType, name: string, plural: string) {
  @ObjectType(`${name}Edge`, {
    description: `One of the ${plural} in a page, with its cursor.`,
    simpleResolvers: true,
  })
  class EdgeType {
    @Field(() => String, { description: 'Opaque cursor of this item in this list.' })
    cursor!: string;
    @Field(() => node, { description: 'The item itself.' })
    node!: object;
  }
  @ObjectType(`${name}Connection`, { description: `A page of ${plural}.`, simpleResolvers: true })
  class ConnectionType {
    @Field(() => [EdgeType], { description: 'The items with their cursors.' })
    edges!: EdgeType[];
    @Field(() => [node], { description: 'The items, without cursors.' })
    nodes!: object[];
    @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
    pageInfo!: PageInfo;
    @Directive(COUNT_COST)
    @Field(() => Int, { description: TOTAL_DESCRIPTION })
    totalCount!: number;
    @Directive(COUNT_COST)
    @Field(() => Boolean, { description: IS_EXACT_DESCRIPTION })
    totalCountIsExact!: boolean;
  }
  return ConnectionType;
}

/** Declares the cost of a page by its size arguments (federation cost directives). */
export function Paged(): MethodDecorator {
  return Directive(PAGE_COST);
}

/** Input type `{ field, direction }` over an enum of sort keys. */
export function orderInputOf<Field extends string>(
  fields: object,
  name: string,
  plural: string,
): ClassType<{ field: Field; direction: OrderDirection }> {
  @InputType(name, { description: `One sort key of a list of ${plural}.` })
  class OrderInput {
    @Field(() => fields, { description: 'What to sort by.' })
    field!: Field;
    @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'Direction of the sort.' })
    direction!: OrderDirection;
  }
  return OrderInput;
}

export interface ListArgs<Filter, Order> extends PageArgs {
  filter?: Filter | null;
  orderBy?: Order[] | null;
}

/** Arguments of a list: page, filter and order. */
export function listArgsOf<Filter extends object, Order extends object>(
  filter: ClassType<Filter>,
  order: ClassType<Order>,
): ClassType<ListArgs<Filter, Order>> {
  @ArgsType()
  class Args extends PageArgs {
    @Field(() => filter, { nullable: true, description: 'Only what meets these conditions.' })
    filter?: Filter | null;
    @Field(() => [order], { nullable: true, description: 'Sort keys, the first one first; at most five.' })
    orderBy?: Order[] | null;
  }
  return Args;
}
