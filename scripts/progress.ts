/** Prints one line for a piece of work: what is being done, then how long it took. */
export async function progress<T>(label: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    const result = await work();
    console.log(`${label}: ${seconds(started)}`);
    return result;
  } catch (error) {
    console.log(`${label}: failed after ${seconds(started)}`);
    throw error;
  }
}

/** The time since `started` (of `performance.now()`), such as "3.4 s". */
export function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
