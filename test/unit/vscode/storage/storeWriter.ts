import { writeSync } from 'node:fs';
import { pick, random } from '../../random.ts';
import {
  attach,
  type Confirmed,
  learn,
  openKept,
  pay,
  saveTags,
  talk,
  translate,
  workOnBatch,
} from './kept.ts';

// `node storeWriter.ts <folder> <seed>` keeps what a busy window would, all at once and for as long as it lives, and prints a
// line of JSON for whatever is on disk.

const [folder = '', seed = ''] = process.argv.slice(2);
const next = random(Number(seed));
const below = (limit: number) => Math.floor(next() * limit);
const kept = openKept(folder);
const own = crypto.randomUUID();
const name = () => `${own} ${below(1e9)}`;

function confirm(what: Confirmed): void {
  writeSync(1, `${JSON.stringify(what)}\n`);
}

confirm({ did: 'begin' });
await Promise.all([
  forever(async () => {
    // A picture takes more than the system writes at once.
    const question = `q${name()} ${'?'.repeat(below(8) === 0 ? below(1_200_000) : below(200))}`;
    const pieces = Array.from({ length: below(6) }, name);
    for await (const said of talk(kept, pick(['open', 'open', 'new'], next), question, pieces)) confirm(said);
  }),
  forever(async () => confirm(await pay(kept, pick(['one', 'other'], next)))),
  forever(async () => confirm(await translate(kept, name(), 'x'.repeat(below(2_000))))),
  forever(async () => confirm(await learn(kept, name()))),
  forever(async () => confirm(await saveTags(kept, name()))),
  forever(async () => confirm(await attach(kept, own, below(8) === 0 ? undefined : name()))),
  forever(async () => {
    for (const done of await workOnBatch(kept, Array.from({ length: below(4) }, name))) confirm(done);
  }),
]);

async function forever(work: () => Promise<void>): Promise<never> {
  for (;;) {
    await work();
    // Others have to come to their turn.
    await new Promise(resolve => setTimeout(resolve, below(8)));
  }
}
