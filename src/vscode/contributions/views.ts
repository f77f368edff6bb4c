/** The view that the panel is. */
export const panelView = 'gloss.chat';

/** The tree of tags and the files that have them. */
export const tagsView = 'gloss.tags';
/** The comment controller of explanations beside the code. */
export const threadController = 'gloss';
