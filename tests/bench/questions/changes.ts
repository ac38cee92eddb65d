import { exampleOf } from './example.js';
import { by } from './rows.js';
import type { Question, Row } from './question.js';

const feedOf = (schema: string, type: string) =>
  `SELECT transaction::text AS transaction, number::text AS number, type, entity_id AS "entityId", operation, changed_at AS "changedAt"
  FROM ${schema}.change WHERE (transaction, number) > ('0'::xid8, 0::bigint) AND transaction < pg_snapshot_xmin(pg_current_snapshot())
    AND type = '${type}' AND changed_at >= $1::timestamptz ORDER BY change.transaction, change.number LIMIT $2`;
const feeds = [
  { subgraph: 'authorities', type: 'Authority', text: feedOf('authorities', 'Authority') },
  { subgraph: 'cooperations', type: 'Partnership', text: feedOf('cooperations', 'Partnership') },
];
const authorities = `SELECT a.id, a.name, a.valid_to AS "validTo", s.id AS successor_id, s.name AS successor_name
  FROM authorities.authority a LEFT JOIN authorities.authority s ON s.id = a.successor_id WHERE a.id = ANY($1::uuid[])`;
const partnerships = `SELECT id, kind, start_year AS "startYear", status_in_source AS "statusInSource" FROM cooperations.partnership WHERE id = ANY($1::uuid[])`;

/** Question 14: the first page of a partner's copy. */
export const changes: Question = {
  name: 'changes',
  title: 'changes, a page of 100 with the things themselves',
  graph: exampleOf('q14'),
  async floor(statement, { since, first }) {
    const found = await Promise.all(
      feeds.map(({ subgraph, text }) => statement(`changes of ${subgraph}`, text, [since, first + 1])),
    );
    const merged: Row[] = [];
    while (merged.length < first) {
      const [earliest] = found.filter(({ length }) => length).sort(([a], [b]) => a!.changedAt - b!.changedAt);
      if (!earliest) break;
      merged.push(earliest.shift()!);
    }
    const idsOf = (type: string) => [
      ...new Set(merged.filter((row) => row.type === type).map((row) => row.entityId)),
    ];
    const [bodies, works] = await Promise.all([
      statement('changed authorities', authorities, [idsOf('Authority')]),
      statement('changed partnerships', partnerships, [idsOf('Partnership')]),
    ]);
    const partnershipOf = by('id', works);
    const authorityOf = by('id', bodies);
    const entityOf = ({ type, entityId }: Row) => {
      if (type === 'Partnership') {
        const { id: _, ...partnership } = partnershipOf.get(entityId)!;
        return { __typename: type, ...partnership };
      }
      const { name, validTo, successor_id: id, successor_name } = authorityOf.get(entityId)!;
      const successor = id && { id, name: successor_name };
      return { __typename: type, name, isCurrent: validTo === null, validTo, successor };
    };
    const nodes = merged.map(({ transaction, number, changedAt, ...change }) => {
      const subgraph = feeds.find(({ type }) => type === change.type)!.subgraph;
      const id = Buffer.from(`${subgraph} ${transaction} ${number}`).toString('base64url');
      return { id, ...change, changedAt: changedAt.toISOString(), entity: entityOf(change) };
    });
    return { changes: { nodes } };
  },
};
