import type { AnswerEnd } from '../../src/openai/answer.ts';
import { Assembly } from '../../src/openai/assembly.ts';
import { failureOf } from '../../src/openai/failureOf.ts';
import { readAnswer } from '../../src/openai/readAnswer.ts';

/** What came out of a body, as the caller of the wire would see it but for the time it took. */
export interface Read {
  /** By the index of its choice. */
  texts: ReadonlyMap<number, string>;
  end: Omit<AnswerEnd, 'elapsed'>;
}

/**
 * Reads a body whose packets are exactly these: TCP may put two into one. Everything but the connection is the real one.
 * @param broken what the connection fails with behind the last packet, in place of a clean end.
 */
export async function readPackets(
  packets: readonly Uint8Array<ArrayBuffer>[],
  { choices = 1, broken }: { choices?: number; broken?: Error } = {},
): Promise<Read> {
  const waiting = [...packets];
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        const packet = waiting.shift();
        if (packet) controller.enqueue(packet);
        else if (broken) controller.error(broken);
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const assembly = new Assembly(choices);
  const texts = new Map<number, string>();
  try {
    const answer = readAnswer(body, assembly);
    for (let next = await answer.next(); ; next = await answer.next()) {
      if (next.done) return { texts, end: assembly.end(next.value, false) };
      const { value } = next;
      if (value.type === 'text') texts.set(value.choice, (texts.get(value.choice) ?? '') + value.text);
    }
  } catch (thrown) {
    const failure = assembly.finishedAs() ? undefined : failureOf(thrown);
    return { texts, end: assembly.end(failure, false) };
  }
}
