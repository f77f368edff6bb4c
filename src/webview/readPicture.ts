import type { NewPicture, PanelView } from '../chat/protocol.ts';
import { pictureHeader } from './pictureHeader.ts';

/** A picture of more pixels takes a gigabyte once it is unpacked. */
const mostPixels = 100_000_000;
/** Of a chip's picture, twice as large as it is shown. */
const thumbnailSide = 36;
/** Of a picture that has to be written anew. */
const quality = 0.9;
/** Larger ones, in bytes, are written anew, too. */
const largest = 4_000_000;

/**
 * Reads a picture and scales it down to what a model looks at; one that is no larger goes as it is. Of what moves the first
 * picture is taken. It is told by its bytes what it is, not by its name.
 * @returns `undefined` for what is no picture, or one that cannot be read.
 */
export async function readPicture(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  { longer, shorter }: PanelView['pictureSides'],
): Promise<NewPicture | undefined> {
  try {
    const header = pictureHeader(bytes);
    if (!header || header.width * header.height > mostPixels) return undefined;
    const { type } = header;
    const file = new Blob([bytes], { type });
    using bitmap = await decoded(file);
    const { width, height } = bitmap;
    const wanted = scaled(
      bitmap,
      Math.min(1, longer / Math.max(width, height), shorter / Math.min(width, height)),
    );
    const isSmall = wanted.width === width && bytes.length <= largest && type !== 'image/gif';
    const written = isSmall ? { type, data: await base64(file) } : await drawn(bitmap, wanted, type);
    const small = scaled(bitmap, Math.min(1, thumbnailSide / Math.max(width, height)));
    const { data: thumbnail } = await drawn(bitmap, small, 'image/png');
    return { name, ...written, ...wanted, thumbnail };
  } catch {
    return undefined; // what is broken throws on every way
  }
}

/** As it is meant to be looked at: a camera's notes may turn it. */
async function decoded(blob: Blob): Promise<ImageBitmap & Disposable> {
  const bitmap = await createImageBitmap(blob);
  return Object.assign(bitmap, { [Symbol.dispose]: () => bitmap.close() });
}

interface Size {
  width: number;
  height: number;
}

function scaled({ width, height }: Size, by: number): Size {
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
}

/** A photograph stays one; anything else is written without loss. */
async function drawn(
  bitmap: ImageBitmap,
  { width, height }: Size,
  like: NewPicture['type'],
): Promise<Pick<NewPicture, 'type' | 'data'>> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is nothing to draw on.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  const type = like === 'image/jpeg' ? like : 'image/png';
  const blob = await canvas.convertToBlob({ type, quality });
  return { type, data: await base64(blob) };
}

async function base64(blob: Blob): Promise<string> {
  const reader = new FileReader();
  const read = new Promise(resolve => reader.addEventListener('loadend', resolve, { once: true }));
  reader.readAsDataURL(blob);
  await read;
  if (typeof reader.result !== 'string') throw reader.error;
  return reader.result.slice(reader.result.indexOf(',') + 1);
}
