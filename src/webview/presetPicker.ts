import type { PanelStrings } from '../chat/protocol.ts';
import type { DrawerPart } from './drawerPart.ts';
import { element, iconButton, isDisabled, newId, setDisabled } from './elements.ts';
import type { Host } from './host.ts';
import { showOptions } from './selectOptions.ts';

/** The presets; chosen is the one whose values are in force, which can be shared or deleted. */
export function presetPicker(host: Host, strings: PanelStrings): DrawerPart {
  const { drawer } = strings;
  const id = newId();
  const select = element('select', { class: 'input', id, 'data-part': 'preset' });
  const save = iconButton('save-preset', drawer.savePreset, 'save');
  const share = iconButton('share-preset', drawer.sharePreset, 'export');
  const bring = iconButton('import-preset', drawer.importPreset, 'desktop-download');
  const remove = iconButton('delete-preset', drawer.deletePreset, 'trash');

  const refresh = () => {
    for (const button of [share, remove]) setDisabled(button, select.value === '');
    select.classList.toggle('unset', select.value === '');
  };
  const act = (action: 'share' | 'delete') =>
    host.postMessage({ type: 'preset', action, name: select.value });

  select.addEventListener('change', () => {
    refresh();
    if (select.value !== '') host.postMessage({ type: 'preset', action: 'apply', name: select.value });
  });
  share.addEventListener('click', () => !isDisabled(share) && act('share'));
  remove.addEventListener('click', () => !isDisabled(remove) && act('delete'));
  save.addEventListener('click', () => host.postMessage({ type: 'savePreset' }));
  bring.addEventListener('click', () => host.postMessage({ type: 'importPreset' }));

  return {
    element: element(
      'div',
      { class: 'field' },
      element('div', { class: 'field-label' }, element('label', { for: id }, drawer.preset)),
      element('div', { class: 'preset' }, select, save, share, bring, remove),
    ),
    show({ presets, preset = '' }) {
      const names = presets.map(name => ({ value: name, label: name }));
      showOptions(select, [{ value: '', label: drawer.choosePreset }, ...names]);
      // Not under the hand of who is about to choose another.
      if (document.activeElement !== select || !presets.includes(select.value)) select.value = preset;
      refresh();
    },
  };
}
