import type { Locator } from 'playwright-core';

/** Whether an element is there, or gone, within a time, in milliseconds. */
export async function isWithin(
  timeout: number,
  locator: Locator,
  state: 'visible' | 'hidden' = 'visible',
): Promise<boolean> {
  return locator.waitFor({ timeout, state }).then(
    () => true,
    () => false,
  );
}
