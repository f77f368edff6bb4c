import type { TestEvent } from 'node:test/reporters';

/** Ends the run with the first test that fails: one is enough to notice a mutant. */
export default async function* firstFailure(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type === 'test:fail') process.exit(1);
    yield '';
  }
}
