import type { PageRoute } from './page.js';

/** Finds a page by its path without the language. @returns with the parts that vary, decoded; undefined for no page */
export class Routes {
  readonly #routes: { route: PageRoute; pattern: RegExp; names: string[] }[];

  constructor(routes: readonly PageRoute[]) {
    this.#routes = routes.map((route) => ({
      route,
      pattern: new RegExp(`^${route.path.replace(/:\w+/g, '([^/]+)')}$`),
      names: [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name!),
    }));
  }

  find(path: string): { route: PageRoute; params: Record<string, string> } | undefined {
    for (const { route, pattern, names } of this.#routes) {
      const match = pattern.exec(path);
      if (!match) continue;
      const parts = names.map((name, index) => [name, decoded(match[index + 1]!)] as const);
      if (parts.some(([, value]) => value === undefined)) return undefined;
      return { route, params: Object.fromEntries(parts) as Record<string, string> };
    }
    return undefined;
  }
}

/** @returns undefined for text that is no percent-encoded UTF-8 */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
