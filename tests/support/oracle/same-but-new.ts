const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)/g;

/**
 * Compares texts of two worlds that began alike, and in each of which the same happened: what is new has other ids, each
 * always the same one, and other instants. Everything else must be equal.
 */
export class SameButNew {
  /** Whole seconds: some instants have no fractions. */
  readonly #began = Math.floor(Date.now() / 1_000) * 1_000;
  readonly #others = new Map<string, string>();
  readonly #ones = new Map<string, string>();

  /** Returns both texts, as equal as they can be made. */
  aligned(one: string, other: string): [string, string] {
    const [ids, otherIds] = [one.match(UUID) ?? [], other.match(UUID) ?? []];
    if (ids.length === otherIds.length) ids.forEach((id, at) => this.#pair(id, otherIds[at]!));
    return [this.#withoutInstants(this.translated(one)), this.#withoutInstants(other)];
  }

  /** Returns a text of the first world with the ids of the second one. */
  translated(text: string): string {
    return text.replaceAll(UUID, (id) => this.#others.get(id) ?? id);
  }

  /** Rows of both worlds, in one order, with one name for ids that nothing else has shown. */
  alignedRows(one: readonly string[], other: readonly string[]): [string[], string[]] {
    const translated = one.map((row) => this.translated(row));
    const others = idsIn(other);
    const shared = new Set([...idsIn(translated)].filter((id) => others.has(id)));
    const plain = (rows: readonly string[]) =>
      rows.map((row) =>
        this.#withoutInstants(row.replaceAll(UUID, (id) => (shared.has(id) ? id : 'new id'))),
      );
    return [plain(translated).sort(), plain(other).sort()];
  }

  /** New ids of the second world that were met in answers. */
  get newIds(): string[] {
    return [...this.#others].flatMap(([id, other]) => (id === other ? [] : [other]));
  }

  /** An id stands for the same one, wherever it is. */
  #pair(id: string, other: string): void {
    if (this.#others.has(id) || this.#ones.has(other)) return;
    this.#others.set(id, other);
    this.#ones.set(other, id);
  }

  #withoutInstants(text: string): string {
    return text.replaceAll(INSTANT, (instant) => (Date.parse(instant) >= this.#began ? 'now' : instant));
  }
}

function idsIn(rows: readonly string[]): Set<string> {
  return new Set(rows.flatMap((row) => row.match(UUID) ?? []));
}
