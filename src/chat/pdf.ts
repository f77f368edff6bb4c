import * as z from 'zod/mini';
import { maxLength, minLength } from '../schema/lengths.ts';

/** In base64, and no larger than a file may be. */
export const pdf = z.string().check(minLength(1), maxLength(8_000_000), z.regex(/^[A-Za-z0-9+/]+={0,2}$/));

/** How its address begins in a request: https://developers.openai.com/api/docs/guides/file-inputs */
export const pdfUrl = 'data:application/pdf;base64,';

/** Readers look for the mark in so many bytes: some programs write others before it. */
const markWithin = 1_024;

/** Whether a file is one by its bytes, whatever it is called. */
export function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, markWithin)).includes('%PDF-');
}

/** The bytes of a file in base64. */
export function base64(bytes: Uint8Array): string {
  let binary = '';
  // All at once would be too many arguments.
  for (let at = 0; at < bytes.length; at += 8_192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  }
  return btoa(binary);
}
