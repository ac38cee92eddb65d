import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openPool } from '#kernel/database';
import { newId } from '#kernel/values';
import * as allSubgraphs from '#subgraphs';
import type { PoolClient } from 'pg';

// Change events that the triggers write into the outbox, read from its table.
const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
const pools = {
  authorities: openPool(allSubgraphs.authorities, { ...database, poolSize: 4 }),
};
const FACT = `'[{"title":"test"}]', 'ILLUSTRATIVE'`;
let one: PoolClient;
let other: PoolClient;
let ids: string[] = [];

beforeEach(async () => {
  one = await pools.authorities.connect();
  other = await pools.authorities.connect();
});
afterEach(async () => {
  one.release(true);
  other.release(true);
  await pools.authorities.query('DELETE FROM authority_alias WHERE authority_id = ANY($1)', [ids]);
  await pools.authorities.query('DELETE FROM authority WHERE id = ANY($1)', [ids]);
  ids = [];
});
afterAll(() => Promise.all(Object.values(pools).map((pool) => pool.end())));

async function add(client: PoolClient, id = newId('Authority'), validTo: string | null = null) {
  ids.push(id);
  await client.query(
    `INSERT INTO authority (id, key, kind, name, department_codes, valid_to, search_text, sources, confidence)
     VALUES ($1, $2, 'OTHER_BODY', 'before', '{}', $3, '', ${FACT})`,
    [id, `TEST-${id}`, validTo],
  );
  return id;
}

const rename = (client: PoolClient, id: string, name: string) =>
  client.query('UPDATE authority SET name = $2 WHERE id = $1', [id, name]);
const addAlias = (client: PoolClient, id: string, name: string) =>
  client.query(
    `INSERT INTO authority_alias (authority_id, kind, name, sources, confidence) VALUES ($1, 'OTHER_NAME', $2, ${FACT})`,
    [id, name],
  );
const remove = (client: PoolClient, id: string) => client.query('DELETE FROM authority WHERE id = $1', [id]);

/** Change events of an entity in the order of readers: operation, name, aliases. */
async function told(id: string): Promise<string[]> {
  const { rows } = await pools.authorities.query<{ said: string }>(
    `SELECT concat_ws(' ', operation, coalesce(fields->>'name', 'nothing'),
       (SELECT string_agg(a->>'name', '+') FROM jsonb_array_elements(fields->'aliases') a)) AS said
     FROM change WHERE type = 'Authority' AND entity_id = $1 ORDER BY transaction, number`,
    [id],
  );
  return rows.map(({ said }) => said);
}

async function together(client: PoolClient, work: () => Promise<unknown>, end = 'COMMIT'): Promise<void> {
  await client.query('BEGIN');
  await work();
  await client.query(end);
}

describe('one transaction', () => {
  it('leaves one event of an entity, with its final state', async () => {
    let id = '';
    await together(one, async () => {
      id = await add(one);
      await addAlias(one, id, 'A');
      await rename(one, id, 'after');
      await addAlias(one, id, 'B');
      await one.query(`DELETE FROM authority_alias WHERE authority_id = $1 AND name = 'A'`, [id]);
    });
    expect(await told(id)).toEqual(['CREATED after B']);
  });

  it('that deletes what it created writes DELETED', async () => {
    let id = '';
    await together(one, async () => {
      id = await add(one);
      await remove(one, id);
    });
    expect(await told(id)).toEqual(['DELETED nothing']);
  });

  it('that recreates what it deleted writes UPDATED', async () => {
    const id = await add(one);
    await together(one, async () => {
      await remove(one, id);
      await add(one, id);
      await rename(one, id, 'again');
    });
    expect(await told(id)).toEqual(['CREATED before', 'UPDATED again']);
  });

  it('that closes an entity writes CLOSED, whatever else it does', async () => {
    const id = await add(one);
    await together(one, async () => {
      await rename(one, id, 'closing');
      await one.query(`UPDATE authority SET valid_to = '2026-01-01' WHERE id = $1`, [id]);
      await rename(one, id, 'closed');
    });
    await rename(one, id, 'still closed');
    expect(await told(id)).toEqual(['CREATED before', 'CLOSED closed', 'UPDATED still closed']);
    expect(await told(await add(one, newId('Authority'), '2025-12-31'))).toEqual(['CLOSED before']);
  });

  it('that is rolled back leaves no event, wholly or in part', async () => {
    const id = await add(one);
    await together(one, () => rename(one, id, 'never'), 'ROLLBACK');
    await together(one, async () => {
      await rename(one, id, 'kept');
      await one.query('SAVEPOINT part');
      await rename(one, id, 'not kept');
      await addAlias(one, id, 'not kept');
      await one.query('ROLLBACK TO part');
    });
    expect(await told(id)).toEqual(['CREATED before', 'UPDATED kept']);
  });

  it('that moves a part writes an event for both entities', async () => {
    const [from, to] = [await add(one), await add(one)];
    await addAlias(one, from, 'moves');
    await one.query('UPDATE authority_alias SET authority_id = $2 WHERE authority_id = $1', [from, to]);
    expect(await told(from)).toEqual(['CREATED before', 'UPDATED before moves', 'UPDATED before']);
    expect(await told(to)).toEqual(['CREATED before', 'UPDATED before moves']);
  });

  it('that changes many entities in one statement writes an event for each', async () => {
    const many = [await add(one), await add(one), await add(one)];
    await one.query(`UPDATE authority SET name = 'all' WHERE id = ANY($1)`, [many]);
    for (const id of many) expect(await told(id)).toEqual(['CREATED before', 'UPDATED all']);
  });

  it('that changes nothing writes no event', async () => {
    const { rowCount } = await rename(one, newId('Authority'), 'nobody');
    const { rows } = await one.query(`SELECT FROM change WHERE fields->>'name' = 'nobody'`);
    expect([rowCount, rows.length]).toEqual([0, 0]);
  });
});

describe('two transactions', () => {
  it('that write one entity have events in that order, whichever began first', async () => {
    const [id, elsewhere] = [await add(one), await add(one)];
    await one.query('BEGIN');
    await rename(one, elsewhere, 'gives it a number');
    await rename(other, id, 'first');
    await rename(one, id, 'last');
    await one.query('COMMIT');
    expect((await told(id)).at(-1)).toBe('UPDATED last');
  });

  it('of which the older deletes the entity leave it deleted', async () => {
    const [id, elsewhere] = [await add(one), await add(one)];
    await one.query('BEGIN');
    await rename(one, elsewhere, 'gives it a number');
    await rename(other, id, 'last seen');
    await remove(one, id);
    await one.query('COMMIT');
    expect((await told(id)).at(-1)).toBe('DELETED nothing');
  });

  it('of which the older is rolled back leave the state of the younger', async () => {
    const [id, elsewhere] = [await add(one), await add(one)];
    await one.query('BEGIN');
    await rename(one, elsewhere, 'gives it a number');
    await rename(other, id, 'stays');
    await rename(one, id, 'goes');
    await one.query('ROLLBACK');
    expect(await told(id)).toEqual(['CREATED before', 'UPDATED stays']);
  });

  it('that write parts of one entity wait for each other, and the last event has both', async () => {
    const id = await add(one);
    await one.query('BEGIN');
    await other.query('BEGIN');
    await addAlias(one, id, 'A');
    const waiting = addAlias(other, id, 'B');
    await one.query('COMMIT');
    await waiting;
    await other.query('COMMIT');
    expect(await told(id)).toEqual(['CREATED before', 'UPDATED before A', 'UPDATED before A+B']);
  });
});

/** All fields of change events: a new field is a decision about what becomes public. */
const PUBLIC: Record<string, string> = {
  contract_authority:
    'id kind name shortName inseeCode siren departmentCode departmentCodes regionCode postalCodes population populationYear validFrom validTo successorId website aliases formerCodes formerNames groupIds memberIds code',
  contract_department: 'id code name regionCode authorityId',
  contract_region: 'id code name authorityId',
  contract_foreign_authority:
    'id name nameLanguage localName aliases translations kind countryCode subdivisionCode latitude longitude wikidataId nationalAssociation mergedIntoId withdrawnAt',
  contract_name_ambiguity: 'id mention candidateIds chosenId why',
  contract_partnership:
    'id titleFr titleEn kind countryCode countryCodes themeCodes startYear signedOn endDate statedEnd statusInSource asOf confidence amountEur frenchAuthorityIds foreignAuthorityIds foreignAuthorityKinds sourceTitles',
  contract_call_for_projects: 'id code nameFr nameEn kind countryCodes themeCodes opensOn closesOn resultsOn',
  contract_campaign: 'id code year nameFr nameEn applications laureatesCount decisionOn',
  contract_laureate:
    'id callCode campaignCode year titleFr titleEn frenchAuthorityIds foreignAuthorityIds countryCode partnershipId amountEur withdrawnAt',
  contract_cooperation_request:
    'id foreignAuthorityId countryCode themeCodes needFr needEn languages urgency openedOn expiresOn status urgencyLevel population answeredByIds expiresSoon',
  contract_expression_of_interest: '',
  contract_figure: 'id nameFr nameEn',
  contract_country: 'id code alpha3 numericCode nameFr nameEn aliases region subRegion leastDeveloped',
  contract_country_group: 'id code nameFr nameEn countryCodes createdOn lastActivityOn status closedOn',
  contract_country_group_term: 'id groupCode role authorityId seenOn startsOn endsOn',
  contract_event:
    'id kind titleFr titleEn startDate endDate startTime endTime timeZone mode place countryGroupCode countryCodes registrationDeadline status participants authorityId role',
  contract_news_item:
    'id titleFr titleEn publishedOn url themeCodes countryCodes countryGroupCode withdrawnAt',
  contract_resource:
    'id kind titleFr titleEn language date url licence themeCodes countryCodes countryGroupCode withdrawnAt',
  contract_theme: 'id code parentCode level nameFr nameEn pathCodes subtreeCodes dacCodes goalCodes',
  contract_dac_sector: 'id code nameFr nameEn status',
  contract_sustainable_development_goal: 'id code nameFr nameEn',
  contract_expertise:
    'id authorityId themeCode titleFr titleEn descriptionFr descriptionEn basis languages mobilisationModes countryCodes authorityCountryCodes evidenceIds withdrawnOn',
  contract_label_programme: 'id code nameFr nameEn launchedOn',
  contract_committee_session: 'id programmeCode announcedOn submissionsBefore heldOn',
  contract_label:
    'id expertiseId authorityId programmeCode sessionId awardedOn validFrom validUntil revokedOn transferredFromId transferredOn',
  // Private: only for those concerned.
  contract_label_application: '',
};

describe('the fields of change events', () => {
  const subgraphs = Object.values(allSubgraphs).filter(({ readModel }) => !readModel);

  it.each(subgraphs.map((subgraph) => [subgraph.name, subgraph] as const))(
    'of %s are those of the public contract, and no personal data',
    async (_, subgraph) => {
      const pool = openPool(subgraph, { ...database, poolSize: 1 });
      const { rows } = await pool.query<{ view: string; text: string }>(
        `SELECT viewname AS view, definition AS text FROM pg_views WHERE schemaname = current_schema()`,
      );
      const { rows: types } = await pool.query<{ type: string }>('SELECT DISTINCT type FROM change');
      await pool.end();
      expect(rows.length).toBeGreaterThanOrEqual(types.length);
      for (const { view, text } of rows) {
        const keys = [...new Set([...text.matchAll(/'(\w+)', /g)].map(([, key]) => key!))];
        expect({ view, keys: keys.sort() }).toEqual({
          view,
          keys: PUBLIC[view]?.split(' ').filter(Boolean).sort(),
        });
        expect({ view, of: keys.join(' ').match(/person|contact|mail|phone|note|address/gi) }).toEqual({
          view,
          of: null,
        });
        // Of sources, the titles alone.
        const rest = text.replace(/->> 'title'::text.*FROM jsonb_array_elements\(t\.sources\)/s, '');
        expect(rest).not.toMatch(/\b(person|contact|email|note|sources)\b/);
      }
    },
  );

  it('have one contract view for each recorded type', async () => {
    for (const subgraph of subgraphs) {
      const pool = openPool(subgraph, { ...database, poolSize: 1 });
      const { rows } = await pool.query(
        `SELECT type FROM (SELECT DISTINCT type FROM change) t
         WHERE to_regclass('contract_' || lower(regexp_replace(type, '([a-z])([A-Z])', '\\1_\\2', 'g'))) IS NULL`,
      );
      await pool.end();
      expect({ subgraph: subgraph.name, rows }).toEqual({ subgraph: subgraph.name, rows: [] });
    }
  });
});
