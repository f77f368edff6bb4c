import type { Locator } from 'playwright-core';
import type { FieldView, ParametersView, WebviewMessage } from '../../../src/chat/protocol.ts';
import type { PanelPage } from './panelPage.ts';
import { fullView } from './parametersView.ts';

/** The drawer of a panel, and what a user does with it. */
export class DrawerPage {
  readonly panel: PanelPage;
  #seen = 0;

  constructor(panel: PanelPage) {
    this.panel = panel;
  }

  at(selector: string): Locator {
    return this.panel.page.locator(selector);
  }

  get element(): Locator {
    return this.at('[data-part="parameters"]');
  }

  row(key: string): Locator {
    return this.at(`[data-part="field"][data-key="${key}"]`);
  }

  control(key: string): Locator {
    return this.row(key).locator('select, textarea, input:not([type="range"])');
  }

  action(name: string): Locator {
    return this.element.locator(`[data-action="${name}"]`);
  }

  press(key: string): Promise<void> {
    return this.panel.page.keyboard.press(key);
  }

  /** @param parameters `undefined` closes it. */
  show(parameters: ParametersView | undefined): Promise<void> {
    return this.panel.post({ type: 'parameters', parameters });
  }

  showFields(...fields: FieldView[]): Promise<void> {
    return this.show({ ...fullView, groups: [{ title: 'Group', fields }] });
  }

  /** What names the element that has the focus. */
  focused(): Promise<string | null | undefined> {
    return this.panel.page.evaluate(() => {
      const element = document.activeElement;
      const action = element?.getAttribute('data-action') ?? element?.getAttribute('data-part');
      const key = element?.closest('[data-key]')?.getAttribute('data-key');
      return action ?? key ?? element?.textContent;
    });
  }

  /** What was posted since the last call. */
  async posted(): Promise<WebviewMessage[]> {
    const posts = await this.panel.posts();
    const news = posts.slice(this.#seen);
    this.#seen = posts.length;
    return news;
  }
}

/** The message that sets a parameter. */
export function set(key: string, value: unknown) {
  return { type: 'setParameter', key, value };
}
