import { parseJson } from '../openai/parseJson.ts';

/** A file that goes along as it is: a picture, or another one. */
const encodedFile = /^data:[\w.+/-]{1,100};base64,[A-Za-z0-9+/=]*$/;

/** All texts in a request's body, at whatever depth, but for encoded files. After a text that is JSON come those in it. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    if (encodedFile.test(value)) return [];
    return value.startsWith('{') ? [value, ...textsIn(parseJson(value))] : [value];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
