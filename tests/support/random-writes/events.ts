import { COUNTRIES, FACT, THEMES, deleted, renamed, type Write } from './write-context.js';

const GROUP_CODES = ['BJ', 'SN', 'ML', 'MA'];

export const events: Write[] = [
  ({ born, random, run }) =>
    run(
      `INSERT INTO event (id, kind, title_fr, start_date, end_date, time_zone, mode, country_group_code, country_codes, status, conflicts, search_text, sources, confidence)
       VALUES ($1, 'WEBINAR', $2, '2026-05-01', '2026-05-02', 'Europe/Paris', 'ONLINE', $3, $4, 'SCHEDULED', '[]', '', ${FACT})`,
      [
        born('Event'),
        random.word(),
        random.chance(0.5) ? random.pick(GROUP_CODES) : null,
        random.some(COUNTRIES, 2),
      ],
    ),
  ({ any, random, run }) =>
    run('UPDATE event SET status = $2, title_fr = $3 WHERE id = $1', [
      any('Event'),
      random.pick(['HELD', 'CANCELLED', 'POSTPONED']),
      random.word(),
    ]),
  ({ any, run }) =>
    run(
      `INSERT INTO event_participant (event_id, authority_id, role, sources, confidence) VALUES ($1, $2, 'CHAIR', ${FACT})`,
      [any('Event'), any('Authority')],
    ),
  ({ any, run }) =>
    run('UPDATE event_participant SET event_id = $2 WHERE event_id = $1', [any('Event'), any('Event')]),
  deleted('event', 'Event', ['event_participant WHERE event_id']),
  ({ born, random, run }) =>
    run(
      `INSERT INTO news_item (id, title_fr, url, theme_codes, country_codes, documents, search_text, sources, confidence)
       VALUES ($1, $2, 'https://example.org', $3, $4, '[]', '', ${FACT})`,
      [born('NewsItem'), random.word(), random.some(THEMES, 2), random.some(COUNTRIES, 2)],
    ),
  renamed('news_item', 'NewsItem', 'title_en = $2'),
  deleted('news_item', 'NewsItem'),
  renamed('resource', 'Resource', 'title_en = $2'),
];
