import Mocha from 'mocha';
import { runMocha } from './runMocha.ts';
import { suites } from './suites.ts';

/** Called by the editor in its Node extension host. */
export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000 });
  // Makes `describe` and `it` global, which Mocha otherwise does when it loads a test file; these suites are bundled.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const suite of suites) suite();
  return runMocha(mocha);
}
