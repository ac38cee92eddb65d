import { isInterfaceType } from 'graphql';
import type { Random } from '../random/random.js';
import { isGuarded, isLeaf, isList, namedOf, type AnyField, type Shape } from './shape.js';
import type { Values } from './values.js';

export interface Step {
  field: string;
  /** Text, such as `(first: 2)`. */
  args: string;
  isLeaf: boolean;
  isList: boolean;
  hasId: boolean;
}

/** Fields from one entity (or `Query`) to the next entity, or to a value. */
export interface Hop {
  /** Type at which it begins. */
  from: string;
  steps: readonly Step[];
  /** Type of the entities at its end; null for a value. */
  to: string | null;
}

export interface Path {
  /** Whether its first field needs a permission. */
  isGuarded: boolean;
  hops: readonly Hop[];
  /** Names of its fields and types, without arguments: what makes two paths different. */
  name: string;
}

/** Number of different arguments for one field: repeated ones are compared once. */
const WAYS = 4;
const MAX_STEPS = 6;

/** Generates random paths, preferably towards private types. */
export class Walker {
  readonly #ways = new Map<string, string[]>();

  constructor(
    private readonly shape: Shape,
    private readonly values: Values,
    private readonly random: Random,
    /** Preferred types: private ones, and types around them. */
    private readonly favourites: readonly string[],
  ) {}

  /** @param hops maximum number of entities */
  path(hops: number): Path {
    const walked: Hop[] = [];
    let type: string | null = 'Query';
    while (type !== null && walked.length < hops) {
      const hop = this.#hop(type, true);
      walked.push(hop);
      type = hop.to === 'Node' ? this.#chosen(hop) : hop.to;
    }
    if (type !== null) walked.push(this.#hop(type, false));
    const name = walked
      .map(({ from, steps }) => `${from}.${steps.map(({ field }) => field).join('.')}`)
      .join(' ');
    const root = this.shape.api.getQueryType()!.getFields()[walked[0]!.steps[0]!.field]!;
    return { hops: walked, name, isGuarded: isGuarded(root) };
  }

  /** Type chosen for the result of `node` and similar fields. */
  #chosen({ steps }: Hop): string {
    const id = /^\(id: "(.*)"\)$/.exec(steps[0]!.args)?.[1];
    const known = id === undefined ? undefined : this.values.typeOf(id);
    if (this.shape.nodes.some(({ name }) => name === known)) return known!;
    return this.random.chance(0.7)
      ? this.random.pick(this.favourites)
      : this.random.pick(this.shape.nodes).name;
  }

  #hop(from: string, on: boolean): Hop {
    const steps: Step[] = [];
    for (let at = from; ;) {
      const fields = this.shape.fieldsOf(at).filter(({ name }) => name !== 'id');
      // At the maximum, any value ends the path.
      const tired = steps.length >= MAX_STEPS;
      const leading = fields.filter((field) => this.shape.leadsOn(namedOf(field)));
      const ending = fields.filter((field) => !this.shape.isNode(namedOf(field)));
      const leaves = ending.filter(isLeaf);
      const candidates = on && leading.length ? leading : tired && leaves.length ? leaves : ending;
      const field = this.#pick(candidates.length ? candidates : fields, on && leading.length > 0);
      steps.push({
        field: field.name,
        args: this.#argsOf(at, field),
        isLeaf: isLeaf(field),
        isList: isList(field.type),
        hasId: !isLeaf(field) && this.shape.fieldsOf(namedOf(field).name).some(({ name }) => name === 'id'),
      });
      const next = namedOf(field);
      if (isLeaf(field)) return { from, steps, to: null };
      if (this.shape.isNode(next)) return { from, steps, to: isInterfaceType(next) ? 'Node' : next.name };
      at = next.name;
    }
  }

  #pick(fields: readonly AnyField[], on: boolean): AnyField {
    if (!on || this.random.chance(0.4)) return this.random.pick(fields);
    const nearest = Math.min(...fields.map((field) => this.shape.distanceOf(namedOf(field))));
    return this.random.pick(
      fields.filter(
        (field) => this.shape.distanceOf(namedOf(field)) <= nearest + (this.random.chance(0.5) ? 1 : 0),
      ),
    );
  }

  #argsOf(type: string, field: AnyField): string {
    if (type === 'Query') return this.values.of(field);
    const key = `${type}.${field.name}`;
    let ways = this.#ways.get(key);
    if (!ways) this.#ways.set(key, (ways = []));
    if (ways.length < WAYS) ways.push(this.values.of(field));
    return this.random.pick(ways);
  }
}
