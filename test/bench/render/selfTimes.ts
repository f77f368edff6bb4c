import * as z from 'zod/mini';

const Event = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z._default(z.number(), 0),
  dur: z._default(z.number(), 0),
});
const Trace = z.object({ traceEvents: z.array(Event) });

type Span = z.infer<typeof Event>;

/**
 * What the main thread of the page in a browser's trace spent on each kind of work, without the work that it called.
 *
 * @param trace as the browser writes it, in JSON
 * @returns milliseconds by the names of the browser's events
 */
export function selfTimes(trace: string): Map<string, number> {
  const spans = Trace.parse(JSON.parse(trace)).traceEvents.filter(({ ph }) => ph === 'X');
  const byThread = new Map<string, Span[]>();
  for (const span of spans) {
    const thread = `${span.pid} ${span.tid}`;
    const known = byThread.get(thread);
    if (known) known.push(span);
    else byThread.set(thread, [span]);
  }
  // Only a page lays out, and of several threads that do the busiest is meant.
  const layout = (thread: Span[]) =>
    thread.reduce((sum, { name, dur }) => sum + (name === 'Layout' ? dur : 0), 0);
  const [busiest = []] = [...byThread.values()].toSorted((a, b) => layout(b) - layout(a));
  const times = new Map<string, number>();
  const add = (name: string, microseconds: number) =>
    times.set(name, (times.get(name) ?? 0) + microseconds / 1000);
  const open: Span[] = [];
  for (const span of busiest.toSorted((a, b) => a.ts - b.ts || b.dur - a.dur)) {
    while (endOf(open.at(-1)) <= span.ts) open.pop();
    const outer = open.at(-1);
    if (outer) add(outer.name, -span.dur);
    add(span.name, span.dur);
    open.push(span);
  }
  return times;
}

function endOf(span: Span | undefined): number {
  return span ? span.ts + span.dur : Number.POSITIVE_INFINITY;
}
