import { headersOf } from '../actors.js';
import { ask } from '../graph.js';

/** Whether an entity is covered by a grant (mine) or not (other). */
export type Side = 'mine' | 'other';
export type GrantedType = 'Authority' | 'ForeignAuthority' | 'CountryGroup';

/** Fields of inputs that name the owner of an entity. */
export const OWNER_FIELDS: ReadonlySet<string> = new Set(['authorityId', 'foreignAuthorityId']);

type Pair = Readonly<Record<Side, { id: string; code?: string }>>;

/** Entities of the grants of tests: for each type one that the grant covers and one that it does not. */
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

  /** Values of the owner fields of inputs. */
  ownerFieldsOf(side: Side): Record<string, unknown> {
    const { Authority, ForeignAuthority } = this.things;
    return { authorityId: Authority[side].id, foreignAuthorityId: ForeignAuthority[side].id };
  }

  /** Creates an entity by a mutation, as an administrator. @param object its field in the payload @returns its id */
  async make(mutation: string, object: string, input: Record<string, unknown>): Promise<string> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const data = await this.asAdministrator(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${object} { id } problems { code message } } }`,
      { input },
    );
    return data[mutation][object].id;
  }

  /** Runs a mutation as an administrator, for what has no id of its own. */
  async run(mutation: string, input: Record<string, unknown>): Promise<void> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    await this.asAdministrator(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { problems { code message } } }`,
      { input },
    );
  }

  /** Executes an operation as an administrator. @returns the data @throws for errors and problems */
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
