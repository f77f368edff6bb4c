import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NewPicture } from '../../../src/chat/protocol.ts';
import { panelForEach } from './panelHooks.ts';
import { type PanelPage, question } from './panelPage.ts';

let panel: PanelPage;
panelForEach(async opened => {
  panel = opened;
  await panel.snapshot([question('one')]);
});

/** A file as it comes by a paste or a drop; drawn in the page, so that it is one that a browser made. */
interface Given {
  name: string;
  /** As its name has the system say; a file that is pasted out of nowhere has none. */
  type?: string;
  /** What is drawn, with a red pixel in its corner. */
  drawn?: { width: number; height: number; type: string };
  /** In place of that: these bytes. */
  bytes?: readonly number[];
}

async function give(way: 'paste' | 'drop', ...files: Given[]): Promise<void> {
  await panel.page.evaluate(
    async ({ way, files }) => {
      const data = new DataTransfer();
      for (const { name, type = '', drawn, bytes = [] } of files) {
        let content: Blob = new Blob([Uint8Array.from(bytes)]);
        if (drawn) {
          const canvas = new OffscreenCanvas(drawn.width, drawn.height);
          const context = canvas.getContext('2d');
          if (!context) throw new Error('nothing to draw on');
          context.fillStyle = 'red';
          context.fillRect(0, 0, drawn.width, drawn.height);
          content = await canvas.convertToBlob({ type: drawn.type });
        }
        data.items.add(new File([content], name, { type }));
      }
      const target = document.querySelector(way === 'paste' ? 'textarea' : '[data-part="transcript"]');
      const event =
        way === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
      target?.dispatchEvent(event);
    },
    { way, files },
  );
}

/** What the panel has posted of pictures, once there are so many. */
async function taken(count: number): Promise<(NewPicture | string)[]> {
  await panel.page.waitForFunction(
    count =>
      window.posts.filter(({ type }) => type === 'attachImage' || type === 'notAttached').length >= count,
    count,
  );
  return (await panel.posts()).flatMap(post => {
    if (post.type === 'attachImage') return post.picture;
    return post.type === 'notAttached' ? post.name : [];
  });
}

/** The size and the first pixel of a picture, as the browser reads it. */
function looksLike({ type, data }: Pick<NewPicture, 'type' | 'data'>): Promise<number[]> {
  return panel.page.evaluate(async url => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(1, 1);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const [red = 0, green = 0] = context?.getImageData(0, 0, 1, 1).data ?? [];
    return [image.naturalWidth, image.naturalHeight, red, green];
  }, `data:${type};base64,${data}`);
}

describe('a picture', () => {
  for (const type of ['image/png', 'image/jpeg', 'image/webp'] as const) {
    test(`that is pasted goes as it is when it is no larger than a model looks at: ${type}`, async () => {
      await give('paste', { name: 'shot', drawn: { width: 40, height: 30, type } });
      const [picture] = await taken(1);
      assert(picture && typeof picture === 'object');
      assert.deepEqual([picture.name, picture.type, picture.width, picture.height], ['shot', type, 40, 30]);
      const [width, height, red = 0, green = 255] = await looksLike(picture);
      assert.deepEqual([width, height], [40, 30]);
      assert(red > 240 && green < 15);
    });
  }

  test('that is larger is scaled down, and keeps its form', async () => {
    await give('drop', { name: 'wide.png', drawn: { width: 4000, height: 1000, type: 'image/png' } });
    const [picture] = await taken(1);
    assert(picture && typeof picture === 'object');
    assert.deepEqual([picture.width, picture.height], [2048, 512]);
    assert.deepEqual(await looksLike(picture), [2048, 512, 255, 0]);
    const [width = 0, height = 0] = await looksLike({ type: 'image/png', data: picture.thumbnail });
    assert.deepEqual([width, height], [36, 9]);
  });

  test('that moves is its first picture', async () => {
    // Two frames of one pixel each, the first one red, the second one green.
    const frame = (color: number) => [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, color === 0 ? 0x44 : 0x4c, 1, 0];
    const delay = [0x21, 0xf9, 4, 0, 10, 0, 0, 0];
    const head = [...new TextEncoder().encode('GIF89a'), 1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 255, 0];
    await give('paste', {
      name: 'moves.gif',
      bytes: [...head, ...delay, ...frame(0), ...delay, ...frame(1), 0x3b],
    });
    const [picture] = await taken(1);
    assert(picture && typeof picture === 'object');
    assert.equal(picture.type, 'image/png');
    assert.deepEqual(await looksLike(picture), [1, 1, 255, 0]);
  });

  test('is what its bytes say, not its name', async () => {
    await give('paste', { name: 'notes.txt', drawn: { width: 4, height: 4, type: 'image/jpeg' } });
    const [picture] = await taken(1);
    assert(picture && typeof picture === 'object');
    assert.equal(picture.type, 'image/jpeg');
  });

  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52];
  for (const [what, bytes] of [
    ['empty', []],
    ['text', [...new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')]],
    ['broken', [...png, 0, 0, 0, 9, 0, 0, 0, 9, 8, 6, 0, 0, 0, 1, 2, 3, 4]],
    ['20,000 pixels wide and high', [...png, 0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20, 8, 6, 0, 0, 0, 1, 2, 3, 4]],
  ] as const) {
    test(`that is ${what} is refused, and the others come`, async () => {
      const good = { name: 'good.png', drawn: { width: 4, height: 4, type: 'image/png' } };
      await give('paste', { name: 'bad.png', type: 'image/png', bytes }, good);
      const [bad, other] = await taken(2);
      assert.equal(bad, 'bad.png');
      assert(other && typeof other === 'object' && other.name === 'good.png');
      await panel.page.getByText('bad.png is no picture').waitFor({ state: 'attached' });
    });
  }

  test('may be any other file, which goes as its bytes; one that is too large is told', async () => {
    const text = [...new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')];
    await give('drop', { name: 'a.svg', type: 'image/svg+xml', bytes: text });
    await panel.page.waitForFunction(() => window.posts.some(({ type }) => type === 'attachFile'));
    const file = (await panel.posts()).find(post => post.type === 'attachFile');
    assert.deepEqual([file?.name, ...(file?.bytes ?? [])], ['a.svg', ...text]);
    await give('paste', { name: 'large.bin', bytes: Array(1_001).fill(0) });
    await panel.page.getByText('large.bin is too large').waitFor({ state: 'attached' });
  });

  test('of fifty at once the first twenty come, and that is told', async () => {
    const many = Array.from({ length: 50 }, (_, index) => ({
      name: `${index}.png`,
      drawn: { width: 2, height: 2, type: 'image/png' },
    }));
    await give('drop', ...many);
    assert.equal((await taken(21)).at(-1), '20.png');
    await panel.page.getByText('from 20.png on too many').waitFor({ state: 'attached' });
  });

  test('from the disk is scaled in the same way', async () => {
    const bytes = await panel.page.evaluate(async () => {
      const canvas = new OffscreenCanvas(900, 900);
      canvas.getContext('2d');
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      return [...new Uint8Array(await blob.arrayBuffer())];
    });
    await panel.post({ type: 'picture', name: 'lib/a.png', bytes: Uint8Array.from(bytes) });
    const [picture] = await taken(1);
    assert(picture && typeof picture === 'object');
    assert.deepEqual([picture.name, picture.width, picture.height], ['lib/a.png', 768, 768]);
  });
});

describe('a picture that goes along', () => {
  const attached = (imageDetail: 'auto' | 'low') => ({
    ...{
      id: '1',
      icon: 'file-media',
      label: 'a.png',
      detail: '4 × 4',
      tokens: '8,500 tokens',
      title: 'a.png',
    },
    ...{ thumbnail: 'iVBORw0KGgo=', imageDetail },
  });

  test('is shown small, with how closely it is looked at, which a button changes', async () => {
    await panel.post({ type: 'attached', attached: [attached('auto')] });
    const chip = panel.page.locator('.attached .chip');
    assert.match((await chip.locator('img').getAttribute('src')) ?? '', /^data:image\/png;base64,/);
    await panel.page.getByRole('button', { name: 'a.png: auto' }).focus();
    await panel.page.keyboard.press('Enter');
    assert.deepEqual((await panel.posts()).at(-1), { type: 'nextImageDetail', id: '1' });
    await panel.post({ type: 'attached', attached: [attached('low')] });
    const focused = panel.page.locator(':focus');
    assert.equal(
      await focused.getAttribute('aria-label'),
      'a.png: low',
      'the button that was pressed has the focus',
    );
  });

  test('that the model does not look at keeps the message from being sent, and says why', async () => {
    await panel.post({ type: 'attached', attached: [{ ...attached('auto'), problem: 'It does not look.' }] });
    const input = panel.page.locator('textarea[data-part="composer"]');
    await input.fill('What is it?');
    await input.press('Enter');
    assert.equal(
      (await panel.posts()).some(({ type }) => type === 'send'),
      false,
    );
    assert.equal(await input.inputValue(), 'What is it?');
    await panel.page
      .getByRole('status')
      .filter({ hasText: 'It does not look.' })
      .waitFor({ state: 'attached' });
  });
});
