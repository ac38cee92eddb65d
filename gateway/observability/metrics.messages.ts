/** Messages of the port that serves metrics. */
export const METRICS_MESSAGES = {
  METRICS_TOKEN: {
    en: 'Send the METRICS_TOKEN of this graph as a bearer token.',
    fr: 'Envoyez le METRICS_TOKEN de ce graphe comme « bearer token ».',
  },
  ONLY_METRICS: {
    en: 'Metrics are at /metrics, and nothing else is here.',
    fr: 'Les métriques sont à /metrics, et rien d’autre n’est ici.',
  },
  FAILED: {
    en: 'The metrics could not be read.',
    fr: 'Les métriques n’ont pas pu être lues.',
  },
} as const;
