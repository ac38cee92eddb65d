import type { SubgraphCall, SubgraphClient } from '#kernel/auth';
import { OtlpExporter, Tracer, codeOf } from '#kernel/tracing';
import type { Bootstrap } from '../bootstrap/bootstrap.js';
import { hashOf } from '../operation/document-ids.js';
import type { OperationObserver } from '../operation/record.js';

/** Opens the tracer of this process where OTEL_EXPORTER_OTLP_ENDPOINT is set; what waits is sent before the program ends. */
export function openTracer(
  { config, shutdownHooks, log }: Pick<Bootstrap, 'config' | 'shutdownHooks' | 'log'>,
  service: string,
): Tracer | undefined {
  const { otlpEndpoint: endpoint, traceRatio } = config;
  if (endpoint === undefined) return undefined;
  const exporter = new OtlpExporter({ endpoint, service, log });
  shutdownHooks.add(() => exporter.close());
  return new Tracer(exporter, traceRatio);
}

/** Ends the span of each operation with what is known of it. */
export const operationSpans: OperationObserver = {
  observe({ caller, text, ...record }, codes) {
    caller.span?.end?.({
      name: record.type === undefined ? 'operation' : `${record.type} ${record.name ?? ''}`.trim(),
      error: codes[0],
      attributes: {
        'passerelle.request_id': caller.requestId,
        'passerelle.cost': record.cost,
        'passerelle.cache': record.cache,
        'passerelle.sql_statements': caller.statistics?.sqlStatements ?? 0,
        ...(record.name === undefined ? {} : { 'graphql.operation.name': record.name }),
        ...(record.type === undefined ? {} : { 'graphql.operation.type': record.type }),
        ...(text === undefined ? {} : { 'graphql.document.hash': `sha256:${hashOf(text)}` }),
      },
    });
  },
};

/** A client whose calls are spans, with the time on the way to the subgraph. */
export const tracedClient = <Client extends SubgraphClient>(client: Client): Client => ({
  ...client,
  async execute(call: SubgraphCall) {
    const span = call.caller.span?.child(`call ${client.name}`, 'CLIENT', {
      'passerelle.subgraph': client.name,
    });
    if (!span) return client.execute(call);
    try {
      const result = await client.execute({ ...call, caller: { ...call.caller, span } });
      const [error] = result.errors ?? [];
      span.end({ error: error && codeOf(error) });
      return result;
    } catch (error) {
      span.end({ error: codeOf(error) });
      throw error;
    }
  },
});
