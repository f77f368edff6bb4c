import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { readConversation } from '../../src/chat/conversationFile.ts';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import { sharedEditor } from './harness/editorServer.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { openGloss } from './harness/openGloss.ts';
import { seededRandom } from './webview/random.ts';

/** How many streams are tried: always the same, but for the long run, which begins with a seed of its own. */
const shortRun = 4;
const count = Number(process.env['GLOSS_INTERRUPTIONS'] ?? shortRun);
const first = count > shortRun ? Date.now() % 2 ** 31 : 2;

/** Where the view is moved to: below the explorer, and beside the terminal. */
const destinations = ['workbench.view.explorer', 'terminal'] as const;
const moveTo = (destinationId: string) => ({
  command: 'vscode.moveViews',
  args: { viewIds: ['gloss.chat'], destinationId },
});
const keys = {
  'ctrl+alt+f1': { command: 'gloss.chat.focus' },
  'ctrl+alt+f2': { command: 'workbench.view.explorer' },
  'ctrl+alt+f3': { command: 'workbench.action.closeSidebar' },
  'ctrl+alt+f4': moveTo('workbench.view.extension.gloss'),
  'ctrl+alt+f11': moveTo(destinations[0]),
  'ctrl+alt+f12': moveTo(destinations[1]),
};

/** How the view is left, and come back to. */
const departures = {
  hide: ['Control+Alt+F2', 'Control+Alt+F1'],
  close: ['Control+Alt+F3', 'Control+Alt+F1'],
  moveBelow: ['Control+Alt+F11', 'Control+Alt+F4'],
  moveDown: ['Control+Alt+F12', 'Control+Alt+F4'],
} as const;

let endpoint: Endpoint;
let gloss: GlossWindow;
before(async () => {
  endpoint = await startEndpoint();
  gloss = await openGloss({
    endpoint,
    keybindings: Object.entries(keys).map(([key, binding]) => ({ key, ...binding })),
  });
  await gloss.openPanel();
});
after(async () => {
  await gloss.close();
  await endpoint.close();
});

/** Does something in the panel, again if that was just thrown away for another one. */
async function inPanel<Result>(act: (panel: Frame) => Promise<Result>): Promise<Result> {
  for (;;) {
    const panel = await gloss.panel();
    try {
      return await act(panel);
    } catch (error) {
      if (!panel.isDetached()) throw error;
    }
  }
}

interface Story {
  /** What the answer says: a paragraph, and code. */
  paragraph: string;
  code: string;
  /** The same as Markdown, in pieces. */
  deltas: string[];
  /** Before these pieces the stream waits: for the view to be left, and for it to come back. */
  stops: [number, number];
  /** It goes on while the view is about to be left, not only when it is. */
  hurries: boolean;
}

function storyOf(random: () => number): Story {
  const below = (limit: number) => Math.floor(random() * limit);
  const words = ['so', 'naïve', '文字', 'bits', '🧵', 'queue', 'don’t', 'a1', 'Zürich,', 'end.'];
  const say = (length: number, between: string) =>
    Array.from({ length }, () => words[below(words.length)]).join(between);
  const paragraph = `Because ${say(10 + below(60), ' ')}`;
  const code = say(5 + below(60), random() < 0.5 ? '\n' : ' ');
  const deltas: string[] = [];
  const rest = [...`${paragraph}\n\n\`\`\`text\n${code}\n\`\`\``];
  while (rest.length > 0) deltas.push(rest.splice(0, 1 + below(12)).join(''));
  const stops = [1 + below(deltas.length - 1), 1 + below(deltas.length)].sort((a, b) => a - b);
  const [leave = 1, comeBack = 1] = stops;
  return { paragraph, code, deltas, stops: [leave, comeBack], hurries: random() < 0.5 };
}

async function ask(question: string, { deltas, stops }: Story): Promise<void> {
  endpoint.play({ deltas });
  endpoint.hold(stops[0]);
  await inPanel(async panel => {
    await panel.locator('[data-part="composer"]').fill(question);
    await panel.locator('[data-action="send"]').click();
    await panel.locator('[data-state="streaming"] .answer:not(:empty)').waitFor();
  });
}

/** The last answer, when it is complete, says what the endpoint did. */
async function isWhole(question: string, { paragraph, code }: Story): Promise<void> {
  const shown = await inPanel(async panel => {
    await panel.locator('[data-role="user"]').last().getByText(question, { exact: true }).waitFor();
    const answer = panel.locator('[data-role="assistant"]').last();
    await answer.and(panel.locator('[data-state="complete"]')).waitFor();
    return answer.locator('.answer > p, .answer code').allTextContents();
  });
  assert.deepEqual(shown, [paragraph, code]);
}

/** Leaves the view while an answer comes, and comes back. */
async function leave(question: string, story: Story, how: keyof typeof departures): Promise<void> {
  const [away, back] = departures[how];
  await ask(question, story);
  const goOn = () => {
    endpoint.release();
    endpoint.hold(story.stops[1]);
  };
  const panel = await gloss.panel();
  if (story.hurries) goOn();
  // A key that comes while the panel is only just taking the focus goes nowhere.
  do await gloss.page.keyboard.press(away);
  while (!(await vanishes(panel)));
  if (!story.hurries) goOn();
  await comeBack(back);
  endpoint.release();
  await isWhole(question, story);
}

/** Reloads the window while an answer comes, and goes on with what there is of it. */
async function reload(question: string, story: Story): Promise<void> {
  await ask(question, story);
  const whole = story.deltas.join('');
  const came = story.deltas.slice(0, story.stops[0]).join('');
  const request = endpoint.requests.at(-1);
  if (!story.hurries) await isSaved(text => text === came);
  await gloss.reload();
  assert.equal(await request?.aborted, true, 'nobody waits for it any more');
  endpoint.release();
  await comeBack(departures.hide[1]);
  const { text: kept, state } = await lastAnswer();
  assert.equal(state, 'interrupted');
  assert.ok(came.startsWith(kept), `kept ${JSON.stringify(kept)} of ${JSON.stringify(came)}`);
  if (!story.hurries) assert.equal(kept, came);
  const action = kept === '' ? 'retry' : 'continue';
  endpoint.play({ deltas: kept === '' ? story.deltas : [kept.slice(-100), whole.slice(kept.length)] });
  await inPanel(async panel => {
    const answer = panel.locator('[data-role="assistant"]').last();
    await answer.and(panel.locator('[data-state="interrupted"]')).waitFor();
    await answer.locator(`[data-action="${action}"]`).first().click();
  });
  await isWhole(question, story);
}

async function vanishes(panel: Frame): Promise<boolean> {
  const gone = () => panel.isDetached();
  if (gone()) return true;
  return gloss.page.waitForEvent('framedetached', { predicate: gone, timeout: 3_000 }).then(() => true, gone);
}

/** Shows the view, which may be folded after a reload, in its own place; the editor may not have read its keys yet. */
async function comeBack(key: string): Promise<void> {
  const view = gloss.page.locator('iframe.webview').first();
  const head = gloss.page.locator('.part.sidebar .pane-header').filter({ hasText: 'Chat' });
  const isBack = () =>
    Promise.all([head.waitFor({ timeout: 3_000 }), view.waitFor({ timeout: 3_000 })]).then(
      () => true,
      () => false,
    );
  do await gloss.page.keyboard.press(key);
  while (!(await isBack()));
  await gloss.panel();
}

/** The conversation as it is on disk. */
async function stored() {
  const { userDataDir } = await sharedEditor();
  const folder = join(userDataDir, 'User', 'globalStorage', 'gloss.gloss', 'workspaces');
  const files = (await readdir(folder, { recursive: true })).filter(name => name.endsWith('.jsonl'));
  const times = await Promise.all(files.map(async name => (await stat(join(folder, name))).mtimeMs));
  const newest = files[times.indexOf(Math.max(...times))];
  const read = newest && readConversation(await readFile(join(folder, newest), 'utf8'));
  return read ? read.conversation.turns : [];
}

async function lastAnswer() {
  const turn = (await stored()).at(-1);
  return turn?.role === 'assistant' ? turn : assert.fail('There is no answer.');
}

async function isSaved(check: (text: string) => boolean): Promise<void> {
  while (!check((await lastAnswer()).text)) await new Promise(resolve => setTimeout(resolve, 50));
}

describe('an answer that comes while the view is left', () => {
  it(`is in the end what was sent, character for character, ${count} times`, async test => {
    const texts: string[] = [];
    const kinds = [...Object.keys(departures), 'reload'];
    for (let index = 0; index < count; index++) {
      const seed = first + index;
      const random = seededRandom(seed);
      const kind = count > shortRun ? kinds[Math.floor(random() * kinds.length)] : kinds[index + 1];
      const story = storyOf(random);
      texts.push(story.deltas.join(''));
      const question = `Why ${index}?`;
      if (index > 0 && index % 20 === 0) console.log(`${index} streams, from seed ${first} on`);
      try {
        if (kind === 'reload') await reload(question, story);
        else if (kind === 'hide' || kind === 'close' || kind === 'moveBelow' || kind === 'moveDown')
          await leave(question, story, kind);
      } catch (error) {
        throw new Error(
          `The stream of seed ${seed} is not whole: ${kind}, ${index} streams after the first.`,
          {
            cause: error,
          },
        );
      }
    }
    const answers = (await stored()).flatMap(turn => (turn.role === 'assistant' ? [turn.text] : []));
    assert.deepEqual(answers, texts);
    test.diagnostic(`${count} streams with the view left, from seed ${first} on`);
  });
});
