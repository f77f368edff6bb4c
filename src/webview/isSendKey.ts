/**
 * Whether a key sends what was typed: Enter, unless it breaks a line or ends a composition, which Safari reports after it,
 * with the key code of the input method.
 */
export function isSendKey({ key, shiftKey, isComposing, keyCode }: KeyboardEvent): boolean {
  return key === 'Enter' && !shiftKey && !isComposing && keyCode !== 229;
}
