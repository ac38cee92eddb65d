import 'reflect-metadata';

export { CLOSING_MS, OtlpExporter, type OtlpOptions } from './otlp-exporter.js';
export {
  Tracer,
  codeOf,
  inSpan,
  type Attributes,
  type FinishedSpan,
  type Span,
  type SpanExporter,
} from './tracer.js';
