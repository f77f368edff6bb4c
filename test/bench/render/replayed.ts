import type { Renderer } from './contestant.ts';

/** A node of the document that is to be built. */
interface Step {
  template: Node;
  /** Its parent's place among the steps; -1 for the container. */
  parent: number;
  /** How many characters of the document stand before it. */
  at: number;
}

/**
 * The floor: builds a document that is known beforehand, node by node and piece of text by piece of text, as fast as its source
 * comes. No renderer can do less.
 *
 * @param document becomes the children of `container`
 * @param length of its source
 */
export function replayed(container: HTMLElement, document: Node, length: number): Renderer {
  const steps: Step[] = [];
  let total = 0;
  const collect = (node: Node, parent: number): void => {
    for (const child of node.childNodes) {
      const index = steps.push({ template: child, parent, at: total }) - 1;
      if (child instanceof Text) total += child.length;
      else collect(child, index);
    }
  };
  collect(document, -1);

  const made: Node[] = [];
  /** A text that is not whole yet. */
  let open: { made: Text; whole: string; at: number } | undefined;
  const grow = (shown: number): void => {
    if (!open) return;
    open.made.appendData(open.whole.slice(open.made.length, shown - open.at));
    if (open.made.length === open.whole.length) open = undefined;
  };
  return {
    show(text) {
      const shown = Math.floor((text.length / length) * total);
      grow(shown);
      for (let step = steps[made.length]; step; step = steps[made.length]) {
        const { template, parent, at } = step;
        if (open || (at > shown - 1 && shown < total)) return;
        const node = make(template, shown - at);
        if (node instanceof Text && template instanceof Text && node.length < template.length) {
          open = { made: node, whole: template.data, at };
        }
        (made[parent] ?? container).appendChild(node);
        made.push(node);
      }
    },
  };
}

function make(template: Node, length: number): Node {
  return template instanceof Text
    ? document.createTextNode(template.data.slice(0, length))
    : template.cloneNode(false);
}
