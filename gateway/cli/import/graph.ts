/** The graph as the command line uses it for imports: by the mutations and checks that everybody has. */
export interface ImportGraph {
  /** Executes an operation of a subgraph. @throws OperatorError with its first error */
  ask<Data>(subgraph: string, operation: string, variables?: Record<string, unknown>): Promise<Data>;
  /** Executes a mutation about an import. @returns its payload @throws OperatorError with its problems */
  mutate<Payload>(mutation: string, selection: string, input: Record<string, unknown>): Promise<Payload>;
  /** Shows how far a work has got: a bar on a terminal, else lines. */
  readonly progress: { show(doing: string, done: number, total: number): void; done(): void };
}
