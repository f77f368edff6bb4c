import type { Node as JsonNode } from 'jsonc-parser';

/** A value in a JSON text, and the way to it. */
export interface JsonEntry {
  node: JsonNode;
  path: readonly (string | number)[];
}

/** Names that come twice are both there, as they are in the text. */
export function childrenOf({ node, path }: JsonEntry): JsonEntry[] {
  const children = node.children ?? [];
  if (node.type === 'array') return children.map((child, index) => ({ node: child, path: [...path, index] }));
  if (node.type !== 'object') return [];
  return children.flatMap(({ children: [name, value] = [] }) =>
    name && value ? [{ node: value, path: [...path, String(name.value)] }] : [],
  );
}

export function isContainer({ type }: JsonNode): boolean {
  return type === 'object' || type === 'array';
}

/** A value as it was written: a number that is read and written again might be another. */
export function writtenAs(node: JsonNode, json: string): string {
  return json.slice(node.offset, node.offset + node.length);
}
