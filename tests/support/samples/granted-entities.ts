import { headersOf } from '../actors.js';
import { ask } from '../graph.js';

/** Whether something is within a grant or beyond it. */
export type Side = 'mine' | 'other';
export type GrantedType = 'Authority' | 'ForeignAuthority' | 'CountryGroup';

/** Fields of inputs that say whose a thing is. */
export const OWNER_FIELDS: ReadonlySet<string> = new Set(['authorityId', 'foreignAuthorityId']);

type Pair = Readonly<Record<Side, { id: string; code?: string }>>;

/** What grants are confined to in tests: of each type one thing within and one beyond. */
export class GrantedEntities {
  private constructor(
    readonly graph: string,
    readonly things: Readonly<Record<GrantedType, Pair>>,
  ) {}

  static async find(graph: string): Promise<GrantedEntities> {
    const { data, errors } = await ask(
      `{ Authority: authorities(first: 2) { nodes { id } }
        ForeignAuthority: foreignAuthorities(first: 2) { nodes { id } }
        CountryGroup: countryGroups(first: 2) { nodes { id code } } }`,
      {},
      { graph },
    );
    if (errors.length) throw new Error(JSON.stringify(errors));
    const pair = (type: GrantedType): Pair => ({ mine: data[type].nodes[0], other: data[type].nodes[1] });
    return new GrantedEntities(graph, {
      Authority: pair('Authority'),
      ForeignAuthority: pair('ForeignAuthority'),
      CountryGroup: pair('CountryGroup'),
    });
  }

  /** Ids and codes by the names that inputs have for them. */
  ownerFieldsOf(side: Side): Record<string, unknown> {
    const { Authority, ForeignAuthority } = this.things;
    return { authorityId: Authority[side].id, foreignAuthorityId: ForeignAuthority[side].id };
  }

  /** Makes a thing by a mutation, as an administrator. @param object its field of the payload @returns its id */
  async make(mutation: string, object: string, input: Record<string, unknown>): Promise<string> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const data = await this.asAdministrator(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${object} { id } problems { code message } } }`,
      { input },
    );
    return data[mutation][object].id;
  }

  /** Asked as an administrator, who may do everything. @returns the data @throws for errors and for problems */
  private async asAdministrator(query: string, variables: Record<string, unknown> = {}) {
    const headers = await headersOf('ADMINISTRATOR', [], { graph: this.graph });
    const { data, errors } = await ask(query, variables, { graph: this.graph, headers });
    const problems = Object.values((data ?? {}) as Record<string, { problems?: unknown[] } | null>).flatMap(
      (payload) => payload?.problems ?? [],
    );
    if (errors.length || problems.length)
      throw new Error(JSON.stringify({ query, variables, errors, problems }, null, 1));
    return data;
  }
}
