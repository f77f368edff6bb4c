import type { NewPicture } from '../chat/protocol.ts';

export interface PictureHeader {
  type: NewPicture['type'];
  /** In pixels, before a camera's notes turn it. */
  width: number;
  height: number;
}

/**
 * What a picture says of itself at its beginning, which is read before it is unpacked: a small file may be gigabytes then.
 * @returns `undefined` for what is none of these.
 * @see https://www.w3.org/TR/png-3/#11IHDR https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 * @see https://www.rfc-editor.org/rfc/rfc9649#section-2.5 https://www.w3.org/Graphics/JPEG/itu-t81.pdf (B.2.2)
 */
export function pictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const says = (text: string, at = 0): boolean =>
    [...text].every((character, index) => bytes[at + index] === character.charCodeAt(0));
  try {
    if (says('\x89PNG\r\n\x1a\n') && says('IHDR', 12)) {
      return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
    }
    if (says('GIF87a') || says('GIF89a')) {
      return { type: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
    }
    if (says('RIFF') && says('WEBP', 8)) return { type: 'image/webp', ...webpSize(view, says) };
    return says('\xff\xd8\xff') ? { type: 'image/jpeg', ...jpegSize(view) } : undefined;
  } catch (error) {
    // It ends before it has said that.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

type Size = Pick<PictureHeader, 'width' | 'height'>;

function webpSize(view: DataView, says: (text: string, at: number) => boolean): Size {
  if (says('VP8X', 12)) return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  if (says('VP8L', 12)) {
    const packed = view.getUint32(21, true);
    return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >> 14) & 0x3fff) };
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
}

/** From segment to segment to the one that begins the frame. */
function jpegSize(view: DataView): Size {
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
  }
}
