import type { CommentBlock } from './commentBlock.ts';

/** How licences and notices of copyright are worded; the word alone may be what a comment is about. */
const wording =
  /\bSPDX-|\bcopyright\W{0,3}(?:\(c\)|\d{4}|(?:by|of|the)\b)|\(c\)\W{0,3}\d{4}|©|\ball rights reserved\b|\blicen[cs]ed (?:under|to)\b|\bgoverned by an? .{0,40}licen[cs]e|\bpermission is hereby granted\b|\bredistribution and use in source\b|\bdistributed under the\b|\bMIT licen[cs]e\b|@licen[cs]e\b/i;

/** Whether a comment is a licence or a notice of copyright, whose wording matters before the law. */
export function isLicence({ lines }: CommentBlock): boolean {
  return wording.test(lines.map(({ text }) => text).join(' '));
}
