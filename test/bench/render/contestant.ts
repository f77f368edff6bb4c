/** Shows a text that grows at its end. */
export interface Renderer {
  /** @param isWhole nothing will follow */
  show(text: string, isWhole: boolean): void;
}

/**
 * Makes a renderer that shows its text in `container`.
 *
 * @param whole what the text will be: for the floor, which knows it beforehand
 */
export type Contestant = (container: HTMLElement, whole: string) => Renderer;
