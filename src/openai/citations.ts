import * as z from 'zod/mini';
import { maxLength, minLength } from '../schema/lengths.ts';
import { tolerantList } from '../schema/tolerantList.ts';
import type { Citation } from './answer.ts';

/** More pages than this no reader goes through. */
export const mostCitations = 64;
/** What no browser opens, in UTF-16 units, is no address; what nobody reads no title. */
const longestUrl = 4_096;
const longestTitle = 1_000;

const place = z.catch(z.nullish(z.int().check(z.nonnegative())), undefined);

const annotation = z.object({
  type: z.literal('url_citation'),
  url_citation: z.object({
    url: z.string().check(minLength(1), maxLength(longestUrl)),
    title: z.catch(z.nullish(z.string().check(maxLength(longestTitle))), undefined),
    start_index: place,
    end_index: place,
  }),
});

/** `annotations` of a delta or of a message. They stand beside the text, which no fault in them may cost. */
export const citations = z.pipe(
  tolerantList(annotation),
  z.transform((annotations): Citation[] =>
    annotations.map(({ url_citation: { url, title, start_index: start, end_index: end } }) => ({
      url,
      title: title ?? '',
      ...(typeof start === 'number' ? { start } : {}),
      ...(typeof end === 'number' ? { end } : {}),
    })),
  ),
);

/** Adds those whose pages are not there yet: gateways repeat all of them with every chunk, and models cite a page twice. */
export function addCitations(known: Citation[], more: readonly Citation[]): void {
  for (const citation of more) {
    if (known.length === mostCitations) return;
    if (!known.some(({ url }) => url === citation.url)) known.push(citation);
  }
}
