import { createServer } from 'node:http';
import pg from 'pg';

// The floor: the least that can give the answer of question 1. node:http, five statements, JSON.stringify; no limits,
// no planning, no identity, no other question. Runs as a process of its own and prints its port.

const pool = new pg.Pool({
  connectionString: process.argv[2]!,
  max: 10,
  options: '-c jit=off -c timezone=UTC',
});
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

const page = `SELECT e.id, e.title_fr AS title, e.basis, e.authority_id, e.theme_code, e.country_codes, e.authority_country_codes, e.evidence_ids,
    e.sources, e.as_of, e.confidence
  FROM expertises.expertise e
  WHERE e.theme_code IN (SELECT unnest(subtree_codes) FROM expertises.theme WHERE code = $1) AND e.authority_country_codes && ARRAY[$2]::text[]
  ORDER BY e.theme_code, e.id LIMIT 21`;
const total = `SELECT count(*)::int AS count FROM expertises.expertise e
  WHERE e.theme_code IN (SELECT unnest(subtree_codes) FROM expertises.theme WHERE code = $1) AND e.authority_country_codes && ARRAY[$2]::text[]`;
const authorities = `SELECT a.id, a.kind, a.name, a.siren, a.population, a.population_year AS "populationYear",
    CASE WHEN d.code IS NULL THEN NULL ELSE jsonb_build_object('code', d.code, 'name', d.name) END AS department,
    CASE WHEN r.code IS NULL THEN NULL ELSE jsonb_build_object('code', r.code, 'name', r.name) END AS region
  FROM authorities.authority a LEFT JOIN authorities.department d ON d.code = a.department_code LEFT JOIN authorities.region r ON r.code = a.region_code
  WHERE a.id = ANY($1::uuid[])`;
const labels = `SELECT 'theme' AS kind, code, name_fr AS fr, name_en AS en FROM expertises.theme WHERE code = ANY($1)
  UNION ALL SELECT 'country', code, name_fr, name_en FROM country_groups.country WHERE code = ANY($2)`;
const evidence = `SELECT p.id, p.kind, p.title_fr AS title, p.start_year AS "startYear", p.status_in_source AS "statusInSource", p.country_code,
    p.sources, p.as_of, p.confidence,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('name', f.name) ORDER BY l.position), '[]') FROM cooperations.partnership_foreign_authority l
      JOIN authorities.foreign_authority f ON f.id = l.foreign_authority_id WHERE l.partnership_id = p.id) AS "foreignAuthorities"
  FROM cooperations.partnership p WHERE p.id = ANY($1::uuid[])`;

interface Fact {
  sources: { title: string; url: string | null }[];
  as_of: string | null;
  confidence: string;
}
const provenance = (row: Fact) => ({
  source: { title: row.sources[0]!.title, url: row.sources[0]!.url },
  asOf: row.as_of,
  confidence: row.confidence,
});

const rows = async (name: string, text: string, values: unknown[]) =>
  (await pool.query({ name, text, values })).rows;

async function answer(theme: string, country: string): Promise<object> {
  const [found, [count]] = await Promise.all([
    rows('page', page, [theme, country]),
    rows('total', total, [theme, country]),
  ]);
  const shown = found.slice(0, 20);
  const [bodies, proofs] = await Promise.all([
    rows('authorities', authorities, [shown.map((row) => row.authority_id)]),
    rows('evidence', evidence, [shown.flatMap((row) => row.evidence_ids)]),
  ]);
  const codes = [
    ...new Set([
      ...shown.flatMap((row) => row.authority_country_codes),
      ...proofs.map((row) => row.country_code),
    ]),
  ];
  const names = await rows('labels', labels, [shown.map((row) => row.theme_code), codes]);
  const themes = new Map(
    names
      .filter((row) => row.kind === 'theme')
      .map((row) => [row.code, { code: row.code, nameFr: row.fr, nameEn: row.en }]),
  );
  const countries = new Map(
    names.filter((row) => row.kind === 'country').map((row) => [row.code, { code: row.code, name: row.fr }]),
  );
  const authorityById = new Map(bodies.map((row) => [row.id, row]));
  const evidenceById = new Map(
    proofs.map(({ country_code, sources, as_of, confidence, ...row }) => [
      row.id,
      {
        ...row,
        country: countries.get(country_code),
        provenance: provenance({ sources, as_of, confidence }),
      },
    ]),
  );
  return {
    data: {
      expertises: {
        totalCount: count.count,
        nodes: shown.map((row) => ({
          id: row.id,
          title: row.title,
          basis: row.basis,
          authority: authorityById.get(row.authority_id),
          theme: themes.get(row.theme_code),
          countriesOfExperience: row.country_codes.map((code: string) => countries.get(code)),
          countriesOfAuthority: row.authority_country_codes.map((code: string) => countries.get(code)),
          evidence: row.evidence_ids.map((id: string) => evidenceById.get(id)),
          provenance: provenance(row),
        })),
      },
    },
  };
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
    variables: { theme: string; country: string };
  };
  const text = JSON.stringify(await answer(variables.theme, variables.country));
  response.writeHead(200, { 'content-type': 'application/json' }).end(text);
});
server.listen(0, '127.0.0.1', () =>
  console.log(`Floor at port ${(server.address() as { port: number }).port}`),
);
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void pool.end();
});
