/** Everything the page of usage says, in words; numbers are only what has to be drawn. */
export interface UsageView {
  /** The language of the words. */
  language: string;
  title: string;
  /** Links that begin a command of Gloss's own. */
  actions: readonly Action[];
  /** The stretches of days to choose from. */
  ranges: readonly (Action & { chosen: boolean })[];
  totals: readonly { label: string; value: string; budget?: { share: number; words: string } }[];
  chart: Chart;
  tasks: Table;
  limits: Table;
  notes: readonly string[];
}

export interface Action {
  label: string;
  /** `command:` and what follows. */
  href: string;
}

export interface Chart {
  title: string;
  /** What the highest bar stands for. */
  highest: string;
  legend: readonly { label: string; colour: number }[];
  days: readonly Bar[];
}

export interface Bar {
  /** Below the bar; empty where there is no room for all. */
  label: string;
  /** What was done on the day, for the pointer and for screen readers. */
  description: string;
  /** From the bottom up; their heights are parts of the highest bar, and so add up to 1 at most. */
  parts: readonly { height: number; colour: number }[];
}

export interface Table {
  title: string;
  /** In place of the table, when it has no rows. */
  empty: string;
  head: readonly Cell[];
  rows: readonly (readonly Cell[])[];
  foot?: readonly Cell[];
}

/** `number`: set flush right. */
export interface Cell {
  text: string;
  number?: boolean;
}

/** How many colours there are for tasks; further ones share the last. */
export const colours = 7;

/** In pixels; across, a drawing is as wide as there is room for, and its places are percentages. */
const chartHeight = 140;
const labelHeight = 18;
const widestBar = 6;

/** The page's markup. It has no script: what it offers are links to commands. Every word in it is escaped. */
export function usagePage(
  view: UsageView,
  { styles, cspSource }: { styles: string; cspSource: string },
): string {
  const policy = `default-src 'none'; style-src ${cspSource}`;
  return `<!doctype html>
<html lang="${escapeHtml(view.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<link rel="stylesheet" href="${escapeHtml(styles)}">
<title>${escapeHtml(view.title)}</title>
</head>
<body data-part="usage">
<header>
<h1>${escapeHtml(view.title)}</h1>
<nav>${view.ranges.map(rangeLink).join('')}</nav>
<nav>${view.actions.map(link).join('')}</nav>
</header>
<dl>${view.totals.map(total).join('')}</dl>
${chart(view.chart)}
${table(view.tasks, 'tasks')}
${table(view.limits, 'limits')}
<footer>${view.notes.map(note => `<p>${escapeHtml(note)}</p>`).join('')}</footer>
</body>
</html>`;
}

function link({ label, href }: Action): string {
  return `<a href="${escapeHtml(href)}">${escapeHtml(label)}</a>`;
}

function rangeLink({ chosen, ...action }: UsageView['ranges'][number]): string {
  return chosen ? `<span aria-current="true">${escapeHtml(action.label)}</span>` : link(action);
}

function total({ label, value, budget }: UsageView['totals'][number]): string {
  const bar = budget
    ? `<dd><meter min="0" max="1" low="0.8" high="0.999" optimum="0" value="${Math.min(1, budget.share).toFixed(3)}">${escapeHtml(budget.words)}</meter><small>${escapeHtml(budget.words)}</small></dd>`
    : '';
  return `<div><dt>${escapeHtml(label)}</dt><dd class="amount">${escapeHtml(value)}</dd>${bar}</div>`;
}

function chart({ title, highest, legend, days }: Chart): string {
  const height = chartHeight + labelHeight;
  const dayWidth = 100 / days.length;
  const barWidth = Math.min(widestBar, dayWidth * 0.7);
  const written = (place: number): string => String(Number(place.toFixed(2)));
  let labels = days.filter(({ label }) => label !== '').length;
  const bars = days.map(({ label, description, parts }, index) => {
    const left = index * dayWidth;
    let top = chartHeight;
    const stack = parts.map(part => {
      const tall = part.height * chartHeight;
      top -= tall;
      return `<rect class="colour-${part.colour}" x="${written(left + (dayWidth - barWidth) / 2)}%" y="${written(top)}" width="${written(barWidth)}%" height="${written(tall)}"/>`;
    });
    if (label) labels -= 1;
    // Where it is narrow there is room for every other one, the last of them, which is today's, included.
    const below = label
      ? `<text${labels % 2 === 1 ? ' class="spare"' : ''} x="${written(left + dayWidth / 2)}%" y="${height - 4}" text-anchor="middle">${escapeHtml(label)}</text>`
      : '';
    // The whole column says what it stands for, where there is no bar, too.
    return `<g role="listitem" aria-label="${escapeHtml(description)}"><title>${escapeHtml(description)}</title><rect class="column" x="${written(left)}%" y="0" width="${written(dayWidth)}%" height="${chartHeight}"/>${stack.join('')}${below}</g>`;
  });
  const names = legend.map(
    ({ label, colour }) =>
      `<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="colour-${colour}" width="10" height="10" rx="2"/></svg>${escapeHtml(label)}</li>`,
  );
  return `<section data-part="chart">
<h2>${escapeHtml(title)}</h2>
<ul class="legend">${names.join('')}</ul>
<div class="highest">${escapeHtml(highest)}</div>
<svg class="chart" role="list" aria-label="${escapeHtml(title)}" height="${height}">
<line x1="0" y1="0.5" x2="100%" y2="0.5"/><line x1="0" y1="${chartHeight}" x2="100%" y2="${chartHeight}"/>
${bars.join('\n')}
</svg>
</section>`;
}

function table({ title, empty, head, rows, foot }: Table, part: string): string {
  const heading = `<h2>${escapeHtml(title)}</h2>`;
  if (rows.length === 0) {
    return `<section data-part="${part}">${heading}<p class="empty">${escapeHtml(empty)}</p></section>`;
  }
  const row = (cells: readonly Cell[], tag: 'td' | 'th'): string =>
    `<tr>${cells.map(({ text, number }) => `<${tag}${number ? ' class="number"' : ''}>${escapeHtml(text)}</${tag}>`).join('')}</tr>`;
  return `<section data-part="${part}">${heading}<div class="table"><table>
<thead>${row(head, 'th')}</thead>
<tbody>${rows.map(cells => row(cells, 'td')).join('\n')}</tbody>
${foot ? `<tfoot>${row(foot, 'td')}</tfoot>` : ''}
</table></div></section>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] ?? '');
}
