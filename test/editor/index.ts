import Mocha from 'mocha';
import { askedRewrites } from './askedRewrite.ts';
import { chatTitles } from './chatTitles.ts';
import { explainSelection } from './explainSelection.ts';
import { gitDiff } from './gitDiff.ts';
import { inspector } from './inspector.ts';
import { interleavings } from './interleavings.ts';
import { money } from './money.ts';
import { requestParameters } from './parameters.ts';
import { runMocha } from './runMocha.ts';
import { suites } from './suites.ts';
import { connectionTest } from './testConnection.ts';
import { tokenCounts } from './tokenCounts.ts';
import { translations } from './translate.ts';
import { whatIsSent } from './whatIsSent.ts';

/** Called by the editor in its Node extension host. */
export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000 });
  // Makes `describe` and `it` global, which Mocha otherwise does when it loads a test file; these suites are bundled.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  // The last ones start servers and programs, as only Node can.
  const last = [
    chatTitles,
    gitDiff,
    requestParameters,
    connectionTest,
    money,
    inspector,
    interleavings,
    askedRewrites,
    explainSelection,
    translations,
    whatIsSent,
    tokenCounts,
  ];
  for (const suite of [...suites, ...last]) suite();
  return runMocha(mocha);
}
