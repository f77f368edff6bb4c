import 'mocha/mocha.js';
import { runMocha } from './runMocha.ts';
import { suites } from './suites.ts';

/** Called by the editor in its web-worker extension host. */
export function run(): Promise<void> {
  // Mocha's browser build, which the import above has put on the worker's global; its own default writes to a page.
  mocha.setup({ ui: 'bdd', timeout: 60_000, reporter: 'spec' });
  for (const suite of suites) suite();
  return runMocha(mocha);
}
