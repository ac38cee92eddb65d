import type { Random } from '../random/random.js';

/** Types whose fields agree and differ in every way that merging knows: arguments, lists, nullability, leaves, members. */
export const MERGING_SCHEMA = `
  interface Being { name: String size(unit: Unit, of: Part): Int friend: Being friends: [Being] both: Pair }
  enum Unit { CM M }
  input Part { head: Int tail: [Int] }
  type Dog implements Being {
    name: String size(unit: Unit, of: Part): Int friend: Being friends: [Being] both: Pair
    same: Int list: [Int] must: Int! owner: Person kennel: [Dog]
  }
  type Cat implements Being {
    name: String size(unit: Unit, of: Part): Int friend: Cat friends: [Being] both: Pair
    same: String list: Int must: Int owner: Being kennel: Dog
  }
  type Person { name: String! pet: Pet pets: [Pet!]! being: Being same: Int }
  union Pet = Dog | Cat
  type Pair { left: Pet right: Being pair: Pair same: String }
  type Query { being: Being pet: Pet dog: Dog cat: Cat person: Person pair: Pair }
`;

/** The fields of each type, and the type of those that are objects. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Being: { name: '', size: '', friend: 'Being', friends: 'Being', both: 'Pair' },
  Dog: { name: '', size: '', same: '', list: '', must: '', friend: 'Being', owner: 'Person', kennel: 'Dog' },
  Cat: { name: '', size: '', same: '', list: '', must: '', friend: 'Cat', owner: 'Being', kennel: 'Dog' },
  Person: { name: '', same: '', pet: 'Pet', pets: 'Pet', being: 'Being' },
  Pet: {},
  Pair: { same: '', left: 'Pet', right: 'Being', pair: 'Pair' },
  Query: { being: 'Being', pet: 'Pet', dog: 'Dog', cat: 'Cat', person: 'Person', pair: 'Pair' },
};
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  Being: ['Being', 'Dog', 'Cat'],
  Pet: ['Pet', 'Being', 'Dog', 'Cat'],
};
const ARGUMENTS = [
  '',
  '',
  '(unit: M)',
  '(unit: CM)',
  '(unit: $unit)',
  '(of: { head: 1, tail: [1] })',
  '(of: { tail: [1], head: 1 })',
  '(of: { tail: [1, 2] })',
  '(unit: M, of: {})',
  '(of: {}, unit: M)',
];
const SIZE = 3;

/** Generates documents on {@link MERGING_SCHEMA} of which about every third has fields that cannot be merged. */
export class MergeableDocuments {
  #fragments: string[] = [];
  #types: string[] = [];

  constructor(private readonly random: Random) {}

  next(): string {
    // Fragments are chosen by their type before they have a text: they may spread each other, in cycles, too.
    this.#types = Array.from({ length: this.random.below(4) }, () => this.random.pick(Object.keys(FIELDS)));
    this.#fragments = this.#types.map(
      (type, at) => `fragment F${at} on ${type} ${this.#selection(type, 1 + this.random.below(2))}`,
    );
    const operation = `query ($unit: Unit) ${this.#selection('Query', 1 + this.random.below(SIZE))}`;
    return [operation, ...this.#fragments].join('\n');
  }

  #selection(type: string, depth: number): string {
    const count = 1 + this.random.below(SIZE);
    return `{ ${Array.from({ length: count }, () => this.#part(type, depth)).join(' ')} }`;
  }

  #part(type: string, depth: number): string {
    const members = MEMBERS[type] ?? [type];
    if (this.random.chance(0.25) || !Object.keys(FIELDS[type]!).length) {
      const known = this.#types.flatMap((of, at) => (members.includes(of) ? [`...F${at}`] : []));
      if (known.length && this.random.chance(0.6)) return this.random.pick(known);
      const member = this.random.pick(members);
      if (member !== type || Object.keys(FIELDS[type]!).length)
        return depth ? `... on ${member} ${this.#selection(member, depth - 1)}` : '__typename';
      return '__typename';
    }
    const name = this.random.pick(Object.keys(FIELDS[type]!));
    const inner = FIELDS[type]![name]!;
    if (inner && !depth) return '__typename';
    const alias = this.random.chance(0.2) ? `${this.random.pick(['name', 'same', 'x', 'friend'])}: ` : '';
    const values = name === 'size' ? this.random.pick(ARGUMENTS) : '';
    return `${alias}${name}${values}${inner ? ` ${this.#selection(inner, depth - 1)}` : ''}`;
  }
}
