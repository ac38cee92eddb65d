/**
 * Keys of one place in the answer to a normalised operation. All alternatives of an abstract place share one instance, and
 * so does everything below them: fields of one key then have one name, one type and the same arguments whatever object they
 * are of, which keeps the operation valid, and which the planner relies on.
 */
export class ResponseKeys {
  readonly #keys = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #below = new Map<string, ResponseKeys>();
  #generated = 0;
  /** How often each field occurred on the object at hand. */
  #occurrences = new Map<string, number>();

  /** @param identifying names of fields that identify entities: the planner adds these without arguments */
  constructor(private readonly identifying: ReadonlySet<string>) {}

  /** Begins with the fields of another object at this place. */
  nextObject(): void {
    this.#occurrences = new Map();
  }

  /**
   * Returns the key of a field.
   * @param isMergeable whether two fields with the same arguments are one: scalars are, outside mutations
   */
  of(name: string, args: string, type: string, isMergeable: boolean): string {
    const field = `${name}${args}:${type}`;
    const occurrence = isMergeable ? 0 : (this.#occurrences.get(field) ?? 0);
    this.#occurrences.set(field, occurrence + 1);
    const slot = `${field}#${occurrence}`;
    let key = this.#keys.get(slot);
    if (key === undefined) {
      const isFree = !this.#taken.has(name) && !(args && this.identifying.has(name));
      key = isFree ? name : `_p${this.#generated++}`;
      this.#taken.add(key);
      this.#keys.set(slot, key);
    }
    return key;
  }

  /** Keys of the place below a field. */
  below(key: string): ResponseKeys {
    let keys = this.#below.get(key);
    if (!keys) this.#below.set(key, (keys = new ResponseKeys(this.identifying)));
    return keys;
  }
}
