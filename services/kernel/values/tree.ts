/** Row of a tree; `parentCode` is null at the root. */
export interface TreeRow {
  code: string;
  parentCode: string | null;
}

/** Paths by code, from the root down to the row; a row whose chain of parents has a gap or a cycle has none. */
export function pathsOf(rows: readonly TreeRow[]): Map<string, string[]> {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const pathOf = (code: string | null, below: readonly string[]): string[] | undefined => {
    if (code === null) return [...below];
    const row = byCode.get(code);
    return !row || below.includes(code) ? undefined : pathOf(row.parentCode, [code, ...below]);
  };
  return new Map(
    rows.flatMap(({ code }) => {
      const path = pathOf(code, []);
      return path ? [[code, path] as const] : [];
    }),
  );
}

/** Subtrees by code: the sorted codes of the row and of its descendants. */
export function subtreesOf(paths: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const subtrees = new Map<string, string[]>([...paths.keys()].map((code) => [code, []]));
  for (const code of [...paths.keys()].sort())
    for (const ancestor of paths.get(code)!) subtrees.get(ancestor)?.push(code);
  return subtrees;
}
