import type { ImageCost } from './provider.ts';

export interface Size {
  width: number;
  height: number;
}

/** A picture in a request. */
export interface Picture extends Size {
  detail: ImageDetail;
}

/** How closely a picture is looked at. */
export const imageDetails = ['auto', 'low', 'high'] as const;
export type ImageDetail = (typeof imageDetails)[number];

/** What is larger is scaled down before a model looks at it, until neither side is longer, in pixels. */
export const pictureSides = { longer: 2_048, shorter: 768 };
const tile = 512;
const patch = 32;

/**
 * The size at which a model looks at a picture; sending more is of no use.
 * @see https://developers.openai.com/api/docs/guides/images-vision
 */
export function lookedAt({ width, height }: Size): Size {
  const scale = Math.min(
    1,
    pictureSides.longer / Math.max(width, height),
    pictureSides.shorter / Math.min(width, height),
  );
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * Tokens of a picture in a request; `auto` may turn out cheaper.
 * @returns `undefined` where nobody has published how the model counts them.
 */
export function imageTokens({ detail, ...size }: Picture, cost: ImageCost | undefined): number | undefined {
  if (!cost) return undefined;
  const { width, height } = lookedAt(size);
  if ('patches' in cost) {
    const patches = Math.ceil(width / patch) * Math.ceil(height / patch);
    return Math.ceil(Math.min(patches, cost.patches) * cost.factor);
  }
  const tiles = detail === 'low' ? 0 : Math.ceil(width / tile) * Math.ceil(height / tile);
  return cost.base + cost.tile * tiles;
}

/** No fewer tokens than any picture has. */
export function mostImageTokens({ imageCost }: { imageCost: ImageCost | undefined }): number {
  return imageTokens(largest, imageCost ?? dearestKnown) ?? 0;
}

const largest: Picture = { width: pictureSides.longer, height: pictureSides.shorter, detail: 'high' };

/** Of models that nobody has said it of the dearest that is known is assumed. */
const dearestKnown: ImageCost = { base: 2_833, tile: 5_667 };

/** Tokens of several pictures, as far as it is known how the model counts them. */
export function pictureTokens(pictures: readonly Picture[], cost: ImageCost | undefined): number {
  return pictures.reduce((sum, picture) => sum + (imageTokens(picture, cost) ?? 0), 0);
}
