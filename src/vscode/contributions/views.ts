/** The view that the panel is. */
export const panelView = 'gloss.chat';
