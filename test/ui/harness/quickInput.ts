import { basename, dirname } from 'node:path';
import { errors, type Locator, type Page } from 'playwright-core';
import { isWithin } from './isWithin.ts';

/** What the editor asks its user at the top of a window: the palette, lists to pick from, and boxes to type into. */
export class QuickInput {
  readonly widget: Locator;
  readonly #rows: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.widget = page.locator('.quick-input-widget');
    this.#rows = this.widget.locator('.monaco-list-row');
  }

  /** Runs a command from the palette by its title as shown there, such as "Gloss: Explain Selection". */
  async runCommand(title: string): Promise<void> {
    const row = this.#rows.filter({ hasText: title });
    // The row may be late, when commands are still being read.
    do await this.typeInto('F1', `>${title}`);
    while (!(await this.#picks(row.first(), title)));
  }

  /** Opens a file of the workspace by its name; a click on a row that is being replaced opens nothing. */
  async pickFile(name: string): Promise<void> {
    await this.typeInto('ControlOrMeta+P', name);
    const row = this.#rows.filter({ hasText: name }).first();
    const nothing = this.widget.getByText('No matching results');
    // Before the file search is up it finds nothing. At first it may look among the files that there were when it was last
    // opened, and does not look again by itself.
    while (!(await isWithin(10_000, row.or(nothing).first())) || !(await row.isVisible())) {
      await this.#page.keyboard.press('Escape');
      await this.typeInto('ControlOrMeta+P', name);
    }
    await row.click();
  }

  /** Picks the row with this label. */
  async pick(label: string): Promise<void> {
    // Typed, because a long list draws only the rows that are in view.
    await this.widget.locator('input').fill(label);
    await this.#page.locator('.quick-input-progress.active').waitFor({ state: 'detached' });
    const row = this.#rows.filter({ hasText: label }).first();
    // What is picked of a list that has only just changed does not count.
    do await row.click();
    while (!(await isWithin(2_000, row, 'hidden')));
  }

  /** Types into the box that is shown, and accepts. */
  async enter(text: string): Promise<void> {
    await this.widget.locator('input:focus').waitFor();
    await this.widget.locator('input').fill(text);
    await this.#page.keyboard.press('Enter');
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** Closes the box or the list that is shown, once it is. */
  async dismiss(): Promise<void> {
    // It has been there before, hidden, and would not be what takes the key.
    await this.widget.locator('input:focus').waitFor();
    await this.#page.keyboard.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** Chooses a file by its path in the editor's own dialog, which is such a box, too. */
  async enterPath(path: string): Promise<void> {
    const input = this.widget.locator('input');
    await input.and(this.#page.locator(':focus')).waitFor();
    const listed = (name: string) => isWithin(2_000, this.#rows.filter({ hasText: name }).first());
    // The dialog writes over what is typed before it has found its own folder.
    await this.#rows.first().waitFor();
    for (;;) {
      await input.fill(path);
      // It looks at a path before it takes it.
      if (await listed(basename(path))) {
        await input.press('Enter');
        if (await isWithin(2_000, this.widget, 'hidden')) return;
      }
      // What it failed to look at it takes again only once it has listed something else.
      await input.fill(`${dirname(dirname(path))}/`);
      await listed(basename(dirname(path)));
    }
  }

  /** Opens an input of the editor's own by its key and types into it. */
  async typeInto(key: string, text: string): Promise<void> {
    for (;;) {
      await this.#page.keyboard.press(key);
      try {
        await this.widget.locator('input').fill(text, { timeout: 5_000 });
        return;
      } catch (error) {
        // It closes when something else takes the focus, as a view does that has only just come.
        if (!(error instanceof errors.TimeoutError)) throw error;
      }
    }
  }

  async #picks(row: Locator, title: string): Promise<boolean> {
    try {
      await row.waitFor({ timeout: 5_000 });
      // The palette lists commands by their names, so that one whose name holds the same words may come first.
      for (let rows = 0; rows < 10 && !(await row.and(this.#page.locator('.focused')).isVisible()); rows++) {
        await this.#page.keyboard.press('ArrowDown');
      }
      // Not a click: the list may be drawn anew between its two halves.
      const entered = await this.#accepts(title);
      await this.widget.filter({ has: row }).waitFor({ state: 'hidden', timeout: 5_000 });
      return entered;
    } catch (error) {
      if (error instanceof errors.TimeoutError) return false;
      throw error;
    }
  }

  /**
   * Presses Enter on the palette's row with this title. When something else takes the focus the palette closes, and when more
   * commands are found its rows are others.
   * @returns whether it was that row which took the key; no other part of the window gets it, but a webview.
   */
  async #accepts(title: string): Promise<boolean> {
    const watched = await this.#page.evaluateHandle(title => {
      const watch = { taken: false, stop: () => removeEventListener('keydown', onKey, true) };
      function onKey(event: KeyboardEvent): void {
        const palette = event.target instanceof Element ? event.target.closest('.quick-input-widget') : null;
        watch.taken =
          palette?.querySelector('.monaco-list-row.focused')?.textContent?.includes(title) === true;
        if (watch.taken) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      addEventListener('keydown', onKey, true);
      return watch;
    }, title);
    await this.#page.keyboard.press('Enter');
    return watched.evaluate(watch => {
      watch.stop();
      return watch.taken;
    });
  }
}
