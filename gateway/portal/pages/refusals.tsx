import type { PublicResult } from '../../http/public-graph.js';
import type { Page, View } from '../page.js';

/** Why there is no page. */
export interface Refusal {
  kind: 'NOT_FOUND' | 'BAD_REQUEST' | 'TOO_MANY' | 'UNAVAILABLE';
  status: number;
  /** What the graph says of it, in the language of the reader. */
  reason?: string;
  /** Seconds after which it is worth trying again. */
  retryAfter?: number;
}

const RETRY_SECONDS = 30;

/** Why a result of the graph is no page. @returns undefined for one that is, even if parts of it are missing */
export function refusalOf({ data, errors, status }: PublicResult): Refusal | undefined {
  const [error] = errors ?? [];
  if (!error) return undefined;
  const { code, retryAfter } = (error.extensions ?? {}) as { code?: string; retryAfter?: number };
  if (code === 'RATE_LIMITED')
    return { kind: 'TOO_MANY', status: 429, reason: error.message, retryAfter: retryAfter ?? RETRY_SECONDS };
  if (code === 'BAD_USER_INPUT' || code === 'OPERATION_LIMIT_EXCEEDED')
    return { kind: 'BAD_REQUEST', status: 400, reason: error.message };
  const isEmpty = !data || Object.values(data).every((value) => value === null);
  if (status === undefined && !isEmpty) return undefined;
  return { kind: 'UNAVAILABLE', status: 503, retryAfter: RETRY_SECONDS };
}

/** The page that says what happened and what to do. */
export function refusalPage({ kind, status, reason }: Refusal, view: View): Page {
  const title = view.t(`refusal.${kind}`);
  return {
    title,
    description: title,
    status,
    body: (
      <>
        <h1>{title}</h1>
        <p>{view.t(`refusal.${kind}.help`)}</p>
        {reason && <p class="notice">{reason}</p>}
        <ul>
          <li>
            <a href={view.url('/')}>{view.t('nav.home')}</a>
          </li>
          <li>
            <a href={view.url('/search')}>{view.t('nav.search')}</a>
          </li>
        </ul>
      </>
    ),
  };
}
