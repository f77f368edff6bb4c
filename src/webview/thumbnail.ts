import { element } from './elements.ts';

/** A small picture of the user's own, from the host; what a model writes is never shown. @param data a PNG in base64. */
export function thumbnailOf(data: string): HTMLImageElement {
  const image = element('img', { class: 'thumbnail', alt: '' });
  image.src = `data:image/png;base64,${data}`;
  return image;
}
