/** The view that the panel is. */
export const panelView = 'gloss.chat';
/** The kind of editor that the panel may be shown in, too. */
export const chatEditor = 'gloss.chatEditor';

/** The tree of tags and the files that have them. */
export const tagsView = 'gloss.tags';
/** The comment controller of explanations beside the code. */
export const threadController = 'gloss';
