/** Between the answers when several were asked for: no JSON has a line break in the middle of a value. */
export const nextAnswer = '\n\n---\n\n';
