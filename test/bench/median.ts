/** Of an even number of values the upper one of the middle; NaN of none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** From the smallest to the largest, such as `1.13–1.22`. */
export function range(values: readonly number[], digits = 2): string {
  return [Math.min(...values), Math.max(...values)].map(value => value.toFixed(digits)).join('–');
}

/** The middle of several measurements, with the least and the most. */
export interface Median {
  median: number;
  least: number;
  most: number;
}

export function medianOf(measured: readonly number[]): Median {
  return { median: median(measured), least: Math.min(...measured), most: Math.max(...measured) };
}
