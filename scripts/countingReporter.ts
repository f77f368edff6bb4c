import type { EventData } from 'node:test';

type Event =
  | { type: 'test:summary'; data: EventData.TestSummary }
  | { type: 'test:fail'; data: EventData.TestFail }
  | { type: 'test:pass'; data: EventData.TestPass }
  | { type: 'test:diagnostic'; data: EventData.TestDiagnostic };

/** The longest text of a diagnostic, in characters. */
const longest = 5_000;

/**
 * A reporter for Node's test runner that says only, at the end, what the tests that failed have told beside their errors, which
 * may be the only part of a long output that is kept, and `N passed, N failed`.
 */
export default async function* countingReporter(events: AsyncIterable<Event>): AsyncGenerator<string> {
  const told: string[] = [];
  /** The test that ended last, if it has failed: its diagnostics come next. */
  let failed: EventData.TestFail | undefined;
  for await (const { type, data } of events) {
    // Of a suite the runner tells how many tests it has.
    if (type === 'test:fail') failed = data.details.type === 'suite' ? undefined : data;
    if (type === 'test:pass') failed = undefined;
    if (type === 'test:diagnostic' && failed && data.nesting === failed.nesting)
      told.push(`✖ ${failed.name}\n${data.message.slice(0, longest)}\n`);
    if (type !== 'test:summary') continue;
    // What was cancelled by a timeout has not passed.
    const { tests, passed } = data.counts;
    yield `${told.join('\n')}${passed} passed, ${tests - passed} failed\n`;
  }
}
