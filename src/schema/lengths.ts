import * as z from 'zod/mini';

/**
 * Zod measures whatever has a `length`, be it a text, a list or neither, and throws where that is an object that is no number:
 * `{"length": {"valueOf": 1, "toString": 1}}` is JSON that anybody may send. (zod 4.6.7, `core/checks.ts`)
 */
function ofTextsAndLists<Check extends z.core.$ZodCheck>(check: Check): Check {
  check._zod.def.when = ({ value }) => typeof value === 'string' || Array.isArray(value);
  return check;
}

/** A text of at least so many characters, or a list of so many items. */
export const minLength = (least: number) => ofTextsAndLists(z.minLength(least));

/** A text of at most so many characters, or a list of so many items. */
export const maxLength = (most: number) => ofTextsAndLists(z.maxLength(most));
