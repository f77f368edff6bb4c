import type { EventData } from 'node:test';

type Event = { type: 'test:summary'; data: EventData.TestSummary } | { type: string };

/** A reporter for Node's test runner that says only, at the end, `N passed, N failed`. */
export default async function* countingReporter(events: AsyncIterable<Event>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type !== 'test:summary' || !('data' in event)) continue;
    // What was cancelled by a timeout has not passed.
    const { tests, passed } = event.data.counts;
    yield `${passed} passed, ${tests - passed} failed\n`;
  }
}
