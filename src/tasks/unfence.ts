/**
 * What is in an answer that is nothing but one fenced block, as models write that are told of a schema only in words;
 * any other answer as it is.
 */
export function unfence(text: string): string {
  const [, , inner] = /^(`{3,})[\w+#.-]*[ \t]*\r?\n([\s\S]*)\n\1$/.exec(text.trim()) ?? [];
  return inner ?? text;
}
