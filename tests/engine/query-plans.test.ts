import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrations } from '../../db/migrate.ts';
import { callEveryMethod } from '../support/every-method.ts';

/**
 * The plans that SQLite chooses for what the engine asks, so that a changed query or a lost index
 * does not turn the reading of one draft into the reading of all. Statistics are never gathered, so
 * the plans are those of any workspace.
 */
async function collectPlans(): Promise<Map<string, string[]>> {
  const { services } = await callEveryMethod();
  const sqlite = new Sqlite(':memory:');
  makeTables(sqlite);
  const asked = services.workspace.preparedStatements().filter((sql) => /^\s*(SELECT|WITH|UPDATE|DELETE)/.test(sql));
  const plans = asked.map((sql): [string, string[]] => {
    const unbound = sql.replaceAll('?', 'NULL').replaceAll(/:\w+/g, 'NULL');
    const rows = sqlite.prepare(`EXPLAIN QUERY PLAN ${unbound}`).all() as { detail: string }[];
    return [sql.replace(/\s+/g, ' ').trim(), rows.map((row) => row.detail)];
  });
  sqlite.close();
  return new Map(plans);
}

function makeTables(sqlite: Sqlite.Database): void {
  for (const migration of migrations) {
    migration({
      exec: (script) => void sqlite.exec(script),
      run: (sql, ...parameters) => sqlite.prepare(sql).run(...parameters).changes,
      all: <Row>(sql: string) => sqlite.prepare(sql).all() as Row[],
    });
  }
}

/** Tables that grow with every draft and every change. */
const growing =
  /^SCAN (draft_clause|clause_version|clause|lineage|position|contested_term|change|file|draft|pending_change|draft_reading|batch|later|former)\b/;

/** Read whole on purpose: the log's own check and its last entry, by its key or the index it is asked through. */
const meant = [
  'SELECT count(*) AS count FROM batch',
  'SELECT id, hash FROM batch ORDER BY id DESC LIMIT 1',
  'SELECT min(batch_id) AS id FROM change WHERE batch_id NOT IN (SELECT id FROM batch)',
  "SELECT id FROM batch WHERE kind = 'create' ORDER BY id LIMIT 1",
];

test('nothing the engine asks reads a growing table from end to end', async () => {
  const plans = await collectPlans();
  expect(plans.size).toBeGreaterThan(40);
  const scans = [...plans]
    .filter(([sql]) => !meant.includes(sql))
    .flatMap(([sql, plan]) => plan.filter((step) => growing.test(step)).map((step) => `${step}: ${sql}`));
  expect(scans).toEqual([]);
});

const pinned: readonly (readonly [what: string, sql: RegExp, plan: readonly string[]])[] = [
  [
    'a draft is read in order, with no sorting',
    /SELECT .*, content FROM draft_clause JOIN clause_version .* ORDER BY ordinal/,
    [
      'SEARCH draft_clause USING PRIMARY KEY (draft_id=?)',
      'SEARCH clause_version USING INDEX sqlite_autoindex_clause_version_1 (hash=?)',
    ],
  ],
  [
    'a clause of a draft is found by both keys',
    /SELECT \* FROM draft_clause WHERE clause_id = :clauseId AND draft_id = :draftId/,
    ['SEARCH draft_clause USING INDEX draft_clause_clause (clause_id=? AND draft_id=?)'],
  ],
  [
    'what can be undone is found from the newest on',
    /SELECT id, method FROM batch .* ORDER BY id DESC LIMIT 1/,
    [
      'SEARCH batch USING INDEX batch_matter (matter_id=? AND kind=?)',
      'CORRELATED SCALAR SUBQUERY 1',
      'SEARCH later USING INDEX batch_target (target=?)',
    ],
  ],
  [
    'a batch’s changes are read in order',
    /SELECT id, batch_id, .* FROM change WHERE batch_id = :batchId ORDER BY id/,
    ['SEARCH change USING INDEX change_batch (batch_id=?)'],
  ],
  [
    'the newest position is the first one found',
    /SELECT \* FROM position .* ORDER BY ordinal DESC LIMIT 1/,
    ['SEARCH position USING INDEX sqlite_autoindex_position_2 (term_id=? AND party_id=?)'],
  ],
  [
    'the latest draft is the first one found',
    /SELECT \* FROM draft WHERE document_id = :documentId ORDER BY round DESC LIMIT 1/,
    ['SEARCH draft USING INDEX sqlite_autoindex_draft_2 (document_id=?)'],
  ],
];

test('the plans of the hot reads', async () => {
  const plans = [...(await collectPlans())];
  for (const [what, sql, expected] of pinned) {
    const found = plans.filter(([text]) => sql.test(text)).map(([, plan]) => plan);
    expect(found, what).toEqual([expected]);
  }
});

test('the clauses that differ are found without reading a word of those that do not', async () => {
  const [plan = []] = [...(await collectPlans())]
    .filter(([sql]) => sql.startsWith('WITH chosen'))
    .map(([, steps]) => steps);
  const reading = plan.flatMap((step, at) => (step.includes('clause_version') ? [at] : []));
  const narrowed = plan.findIndex((step) => step.startsWith('SCAN differing'));
  expect(plan).toContain('MATERIALIZE differing');
  expect(reading).toHaveLength(1);
  expect(narrowed).toBeGreaterThan(0);
  expect(reading[0]).toBeGreaterThan(narrowed);
});

test('removing a row, as undo does, looks up what refers to it through an index', () => {
  const sqlite = new Sqlite(':memory:');
  makeTables(sqlite);
  const neverRemoved = ['matter', 'party', 'file', 'clause_version', 'batch'];
  const references = sqlite
    .prepare(
      `SELECT child.name AS child, key."from" AS column, key."table" AS parent
       FROM pragma_table_list AS child JOIN pragma_foreign_key_list(child.name) AS key WHERE child.schema = 'main'`,
    )
    .all() as { child: string; column: string; parent: string }[];
  const checked = references.filter(({ parent }) => !neverRemoved.includes(parent));
  expect(checked.length).toBeGreaterThan(8);
  for (const { child, column } of checked) {
    const plan = sqlite.prepare(`EXPLAIN QUERY PLAN SELECT 1 FROM ${child} WHERE ${column} = ?`).all('x') as {
      detail: string;
    }[];
    expect(plan.map((step) => step.detail).join(), `${child}.${column}`).toMatch(/^SEARCH/);
  }
  sqlite.close();
});
