import * as z from 'zod/mini';
import { imageDetails } from '../models/imageTokens.ts';
import { maxLength, minLength } from '../schema/lengths.ts';

/** What a model takes: https://developers.openai.com/api/docs/guides/images-vision */
const imageTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;

const side = z.int().check(z.minimum(1), z.maximum(2_048));
const base64 = z.string().check(minLength(1), maxLength(8_000_000), z.regex(/^[A-Za-z0-9+/]+={0,2}$/));

/** A picture no larger than a model looks at, with a small one for chips. */
export const image = z.strictObject({
  type: z.enum(imageTypes),
  data: base64,
  width: side,
  height: side,
  /** A PNG of a few dozen pixels. */
  thumbnail: base64.check(maxLength(40_000)),
});
export type Image = z.infer<typeof image>;

export const imageDetail = z.enum(imageDetails);

export function imageUrl({ type, data }: Pick<Image, 'type' | 'data'>): string {
  return `data:${type};base64,${data}`;
}
