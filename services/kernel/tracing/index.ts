import 'reflect-metadata';

export { OtlpExporter, type OtlpOptions } from './otlp-exporter.js';
export {
  Tracer,
  codeOf,
  inSpan,
  type Attributes,
  type FinishedSpan,
  type Span,
  type SpanExporter,
} from './tracer.js';
