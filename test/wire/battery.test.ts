import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { citations } from './cases/citations.ts';
import { endings } from './cases/endings.ts';
import { errors } from './cases/errors.ts';
import { framing } from './cases/framing.ts';
import { text } from './cases/text.ts';
import { tools } from './cases/tools.ts';
import { faultsIn, ofBareClient, ofGloss } from './outcome.ts';
import type { WireCase } from './wireCase.ts';
import { startWireServer, type WireServer } from './wireServer.ts';

const groups: Readonly<Record<string, readonly WireCase[]>> = {
  framing,
  text,
  endings,
  errors,
  tools,
  citations,
};
const cases = Object.entries(groups).flatMap(([group, members]) =>
  members.map(member => ({ ...member, name: `${group}: ${member.name}` })),
);
/** Most of the time is spent waiting for those that say nothing more. */
const atOnce = 40;
/** Whether somebody else's mistakes are counted, too: not while Gloss's own tests are tried out. */
const compares = process.env['GLOSS_MUTANT'] === undefined;

interface Row {
  name: string;
  gloss: string[];
  bare: string[];
}

describe('a battery of scripted replies', () => {
  it('has at least 160 different ones', () => {
    assert.ok(new Set(cases.map(({ name }) => name)).size === cases.length && cases.length >= 160);
  });

  it('is read right, every one of them', async test => {
    await using server = await startWireServer();
    const rows = await playAll(server);
    const wrong = (who: 'gloss' | 'bare') => rows.filter(row => row[who].length > 0).length;
    for (const { name, gloss, bare } of rows) {
      if (gloss.length + bare.length === 0) continue;
      test.diagnostic(
        `${name} | Gloss ${gloss.join('; ') || 'right'} | openai ${bare.join('; ') || 'right'}`,
      );
    }
    test.diagnostic(
      `wire: of ${rows.length} scripted replies Gloss gets ${wrong('gloss')} wrong, the bare openai package ${wrong('bare')}`,
    );
    assert.deepEqual(
      rows.filter(({ gloss }) => gloss.length > 0).map(({ name, gloss }) => ({ name, gloss })),
      [],
    );
    assert.ok(
      !compares || wrong('bare') > 0,
      'a battery that finds nothing wrong with the bare client tests nothing',
    );
  });
});

async function playAll(server: WireServer): Promise<Row[]> {
  const waiting = [...cases];
  const rows: Row[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [gloss, bare] = await Promise.all([
        ofGloss(server, next),
        compares ? ofBareClient(server, next) : undefined,
      ]);
      const { name, required } = next;
      rows.push({ name, gloss: faultsIn(gloss, required), bare: bare ? faultsIn(bare, required) : [] });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return rows.sort((one, other) => one.name.localeCompare(other.name));
}
