import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { setImmediate as turnOfLoop } from 'node:timers/promises';
import type { CardTurn } from '../../../src/chat/conversation.ts';
import { EditorModel, type MadeEdit, type WindowDocument } from '../../standIn/editorModel.ts';
import { Uri } from '../../standIn/uri.ts';
import '../../standIn/useStandIn.ts';
import { useEditor } from '../../standIn/vscode.ts';
import { pick, random } from '../random.ts';

const vscode = await import('vscode');
const { applyRewrite } = await import('../../../src/vscode/rewrite/applyRewrite.ts');
const { applyEdit, takeSnapshot } = await import('../../../src/vscode/services/edits.ts');
const { turnOf } = await import('../../editor/rewriteTurn.ts');

/** How many are tried: always the same, but for the long run, which begins with a seed of its own. */
const shortRun = 1_000;
const count = Number(process.env['GLOSS_INTERLEAVINGS'] ?? shortRun);
const first = Number(process.env['SEED'] ?? (count > shortRun ? Date.now() % 2 ** 31 : 1));

describe('random interleavings of what a user does with an edit', () => {
  after(() => useEditor());

  it('lose no character, and make each edit whole, in one step, or not at all', async test => {
    const ends = new Map<string, number>();
    for (let seed = first; seed < first + count; seed++) {
      try {
        for (const end of await play(seed)) ends.set(end, (ends.get(end) ?? 0) + 1);
      } catch (error) {
        throw new Error(`The interleaving of seed ${seed} goes wrong.`, { cause: error });
      }
    }
    const said = [...ends].map(([end, times]) => `${end} ${times}`).join(', ');
    test.diagnostic(`${count} interleavings from seed ${first} on: ${said}`);
    assert.deepEqual([...ends.keys()].sort(), ['applied', 'changed', 'gone', 'refused']);
  });
});

/** Lets a result come while the user goes on. @returns how each attempt to write it has ended. */
async function play(seed: number): Promise<string[]> {
  const next = random(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  const model = new EditorModel();
  useEditor(model);
  const eol = pick(['\n', '\r\n'], next);
  const lines = Array.from({ length: 3 + below(4) }, (_, line) => `first${line} word${line} last${line}`);
  let uri = Uri.file('/a/file');
  model.writeFile(uri, lines.join(eol) + eol);
  let there = model.openInWindow(uri);
  if (!there) throw new Error('No document.');
  model.show(there, true);
  await settle(model);
  const [document] = vscode.workspace.textDocuments;
  if (!document) throw new Error('No document.');

  const results = lines.flatMap((_, line): [InstanceType<typeof vscode.Range>, string][] => {
    const range = new vscode.Range(
      line,
      pick([0, `first${line} `.length], next),
      line,
      lines[line]?.length ?? 0,
    );
    const source = document.getText(range);
    const rewritten = pick([source.toUpperCase(), `(${source})`, `${source}\n\n`, '', 'A\r\nB'], next);
    return below(3) === 0 ? [[range, rewritten]] : [];
  });
  if (results.length === 0) return [];
  const turn = turnOf(document, results);
  const snapshot = takeSnapshot(document);
  const isRewrite = below(3) > 0;
  const attempt = async (): Promise<string> =>
    isRewrite
      ? applyRewrite(turn)
      : applyEdit(
          snapshot,
          results.map(([range, text]) => ({ range, text })),
        );

  const made: MadeEdit[] = [];
  model.onMade(edit => {
    if (edit.by === 'host') made.push(edit);
  });

  const attempts: Promise<string>[] = [];
  let typed = 0;
  const act: Record<string, (there: WindowDocument) => void> = {
    type(there) {
      typed += 1;
      const at = below(there.text.length + 1);
      if (there.text[at - 1] === '\r') return;
      model.edit(
        there,
        [{ start: at, end: at, text: pick([`«${typed}»`, `${eol}x${typed}`, 'y'], next) }],
        'user',
      );
    },
    typeAtStart: there => model.edit(there, [{ start: 0, end: 0, text: `new${eol}` }], 'user'),
    delete(there) {
      const start = below(there.text.length);
      model.edit(there, [{ start, end: start + 1, text: '' }], 'user');
    },
    undo: there => model.undo(there),
    hide: there => model.show(there, false),
    show: there => model.show(there, true),
    save: there => model.save(there),
    close: there => model.close(there),
    rename(there) {
      uri = Uri.file(`/a/file${below(3)}`);
      if (uri.toString() !== there.uri.toString()) model.rename(there, uri);
    },
    lock(there) {
      there.isReadOnly = !there.isReadOnly;
    },
  };
  const often = ['type', 'type', 'type', 'typeAtStart', 'delete', 'undo', 'undo'];
  const seldom = ['hide', 'show', 'save', 'close', 'rename', 'lock'];
  const start = () => attempts.push(attempt());
  for (let steps = 4 + below(30); steps > 0; steps--) {
    const what = below(10);
    if (what < 2) {
      there = model.inWindow(uri) ?? (below(4) === 0 ? model.openInWindow(uri) : undefined);
      const types = below(3) > 0;
      // What cannot be edited the user cannot edit either.
      if (there && !(types && there.isReadOnly)) act[pick(types ? often : seldom, next)]?.(there);
    } else if (what < 3 && attempts.length < 2) start();
    else model.deliver(pick(['host', 'window'], next));
    await turnOfLoop();
  }
  await settle(model);
  // In peace, and more than once: what is there already is not to come again.
  const isThere = () => {
    const text = model.inWindow(uri)?.text;
    return text !== undefined && !model.inWindow(uri)?.isReadOnly && isApplicable(text, turn, eol);
  };
  for (let quiet = 0; quiet < 2; quiet++) {
    const isDue = isRewrite && uri.path === '/a/file' && isThere();
    start();
    await settle(model);
    if (isDue) assert.equal(await attempts.at(-1), 'applied', 'in peace');
  }
  const ends = await Promise.all(attempts);
  for (const { before, after } of made) {
    if (!isRewrite) assert.equal(before, snapshot.text, 'it is as it was');
    assert.equal(after, rewritten(before, turn, eol), 'all of it, and nothing else');
  }
  // Two attempts at once may both find that it was made.
  const applied = ends.filter(end => end === 'applied').length;
  const edits = made.length;
  assert.ok(edits <= applied && edits > 0 === applied > 0, `${edits} made: ${ends.join(', ')}`);
  return ends;
}

/** Lets everything arrive. */
async function settle(model: EditorModel): Promise<void> {
  do await turnOfLoop();
  while (model.deliver('window') || model.deliver('host'));
}

/** What a rewrite makes of a text, in which each of its sources stands once. */
function rewritten(before: string, turn: CardTurn, eol: string): string {
  let after = before;
  for (const { source, result } of partsOf(turn, eol)) {
    assert.equal(after.split(source).length, 2, `${JSON.stringify(source)} stands there once`);
    assert.ok(!result.includes(source) || !before.includes(result), 'it was not there yet');
    after = after.replace(source, () => result);
  }
  return after;
}

/** Whether every source stands alone in a text that the rewrite has not come to. */
function isApplicable(text: string, turn: CardTurn, eol: string): boolean {
  return partsOf(turn, eol).every(({ source, result }) => {
    const [before, after, ...more] = text.split(source);
    const isAlone = !/[\p{L}\p{N}_]$/u.test(before ?? '') && !/^[\p{L}\p{N}_]/u.test(after ?? '');
    return after !== undefined && more.length === 0 && isAlone && !text.includes(result);
  });
}

function partsOf({ question, cards }: CardTurn, eol: string): { source: string; result: string }[] {
  return question.attachments.flatMap(({ text: source }, index) => {
    const card = cards[index];
    return card?.kind === 'rewrite' ? [{ source, result: card.text.replace(/\r\n|\r|\n/g, eol) }] : [];
  });
}
