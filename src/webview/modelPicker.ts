import type { PanelStrings, ParametersView } from '../chat/protocol.ts';
import type { DrawerPart } from './drawerPart.ts';
import { element, iconButton, newId } from './elements.ts';
import type { Host } from './host.ts';
import { choose, type OptionGroup, showOptions } from './selectOptions.ts';

/** The models to choose from, a button to all others, and what is known of the chosen one. */
export function modelPicker(host: Host, strings: PanelStrings): DrawerPart {
  const id = newId();
  const select = element('select', { class: 'input', id, 'data-part': 'model' });
  const others = iconButton('select-model', strings.chooseModel, 'search');
  const facts = element('div', { class: 'facts', id: newId(), 'data-part': 'facts' });
  select.setAttribute('aria-describedby', facts.id);

  select.addEventListener('change', () => {
    // Ids of providers have no slash, those of models may.
    const [provider = '', ...model] = select.value.split('/');
    host.postMessage({ type: 'chooseModel', provider, model: model.join('/') });
  });
  others.addEventListener('click', () => host.postMessage({ type: 'selectModel' }));

  return {
    element: element(
      'div',
      { class: 'field' },
      element('div', { class: 'field-label' }, element('label', { for: id }, strings.drawer.model)),
      element('div', { class: 'select' }, select),
      others,
      facts,
    ),
    show(view) {
      showOptions(select, groupsOf(view));
      choose(select, `${view.chosen.provider}/${view.chosen.model}`);
      facts.textContent = view.facts;
      facts.hidden = view.facts === '';
    },
  };
}

/** The models by provider, with the chosen one among them wherever it comes from. */
function groupsOf({ models, chosen }: ParametersView): OptionGroup[] {
  const own = models.find(({ provider }) => provider === chosen.provider);
  const isListed = own?.models.some(({ id }) => id === chosen.model) ?? false;
  const added = { id: chosen.model, label: chosen.model };
  const withAdded = models.map(group =>
    group === own && !isListed ? { ...group, models: [...group.models, added] } : group,
  );
  const all = own
    ? withAdded
    : [...models, { provider: chosen.provider, name: chosen.provider, models: [added] }];
  return all.map(group => ({
    label: group.name,
    options: group.models.map(({ id, label }) => ({ value: `${group.provider}/${id}`, label })),
  }));
}
