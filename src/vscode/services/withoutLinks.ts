/**
 * A text for a notification. The editor makes links of `[…](…)` there, and runs commands from them, so none is left in a
 * text that holds words of a server's or of a workspace's, such as the name of a model.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}
